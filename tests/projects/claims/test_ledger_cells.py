"""Who has claimed, in the ledger of projects: from the claims on record, else as it was once written."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.ledgers.handing_out.edition import LedgerEdition
from portal.ledgers.handing_out.sheets import ledger_sheets
from projects.models import Project
from tests.factories import YEAR, ClaimFactory, ProjectFactory, UnitFactory, category, neighbourhood, street
from tests.portal.ledgers.handing_out.handing import handed_out, nothing_changed, put, round_trip
from tests.portal.ledgers.importing import sheet_of, take

pytestmark = pytest.mark.django_db

COLUMNS = ("上年度认领单位", "认领类型", "认领单位")
WRITTEN = dict(zip(COLUMNS, ("区税务局", "续认领", "区文联"), strict=True))


@pytest.fixture
def village():
    return neighbourhood("五龙村")


def lines(year=YEAR):
    """What the three columns say of each project, in the order of the ledger."""
    (sheet,) = ledger_sheets(LedgerEdition(street(), year), kinds=["projects"])
    headers = [column.header for column in sheet.columns]
    return [tuple(row[headers.index(name)] for name in COLUMNS) for row in sheet.rows]


def claimed(project, *names, state="confirmed", **fields):
    return [ClaimFactory(project=project, unit__name=name, state=state, **fields) for name in names]


def test_what_was_written_stands_where_no_claim_is_on_record(village):
    project = ProjectFactory(unit=village, capacity=None, custom=WRITTEN)
    for state in ("submitted", "withdrawn"):
        claimed(project, f"单位{state}", state=state)
    assert lines() == [("区税务局", "续认领", "区文联")]


def test_confirmed_claims_stand_in_its_place_the_lead_first(village):
    project = ProjectFactory(unit=village, capacity=None, custom=WRITTEN)
    claimed(project, "区财政局", state="closed")
    claimed(project, "区司法局", part="lead", state="completed")
    assert lines() == [("区税务局", "新认领", "区司法局、区财政局")]


def test_both_kinds_of_claim_are_named(village):
    project = ProjectFactory(unit=village, capacity=None)
    claimed(project, "区财政局", kind="renewal")
    claimed(project, "区司法局")
    assert lines() == [(None, "续认领、新认领", "区财政局、区司法局")]


@pytest.mark.parametrize(("before", "said"), [(1, "区财政局"), (2, "区税务局")])
def test_a_carried_project_names_who_worked_on_it_the_year_before(village, before, said):
    earlier = ProjectFactory(unit=village, year=YEAR - before, category=category())
    claimed(earlier, "区财政局", state="closed")
    ProjectFactory(unit=village, carried_from=earlier, custom=WRITTEN)
    assert lines() == [(said, "续认领", "区文联")]


@pytest.mark.parametrize("rows", [1, 3])
def test_claims_cost_the_same_queries_for_any_number_of_rows(village, rows):
    earlier = ProjectFactory.create_batch(rows, unit=village, year=YEAR - 1, category=category())
    for project in earlier:
        claimed(project, f"单位{project.pk}", state="closed")
        claimed(ProjectFactory(unit=village, carried_from=project, capacity=None), f"新{project.pk}")
    (sheet,) = ledger_sheets(LedgerEdition(street(), YEAR), kinds=["projects"])
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(list(sheet.rows)) == rows
    assert len(asked) == 5


def test_live_claims_go_out_and_in_without_a_change(village):
    crowd = ProjectFactory(unit=village, capacity=None, custom=WRITTEN)
    for unit in UnitFactory.create_batch(60):
        ClaimFactory(project=crowd, unit=unit, state="confirmed")
    claimed(ProjectFactory(unit=village, custom=WRITTEN), "区财政局", kind="renewal")
    ProjectFactory(unit=village, custom=WRITTEN)
    assert nothing_changed(round_trip())
    assert list(Project.objects.values_list("custom", flat=True)) == [WRITTEN] * 3


def test_a_ledger_cannot_change_what_is_on_record_and_says_so(village):
    claimed(ProjectFactory(unit=village, custom=WRITTEN), "区财政局")
    taken = sheet_of(round_trip(lambda book: put(book, "项目清单", "认领单位", "区司法局")), "项目清单")
    assert (taken["updated"], taken["unchanged"]) == (0, 1)
    assert [(found["column"], found["value"], found["reason"]) for found in taken["warnings"]] == [
        ("认领单位", "区司法局", "这一栏以系统里的认领为准，没有改；认领请在项目页面办理")
    ]
    assert Project.objects.get().custom == WRITTEN


def test_an_older_ledger_of_the_office_is_taken_in_again_without_a_word(village):
    project = ProjectFactory(unit=village, custom=WRITTEN)
    raw = handed_out()
    claimed(project, "区财政局")
    assert nothing_changed(take(raw))
