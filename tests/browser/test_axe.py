"""Every page of the access table in a real Chromium: accessible (WCAG 2.2 AA), and content policy kept."""

import pytest

from members.models import Enrolment
from tests import factories as make
from tests.access.asking import address_of
from tests.access.rows import Row
from tests.access.table import TABLE
from tests.access.world import build_world

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
]

NO_PAGES = (
    "healthz",
    "readyz",
    "metrics",
    "stored_file",
    "todo_count",
    "hall_live",
    "screen_live",
    "ledger_import_problems",
    "ledger_snapshot_workbook",
    "export_file",
    "document_template_file",
    "document_template_builtin",
    "unit_file_word",
    "claim_letter_file",
    "posting_word",
    "meeting_sheet",
    "minutes_word",
    "pairing_agreement",
    "standing_letter",
    "cycle_report",
    "result_report",
)
"""Answers to programs, a picture, workbooks and Word files, and fragments that other pages fetch."""

ROLES = ("claimant", "publisher", "office", "supervisor", "anonymous")
"""Between them they see every page; the other positions see some of the same."""

POLICY = "Content Security Policy"
PHONE, DESK = 390, 1366


@pytest.fixture
def world(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return build_world()


def pages_for(role: str) -> list[Row]:
    pages = [row for row in TABLE if row.method == "GET" and not row.is_api and row.route not in NO_PAGES]
    return [row for row in pages if row.answers[role] == "200"]


def test_these_roles_see_every_page():
    pages = {
        row.route for row in TABLE if row.method == "GET" and not row.is_api and "200" in row.answers.values()
    }
    assert pages - set(NO_PAGES) == {row.route for role in ROLES for row in pages_for(role)}


def policy_violations(page) -> list[str]:
    """What the browser refuses from now on because of the content policy."""
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if POLICY in line.text else None)
    return said


def look_at_all(world, role, page, violations):
    """What is wrong with each page this position may open, one line each."""
    blocked = policy_violations(page)
    found = []
    for row in pages_for(role):
        blocked.clear()
        page.goto(address_of(row, world.own))
        page.wait_for_load_state("networkidle")
        found += [f"{row}: {line}" for line in blocked]  # axe's own styles come after this
        found += [f"{row}: {line}" for line in violations(page)]
    return found


def test_the_offices_pages_are_accessible_on_a_phone(world, open_page, violations):
    page = open_page(world.people["office"], width=PHONE)
    assert look_at_all(world, "office", page, violations) == []


@pytest.mark.faults
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("role", ROLES)
def test_everybodys_pages_are_accessible(world, open_page, violations, role, width):
    page = open_page(world.people[role], width=width)
    assert look_at_all(world, role, page, violations) == []


@pytest.mark.faults
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_secretarys_pages_are_accessible_and_what_is_refused_too(world, open_page, violations, width):
    """Of the unit whose liaison's pages they are: some of those answer 403."""
    enrolment = Enrolment.objects.get(pk=world.own["enrolment"])
    secretary = make.appoint(make.UserFactory(), "secretary", enrolment=enrolment)
    page = open_page(secretary, width=width)
    assert look_at_all(world, "claimant", page, violations) == []
