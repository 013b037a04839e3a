"""What the planner is told of a round, read from the database."""

import datetime as dt

import numpy as np
import pytest

from alliances.pairing.models import Mode
from alliances.pairing.states import PairingState
from alliances.pairing.suggesting.complements import COMPLEMENTS, Complements
from alliances.pairing.suggesting.grids import Table
from alliances.pairing.suggesting.reading import situation_of, weights_of
from alliances.pairing.suggesting.scoring import Point
from members.models import Unit
from tests import factories as make
from tests.factories.pairing import PairingFactory, PostFactory, ProgrammeFactory, filed_pairing, in_state

pytestmark = pytest.mark.django_db
TODAY = dt.date(make.YEAR, 3, 1)


def situation(programme):
    return situation_of(programme, TODAY)


def party(parties, unit):
    return next(each for each in parties if each.id == unit.pk)


def put(thing, latitude, longitude):
    type(thing).objects.filter(pk=thing.pk).update(latitude=latitude, longitude=longitude)


def test_member_units_are_partners_and_neighbourhoods_hosts():
    unit, village = make.member(), make.neighbourhood()
    found = situation(ProgrammeFactory(modes=[Mode.STATIONED]))
    assert [each.id for each in found.partners] == [unit.pk]
    assert [each.id for each in found.hosts] == [village.pk]
    assert found.names == {unit.pk: "区财政局", village.pk: "五龙村"}


def test_in_pairings_among_neighbourhoods_villages_are_hosts_and_others_partners():
    make.member()
    village = make.neighbourhood()
    estate = make.neighbourhood("东林居民区", "310116101001")
    Unit.objects.filter(pk=estate.pk).update(kind=make.kind("居民区", is_neighbourhood=True))
    found = situation(ProgrammeFactory(modes=[Mode.VILLAGES]))
    assert ([each.id for each in found.partners], [each.id for each in found.hosts]) == (
        [estate.pk],
        [village.pk],
    )


def test_a_round_of_posts_has_nothing_to_suggest():
    make.member()
    make.neighbourhood()
    found = situation(ProgrammeFactory(modes=[Mode.LEADERS]))
    assert (found.partners, found.hosts) == ([], [])


def test_who_has_left_or_was_closed_is_not_suggested():
    make.EnrolmentFactory(state="left", from_on=dt.date(2020, 1, 1))
    make.EnrolmentFactory(unit__state="closed")
    assert situation(ProgrammeFactory()).partners == []


def test_who_is_enrolled_in_two_streets_of_the_place_counts_once_and_stands_in_the_first():
    far, near = make.street("枫泾镇", "310116102"), make.street()
    put(near, "30.7", "121.0")
    unit = make.member(region=far)
    make.EnrolmentFactory(unit=unit, region=near)
    [found] = situation(ProgrammeFactory(region=make.district())).partners
    assert (found.id, found.point) == (unit.pk, Point(30.7, 121.0))


def test_a_place_is_the_units_own_or_its_neighbourhoods_or_else_its_streets():
    unit, lost, village = make.member(), make.member("区税务局"), make.neighbourhood()
    put(unit, "30.9", "121.2")
    put(village.neighbourhood, "30.8", "121.1")
    put(make.street(), "30.7", "121.0")
    found = situation(ProgrammeFactory())
    assert (party(found.partners, unit).point, party(found.partners, unit).rough) == (
        Point(30.9, 121.2),
        False,
    )
    assert (party(found.hosts, village).point, party(found.hosts, village).rough) == (
        Point(30.8, 121.1),
        False,
    )
    assert (party(found.partners, lost).point, party(found.partners, lost).rough) == (
        Point(30.7, 121.0),
        True,
    )


def test_a_street_without_coordinates_is_in_the_middle_of_its_neighbourhoods():
    lost = make.member()
    for code, latitude in (("310116101201", 30), ("310116101202", 31)):
        put(make.neighbourhood(f"村{code}", code).neighbourhood, latitude, 121)
    assert party(situation(ProgrammeFactory()).partners, lost).point == Point(30.5, 121.0)


def test_nobody_knows_where_a_unit_is_in_a_street_of_which_nothing_is_known():
    unit = make.member()
    assert party(situation(ProgrammeFactory()).partners, unit).point is None


def test_load_counts_with_whom_one_is_paired_now_in_any_round():
    village, unit = make.neighbourhood(), make.member()
    filed_pairing(host=village, partner=unit)
    PairingFactory(host=village, partner=unit)  # a draft of another round, with the same unit
    in_state(PairingFactory(host=village), PairingState.LAPSED)
    filed_pairing(host=village, from_on=dt.date(2020, 1, 1), until_on=dt.date(2020, 12, 31))
    filed_pairing(host=village, partner=None, post=PostFactory(), mode=Mode.LEADERS)
    found = situation(ProgrammeFactory())
    assert (party(found.hosts, village).load, party(found.partners, unit).load) == (2, 1)


def test_room_is_what_the_round_leaves():
    programme = ProgrammeFactory(most_per_host=2, most_per_partner=1)
    village, unit, other = make.neighbourhood(), make.member(), make.member("区税务局")
    PairingFactory(programme=programme, host=village, partner=unit)
    found = situation(programme)
    assert party(found.hosts, village).room == 1
    assert (party(found.partners, unit).room, party(found.partners, other).room) == (0, 1)


def test_a_round_without_limits_leaves_any_room():
    make.member()
    assert situation(ProgrammeFactory()).partners[0].room is None


def test_who_is_paired_in_the_round_is_not_suggested_again_and_who_was_before_goes_on():
    programme, village, unit = ProgrammeFactory(), make.neighbourhood(), make.member()
    filed_pairing(host=village, partner=unit)
    assert situation(programme).facts.taken.get(village.pk) is None
    assert situation(programme).facts.before[village.pk] == {unit.pk: 1}
    PairingFactory(programme=programme, host=village, partner=unit)
    found = situation(programme)
    assert found.facts.taken[village.pk] == {unit.pk}
    assert found.suggest(weights_of(programme)).pairs == []


def test_what_was_ended_before_it_began_was_never_there():
    village, unit = make.neighbourhood(), make.member()
    in_state(PairingFactory(host=village, partner=unit), PairingState.TERMINATED)
    assert situation(ProgrammeFactory()).facts.before == {}


def test_a_round_of_next_year_looks_at_next_years_time():
    programme = ProgrammeFactory(from_on=dt.date(make.YEAR + 1, 1, 1))
    village, unit = make.neighbourhood(), make.member()
    filed_pairing(programme=programme, host=village, partner=unit)  # this year's, entered late
    assert situation(programme).facts.taken == {}


def test_needs_and_resources_come_from_the_registry(monkeypatch: pytest.MonkeyPatch):
    village, unit = make.neighbourhood(), make.member()

    def read(code, year, partners, hosts):
        assert (code, year, partners, hosts) == ("310116101", make.YEAR, [unit.pk], [village.pk])
        met = Table(partners, hosts, np.array([[2]], dtype=np.int32))
        return Complements({village.pk: 3}, met, lambda partner, host: ["路灯"])

    monkeypatch.setattr(COMPLEMENTS, "_entries", {"one": (1, read), "other": (2, read)})
    found = situation(ProgrammeFactory())
    [pair] = found.suggest(weights_of(ProgrammeFactory())).pairs
    assert (pair.met, pair.asked) == (4, 6)
    assert found.complements.examples(unit.pk, village.pk) == ["路灯", "路灯"]


def test_without_a_source_nothing_is_asked_for(monkeypatch: pytest.MonkeyPatch):
    make.neighbourhood()
    monkeypatch.setattr(COMPLEMENTS, "_entries", {})
    assert situation(ProgrammeFactory()).facts.asked == {}


@pytest.mark.parametrize("many", [1, 4])
def test_reading_takes_the_same_queries_for_one_and_for_many(many, django_assert_num_queries):
    programme = ProgrammeFactory()
    for number in range(many):
        filed_pairing(programme=programme, host=make.neighbourhood(f"村{number}", f"31011610120{number}"))
        make.member(f"单位{number}")
    with django_assert_num_queries(4):
        situation(programme)
