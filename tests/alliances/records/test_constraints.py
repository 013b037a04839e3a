"""What the database refuses of a record, whoever writes."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from tests import factories as make

pytestmark = pytest.mark.django_db

REFUSED = [
    ("struck_at = now()", "record_struck_with_reason"),
    ("struck_reason = '重复登记'", "record_struck_has_moment"),
    ("hours = -1", "record_figures_not_negative"),
]


@pytest.mark.parametrize(("change", "constraint"), REFUSED)
def test_the_database_refuses(change: str, constraint: str) -> None:
    record: Any = make.RecordFactory()
    with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE alliances_record SET {change} WHERE id = %s", [record.pk])  # noqa: S608 words of this file
    assert caught.value.__cause__.diag.constraint_name == constraint  # type: ignore[union-attr]
