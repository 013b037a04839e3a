"""Canaries: phones and names that must appear nowhere for whoever has no business with them.

Every account, enrolment and listing of the world has its own; each page and each answer is searched.
"""

import logging
from io import StringIO

import pytest
from django.db import connection
from django.test import Client

from tests.access.asking import ask, text_of
from tests.access.table import TABLE
from tests.access.world import CANARY_NAME, CANARY_PHONE, build_world

pytestmark = pytest.mark.django_db

READ = [row for row in TABLE if row.method == "GET"]


@pytest.fixture
def world(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return build_world()


@pytest.fixture
def logged():
    """What the portal's own formatter writes of each record."""
    root, written = logging.getLogger(), StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(
        next(each.formatter for each in root.handlers if type(each) is logging.StreamHandler)
    )
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)


def pages_that_say(world, role, canary):
    """The rows whose answer to this position holds a canary that is not the person's own."""
    person = world.people[role]
    own = (person.name, person.phone) if person else ()
    found = []
    for row in READ:
        said = text_of(ask(row, person, world.own))
        for mine in own:
            said = said.replace(mine, "")
        if canary in said:
            found.append(str(row))
    return found


@pytest.mark.parametrize("role", ["anonymous", "other", "stranger", "supervisor"])
def test_no_phone_is_shown_to_who_has_no_business_with_it(world, role):
    assert pages_that_say(world, role, CANARY_PHONE) == []


@pytest.mark.parametrize("role", ["anonymous", "other"])
def test_no_name_is_shown_to_who_has_no_business_with_it(world, role):
    assert pages_that_say(world, role, CANARY_NAME) == []


def test_a_full_phone_stands_only_where_it_is_written_or_was_asked_for(world):
    forms = {"enrolment_contacts", "site_edit", "team_edit", "resource_edit", "need_edit", "project_edit"}
    said = {row.split()[1] for row in pages_that_say(world, "office", CANARY_PHONE)}
    assert said <= forms


def test_the_log_holds_no_phone_and_no_name(world, logged):
    client, unit = Client(), world.people["office"]
    client.force_login(unit)
    client.get("/units/", {"q": unit.phone})
    client.post(f"/enrolments/{world.own['enrolment']}/contacts/", {"liaison_phone": f"{CANARY_PHONE}0000"})
    logging.getLogger("django").error("duplicate key (phone)=(%s)", unit.phone)
    for row in READ:
        ask(row, unit, world.own)
    assert CANARY_PHONE not in logged.getvalue()
    assert CANARY_NAME not in logged.getvalue()
    assert "/units/" in logged.getvalue()


def test_the_audit_trail_holds_no_phone_and_no_name(world):
    with connection.cursor() as cursor:
        cursor.execute("SELECT entry::text FROM portal_auditentry entry")
        entries = [entry for (entry,) in cursor.fetchall()]
    assert any("members_enrolment" in entry for entry in entries)
    assert [entry for entry in entries if CANARY_PHONE in entry or CANARY_NAME in entry] == []
