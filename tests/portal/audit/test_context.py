"""Who is at work: named by requests and jobs, nobody outside of them."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from members.models import UnitKind
from portal.audit.context import working_as
from portal.audit.models import AuditEntry
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
JOB = {"job": "nightly", "user": None}


def last_context() -> Any:
    return AuditEntry.objects.latest("id").context


def raw(statement: str, params: Any = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def test_a_request_names_user_path_and_itself(client: Client, settings) -> None:
    settings.SECURE_SSL_REDIRECT = False
    user = make.staff_of()
    client.force_login(user)
    client.post(
        "/zones/new/", {"name": "东片", "region": make.street().pk}, headers={"X-Request-ID": "abcdefgh-1"}
    )
    assert last_context() == {"user": user.pk, "path": "/zones/new/", "request": "abcdefgh-1"}


def test_a_job_names_itself() -> None:
    with working_as("nightly"):
        make.UnitKindFactory()
    assert last_context() == JOB


def test_a_command_for_somebody_names_both() -> None:
    with working_as("import", user_id=7):
        make.UnitKindFactory()
    assert last_context() == {"job": "import", "user": 7}


def test_outside_nobody_is_named() -> None:
    with working_as("nightly"):
        make.UnitKindFactory()
    make.UnitKindFactory()
    assert last_context() == {}


@pytest.mark.parametrize(
    ("statement", "params", "name"),
    [
        ("INSERT INTO members_unitkind (name, is_neighbourhood, sort) VALUES ('50%', false, 1)", None, "50%"),
        ("  insert into members_unitkind (name, is_neighbourhood, sort) VALUES (%s, false, 1)", ["%s"], "%s"),
        (
            "INSERT INTO members_unitkind (name, is_neighbourhood, sort) VALUES (%(name)s, false, 1)",
            {"name": "50%%"},
            "50%%",
        ),
        (
            "WITH new AS (SELECT %s::text AS name)"
            " INSERT INTO members_unitkind (name, is_neighbourhood, sort) SELECT name, false, 1 FROM new",
            ["类别甲"],
            "类别甲",
        ),
    ],
)
def test_raw_statements_do_what_they_say_and_carry_the_name(statement: str, params: Any, name: str) -> None:
    with working_as("nightly"):
        raw(statement, params)
    assert (UnitKind.objects.latest("id").name, last_context()) == (name, JOB)


def test_a_statement_with_many_rows_carries_the_name() -> None:
    with working_as("nightly"), connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO members_unitkind (name, is_neighbourhood, sort) VALUES (%s, false, 1)",
            [("类别甲",), ("类别乙",)],
        )
    contexts = AuditEntry.objects.order_by("-id").values_list("context", flat=True)[:2]
    assert list(contexts) == [JOB, JOB]


def test_a_write_still_says_how_many_rows_it_met() -> None:
    kinds = [make.UnitKindFactory().pk, make.UnitKindFactory().pk]
    with working_as("nightly"):
        assert UnitKind.objects.filter(pk__in=kinds).update(sort=5) == 2
