"""Where the demo's places and units lie. All made up, around where the town is: see README.md."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from math import cos, pi, radians, sin
from random import Random

import time_machine

from members.models import Region, Unit, User
from members.places.actions import change_region
from members.units.actions import change_unit
from projects.demo.diary import at

SEED = 20260120
CENTRE = (30.8912, 121.1634)
KM_OF_A_DEGREE = 111.2
"""Of latitude; of longitude it is as much less as the cosine of the latitude says."""

TOWN, COUNTRY = (0.2, 1.3), (1.8, 5.5)
"""Kilometres from the centre: 居民区 lie close together, 村 around them."""

NEAR_A_HOME, OUT_OF_TOWN = (0.05, 0.6), (0.5, 3.0)
"""Kilometres of a unit from some 居民区; of a company or social organisation."""

UNKNOWN = 14
"""Every fourteenth unit has told no place: its distance is estimated."""

Point = tuple[float, float]


def place_everything(street: Region, year: int, office: User) -> None:
    """The street, its 村居 and most of the units, in the January of that year."""
    dice = Random(SEED)  # noqa: S311 the same map each time
    with time_machine.travel(at(date(year, 1, 20)), tick=False):
        change_region(street, by=office, **degrees(CENTRE))
        homes = list(place_homes(street, office, dice))
        place_units(street, office, homes, dice)


def place_homes(street: Region, office: User, dice: Random) -> Iterator[Point]:
    """Places every neighbourhood, and gives those of the 居民区."""
    rows = Region.objects.filter(parent=street, unit__isnull=False).order_by("code")
    for number, (region, kind) in enumerate(
        zip(rows, rows.values_list("unit__kind__name", flat=True), strict=True)
    ):
        in_town = kind == "居民区"
        # Dealt out around the centre like seeds in a sunflower, so that none lies upon another.
        point = beside(CENTRE, dice.uniform(*(TOWN if in_town else COUNTRY)), number * 2.4)
        change_region(region, by=office, **degrees(point))
        if in_town:
            yield point


def place_units(street: Region, office: User, homes: list[Point], dice: Random) -> None:
    """Near some 居民区, companies farther out; 村居 lie where their regions do."""
    units = Unit.objects.member_units().filter(enrolments__region=street).select_related("kind", "district")
    for number, unit in enumerate(units.order_by("id"), 1):
        distance = OUT_OF_TOWN if unit.kind.name in ("两新组织", "非公企业", "社会组织") else NEAR_A_HOME
        point = beside(dice.choice(homes), dice.uniform(*distance), dice.uniform(0, 2 * pi))
        if number % UNKNOWN:
            change_unit(unit, by=office, **degrees(point))


def beside(point: Point, kilometres: float, angle: float) -> Point:
    """So many kilometres from the point, in that direction (radians, from the east)."""
    latitude, longitude = point
    north = kilometres * sin(angle) / KM_OF_A_DEGREE
    east = kilometres * cos(angle) / (KM_OF_A_DEGREE * cos(radians(latitude)))
    return latitude + north, longitude + east


def degrees(point: Point) -> dict[str, Decimal]:
    """As the actions take it: to a metre or so."""
    latitude, longitude = (Decimal(f"{each:.5f}") for each in point)
    return {"latitude": latitude, "longitude": longitude}
