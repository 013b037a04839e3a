"""What an entry says: the columns that changed, personal ones as HMAC, secrets not at all."""

from typing import Any

import pytest
from django.db import connection, models

from members.models import Unit, User
from portal.audit.models import AuditEntry, PersonalDataView
from tests import factories as make
from tests.portal.audit.rows import AUDITED, change, example, newest, personal_columns

pytestmark = pytest.mark.django_db
CANARY = "13912345678"


def last_entry() -> AuditEntry:
    return AuditEntry.objects.latest("id")


def personal_fields(model: type[models.Model]) -> dict[str, Any]:
    return dict.fromkeys(
        (column for table, column in personal_columns() if table == model._meta.db_table), CANARY
    )


def test_an_update_says_only_what_changed() -> None:
    unit = make.UnitFactory(name="旧名")
    Unit.objects.filter(pk=unit.pk).update(name="新名")
    entry = last_entry()
    assert (entry.before, entry.after) == ({"name": "旧名"}, {"name": "新名"})


def test_a_new_row_and_a_row_that_goes_are_kept_whole() -> None:
    kind = make.UnitKindFactory(name="类别甲")
    kept = {"id": kind.pk, "name": "类别甲", "is_neighbourhood": False, "sort": 100}
    assert (last_entry().before, last_entry().after) == (None, kept)
    kind.delete()
    assert (last_entry().before, last_entry().after) == (kept, None)


def test_no_personal_value_stands_anywhere_in_the_trail() -> None:
    before = newest()
    for model in AUDITED:
        if fields := personal_fields(model):
            row = example(model, **fields)
            change(row)
            row.save()
            model._base_manager.filter(pk=row.pk).update(**dict.fromkeys(fields, CANARY[::-1]))
            row.delete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT e::text FROM portal_auditentry AS e WHERE id > %s", [before])
        told = "".join(line for (line,) in cursor.fetchall())
    assert [word for word in (CANARY, CANARY[::-1]) if word in told] == []


def test_the_same_personal_value_has_the_same_hmac_in_every_table() -> None:
    make.UserFactory(phone=CANARY)
    first = last_entry().after["phone"]
    make.EnrolmentFactory(liaison_phone=CANARY)
    assert first.startswith("hmac:")
    assert last_entry().after["liaison_phone"] == first
    make.UserFactory(phone=CANARY[::-1])
    assert last_entry().after["phone"] != first


def test_an_empty_personal_value_is_empty() -> None:
    make.UserFactory(phone="")
    assert last_entry().after["phone"] == ""


@pytest.mark.parametrize("column", ["password", "last_login"])
def test_a_password_is_not_kept(column: str) -> None:
    user = make.UserFactory()
    assert column not in last_entry().after
    user.delete()
    assert column not in last_entry().before


def test_of_a_new_password_only_that_it_is_new_is_kept() -> None:
    user = make.UserFactory()
    User.objects.filter(pk=user.pk).update(password="!")
    assert (last_entry().before, last_entry().after) == ({"password": "earlier"}, {"password": "changed"})


def test_entries_and_views_are_called_by_what_they_are_about() -> None:
    kind = make.UnitKindFactory()
    assert str(last_entry()) == f"INSERT members_unitkind {kind.pk}"
    viewer = make.UserFactory(name="张三")
    assert str(PersonalDataView(viewer=viewer, subject_kind="user", subject_id=7)) == "张三 user 7"
