"""How far January is: what is counted where, and of whom."""

import datetime as dt

import pytest

from members.models import Enrolment
from projects.listings.models import ListKind, Project
from projects.yearly.actions import carry_over
from projects.yearly.choosing import year_at_hand
from projects.yearly.progress import progress_of_year
from projects.yearly.todos import to_check
from tests import factories as make
from tests.projects.yearly.conftest import LAST, NEXT

pytestmark = pytest.mark.django_db


def counted():
    return progress_of_year(make.street(), NEXT, ListKind.PROJECT)


def renewal(village, state: str, **fields):
    project = make.ProjectFactory(unit=village, year=NEXT, capacity=None)
    return make.ClaimFactory(project=project, unit=make.member(state), kind="renewal", state=state, **fields)


def test_answers_are_told_apart(village) -> None:
    renewal(village, "offered", answer_until="2099-01-01T00:00Z")
    for state in ("confirmed", "closed", "lapsed", "withdrawn"):
        renewal(village, state)
    (row,) = counted().rows
    assert row.counts == {"offered": 1, "accepted": 2, "lapsed": 2, "published": 5}


@pytest.mark.parametrize(
    ("state", "counts"),
    [("draft", (1, 0, 0)), ("returned", (1, 0, 0)), ("submitted", (0, 1, 0)), ("not_adopted", (0, 0, 0))],
)
def test_an_entry_counts_where_it_stands(village, state, counts) -> None:
    make.DraftProjectFactory(unit=village, year=NEXT, state=state)
    total = counted().total.counts
    assert (total["drafts"], total["submitted"], total["published"]) == counts


def test_villages_come_by_name_and_all_member_units_together_last(village) -> None:
    units = [make.member("阿姨服务队"), make.member("区财政局"), make.neighbourhood("钟楼村", "310116101202")]
    for unit in (*units, village):
        make.ProjectFactory(unit=unit)
    rows = counted().rows
    assert [(row.name, row.counts["last"]) for row in rows] == [("五龙村", 1), ("钟楼村", 1), ("成员单位", 2)]
    assert rows[2].unit_id is None


def test_a_village_that_has_more_than_last_year_is_measured_by_this_year(village) -> None:
    make.ProjectFactory(unit=village)
    for state in ("draft", "submitted"):
        make.DraftProjectFactory(unit=village, year=NEXT, state=state)
    (row,) = counted().rows
    assert [row.counts["last"], row.expected] == [1, 2]


@pytest.mark.parametrize(
    ("today", "year"),
    [(dt.date(2026, 9, 30), 2026), (dt.date(2026, 10, 1), 2027), (dt.date(2027, 1, 1), 2027)],
)
def test_from_october_on_the_next_year_is_prepared(today, year) -> None:
    assert year_at_hand(today) == year


@pytest.mark.parametrize("query", ["year=2000", "year=2101", "year=x", "list=none", "region=999999"])
def test_what_there_is_no_page_for_is_not_found(signed_in, office, query) -> None:
    assert signed_in(office).get(f"/year/?{query}").status_code == 404


def test_an_office_sees_its_own_street_only(signed_in, office) -> None:
    elsewhere = make.street("枫泾镇", "310116102")
    page = signed_in(office).get("/year/")
    assert page.context["asked"].region == make.street()
    assert signed_in(office).get(f"/year/?region={elsewhere.pk}").status_code == 404


def test_to_check_are_ones_own_carried_drafts_only(office, village, project) -> None:
    carry_over(make.street(), from_year=LAST, to_year=NEXT, kinds=list(ListKind), by=office)
    make.DraftProjectFactory(unit=village, year=NEXT, title="自己写的")
    stranger = make.liaison_of(make.member("区税务局"))
    assert [to_check(user, 5).total for user in (make.liaison_of(village), stranger, office)] == [1, 0, 0]


def test_a_unit_enrolled_elsewhere_only_is_not_carried_here(office, village, project) -> None:
    elsewhere = make.street("枫泾镇", "310116102")
    Enrolment.objects.filter(unit=village).update(state="left", until_on=dt.date(LAST, 12, 31))
    make.EnrolmentFactory(unit=village, region=elsewhere)
    done = carry_over(make.street(), from_year=LAST, to_year=NEXT, kinds=[ListKind.PROJECT], by=office)
    assert (done.total, Project.objects.filter(year=NEXT).count()) == (0, 0)
