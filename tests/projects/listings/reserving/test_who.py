"""Which units are paired with whom a project comes from or is for."""

import datetime as dt

import pytest

from members.units.actions import suspend as suspend_enrolment
from members.units.models import Enrolment
from projects.listings.reserving.reading import first_of, paired_units, paired_units_of, to_be_first
from tests import factories as make

pytestmark = pytest.mark.django_db


def named(project) -> list[tuple[str, str]]:
    return [(each.name, each.paired_with) for each in paired_units(project)]


def test_the_unit_paired_with_the_publisher_is_first_whichever_side_it_is(draft, paired, village) -> None:
    other = make.filed_pairing(host=make.member("朱泾小学"), partner=village)
    assert named(draft) == [("区财政局", "五龙村"), (other.host.name, "五龙村")]


def test_so_is_who_is_paired_with_a_neighbourhood_the_project_is_for(village, unit) -> None:
    project = make.DraftProjectFactory(unit=make.member("城管中队"))
    project.neighbourhoods.add(village)
    make.filed_pairing(host=village, partner=unit)
    assert named(project) == [("区财政局", "五龙村")]


def test_two_pairings_give_a_unit_one_place_by_that_with_the_publisher(draft, village, unit) -> None:
    there = make.neighbourhood("万联村", "310116101202")
    draft.neighbourhoods.add(there)
    make.filed_pairing(host=there, partner=unit)
    make.filed_pairing(host=village, partner=unit)
    assert named(draft) == [("区财政局", "五龙村")]


def test_the_publisher_is_never_first_in_its_own_project(draft, village) -> None:
    there = make.neighbourhood("万联村", "310116101202")
    draft.neighbourhoods.add(there)
    make.filed_pairing(host=there, partner=village)
    assert named(draft) == [("万联村", "五龙村")]


@pytest.mark.parametrize("state", ["drafted", "proposed", "agreed", "declined", "withdrawn", "lapsed"])
def test_only_what_was_filed_counts(draft, village, unit, state) -> None:
    make.in_state(make.PairingFactory(host=village, partner=unit), state)
    assert named(draft) == []


def test_the_calendar_says_whether_it_is_in_force(draft, paired) -> None:
    days = [dt.date(2025, 12, 31), dt.date(2026, 1, 1), dt.date(2026, 12, 31), dt.date(2027, 1, 1)]
    assert [len(paired_units(draft, day)) for day in days] == [0, 1, 1, 0]


def test_a_post_claims_nothing(draft, village) -> None:
    make.filed_pairing(host=village, partner=None, post=make.PostFactory(), mode="leaders")
    assert named(draft) == []


def test_who_takes_no_part_in_the_street_at_present_is_not_first(draft, paired, unit, office) -> None:
    suspend_enrolment(Enrolment.objects.get(unit=unit), by=office)
    assert named(draft) == []


def test_a_round_of_another_street_gives_no_place_here(draft, village, unit) -> None:
    elsewhere = make.ProgrammeFactory(region=make.street("枫泾镇", "310116102"))
    make.filed_pairing(programme=elsewhere, host=village, partner=unit)
    assert named(draft) == []


def test_a_round_of_the_district_does(draft, village, unit) -> None:
    make.filed_pairing(programme=make.ProgrammeFactory(region=make.district()), host=village, partner=unit)
    assert named(draft) == [("区财政局", "五龙村")]


def test_nobody_is_named_for_what_is_reserved_claimed_or_in_a_street_without_days(draft, paired) -> None:
    assert len(first_of(draft)) == 1
    make.OfficePolicyFactory(region=make.street(), paired_days=0)
    assert first_of(draft) == []


def test_a_need_has_nobody(village, paired) -> None:
    assert first_of(make.DraftNeedFactory(unit=village)) == []


@pytest.mark.parametrize("many", [1, 3])
def test_it_asks_the_same_of_many_projects(village, paired, many, django_assert_num_queries) -> None:
    projects = [make.DraftProjectFactory(unit=village) for _ in range(many)]
    with django_assert_num_queries(4):
        assert len(to_be_first([each.pk for each in projects])) == many
    with django_assert_num_queries(3):
        paired_units_of(projects)
