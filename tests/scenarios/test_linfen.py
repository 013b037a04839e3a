"""静安区临汾路街道: 周四行动, each unit with its nearest 居民区, an activity every month; 初体验 posts.

The posts of 初体验 are here as what 11 units offer (resources); that volunteers sign up for them comes with
the activities. Places and units are made up, their numbers the article's.
"""

import datetime as dt
from math import hypot

import pytest

from alliances.models import Pairing, Programme
from alliances.pairing import actions
from alliances.pairing.models import Mode
from alliances.pairing.reading import months_of
from alliances.pairing.suggesting.actions import draft_suggested
from alliances.pairing.suggesting.reading import situation_of
from alliances.pairing.suggesting.scoring import Weights
from alliances.records.actions import Account
from members.models import Unit
from projects.models import Resource
from tests import factories as make

pytestmark = pytest.mark.django_db

YEAR = 2025
HOMES, UNITS = 20, 20
POSTS = [2, 2, 2, *[1] * 8]
"""14 posts of 11 units."""

NEAREST = Weights(distance=100, needs=0, load=0, history=0)


@pytest.fixture
def street(kinds):
    """Homes on a grid of some 400 m, each unit within some 100 m of one of them."""
    district = make.RegionFactory(code="310106", name="静安区", level="district", parent=None)
    made = make.RegionFactory(code="310106018", name="临汾路街道", level="street", parent=district)
    for number in range(HOMES):
        latitude, longitude = 31.31 + 0.004 * (number // 5), 121.45 + 0.004 * (number % 5)
        home = make.neighbourhood(f"示例居民区{number:02}", code=f"310106018{number:03}", region=made)
        place(home.neighbourhood, latitude, longitude)
        unit = make.member(f"示例单位{number:02}", region=made)
        place(unit, latitude + 0.0003 * (number % 3), longitude - 0.0004 * (number % 2))
    return made


def place(row, latitude, longitude):
    type(row).objects.filter(pk=row.pk).update(latitude=f"{latitude:.5f}", longitude=f"{longitude:.5f}")


@pytest.fixture
def thursdays(street):
    asked = Programme(region=street, name="周四行动", modes=[Mode.STATIONED], from_on=dt.date(YEAR, 1, 1))
    asked.every_months, asked.most_per_partner = 1, 1
    return actions.open_programme(asked, by=make.staff_of(street))


def suggested(programme):
    return situation_of(programme, dt.date(YEAR, 1, 1)).suggest(NEAREST).pairs


def nearest_home(unit):
    """Its name; the grid is small enough for a plane."""

    def apart(home):
        place = home.neighbourhood
        return hypot(place.latitude - unit.latitude, float(place.longitude - unit.longitude) * 0.855)

    homes = Unit.objects.neighbourhoods().select_related("neighbourhood").order_by("pk")
    return min(homes, key=apart).name


def filed(programme, pairs):
    """Drafted by the office, agreed by the sides on paper, filed: for a year."""
    staff = make.staff_of(programme.region, username="office")
    drafted = draft_suggested(
        programme,
        [(Unit.objects.get(pk=each.host), Unit.objects.get(pk=each.partner)) for each in pairs],
        by=staff,
    )
    for each in drafted:
        actions.propose(each, by=staff)
        for side in ("host", "partner"):
            actions.agree(each, by=staff, side=side, basis="纸质")
        actions.file_pairing(each, by=staff)
    return list(Pairing.objects.filter(programme=programme).order_by("pk")), staff


def test_each_unit_is_suggested_its_nearest_neighbourhood(thursdays):
    pairs = suggested(thursdays)
    assert len(pairs) == UNITS
    by_unit = {Unit.objects.get(pk=each.partner): Unit.objects.get(pk=each.host).name for each in pairs}
    assert {unit.name: home for unit, home in by_unit.items()} == {
        unit.name: nearest_home(unit) for unit in by_unit
    }
    assert max(each.metres for each in pairs) < 100


def test_a_monthly_activity_of_each_pair_is_counted_for_a_year(thursdays, time_machine):
    time_machine.move_to(dt.datetime(YEAR, 1, 2, 9, tzinfo=dt.UTC), tick=False)
    pairings, staff = filed(thursdays, suggested(thursdays))
    time_machine.move_to(dt.datetime(YEAR, 12, 31, 1, tzinfo=dt.UTC), tick=False)
    for month in range(1, 13):
        account = Account(dt.date(YEAR, month, 15), f"{month} 月周四行动", figures={"person_times": 200})
        actions.record_visit(pairings, account, by=staff, basis="会上")
    counted = months_of(pairings, YEAR)
    assert {pk: sorted(months.items()) for pk, months in counted.items()} == {
        each.pk: [(month, 1) for month in range(1, 13)] for each in pairings
    }


def offer_posts(year, units, posts):
    region = units[0].enrolments.get().region
    category = make.CategoryFactory(region=region, name="初体验岗位", list="resource", year=year)
    for unit, number in zip(units, posts, strict=True):
        for turn in range(number):
            named = {"unit": unit, "category": category, "title": f"体验岗位{turn + 1}"}
            make.DraftResourceFactory(region=region, year=year, **named)


def test_fourteen_posts_of_eleven_units_and_three_units_more_next_year(street):
    units = list(Unit.objects.member_units().order_by("pk"))
    offer_posts(YEAR, units[:11], POSTS)
    offer_posts(YEAR + 1, units[:14], [*POSTS, 1, 1, 1])
    rows = Resource.objects.filter(category__name="初体验岗位")
    offered = {year: set(rows.filter(year=year).values_list("unit", flat=True)) for year in (YEAR, YEAR + 1)}
    assert [rows.filter(year=year).count() for year in (YEAR, YEAR + 1)] == [14, 17]
    assert len(offered[YEAR]) == 11
    assert len(offered[YEAR + 1] - offered[YEAR]) == 3
