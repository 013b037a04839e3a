"""The demo's made-up map: the same each time, the town in the middle, a few units without a place."""

from math import cos, hypot, radians

import pytest

from members.models import Region, Unit
from projects.demo.coordinates import CENTRE, KM_OF_A_DEGREE, UNKNOWN, place_everything
from tests import factories as make

pytestmark = pytest.mark.django_db


def kilometres(region: Region) -> float:
    north, east = float(region.latitude) - CENTRE[0], float(region.longitude) - CENTRE[1]
    return hypot(north, east * cos(radians(CENTRE[0]))) * KM_OF_A_DEGREE


@pytest.fixture
def street():
    """Three villages, three neighbourhoods, and as many units as leave one without a place."""
    for number in range(6):
        made = make.neighbourhood(f"村居{number}", f"31011610120{number}")
        if number % 2:
            Unit.objects.filter(pk=made.pk).update(kind=make.kind("居民区", is_neighbourhood=True))
    for number in range(UNKNOWN):
        make.member(f"单位{number}")
    return make.street()


def test_the_town_lies_close_together_and_villages_farther_out(street) -> None:
    place_everything(street, 2026, make.staff_of())
    homes = Region.objects.filter(parent=street)
    town = [kilometres(each) < 1.4 for each in homes.filter(unit__kind__name="居民区")]
    country = [1.7 < kilometres(each) < 5.6 for each in homes.filter(unit__kind__name="村")]
    assert (town, country) == ([True] * 3, [True] * 3)


def test_every_fourteenth_unit_has_no_place(street) -> None:
    place_everything(street, 2026, make.staff_of())
    placed = Unit.objects.member_units().exclude(latitude=None).count()
    assert placed == UNKNOWN - 1


def test_the_map_is_the_same_each_time(street) -> None:
    def drawn() -> list:
        place_everything(street, 2026, make.staff_of())
        return list(Unit.objects.order_by("pk").values_list("latitude", "longitude"))

    assert drawn() == drawn()
