"""The units of a round's place: on which side each can stand, and where it is."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import FloatField
from django.db.models.functions import Cast, Coalesce

from alliances.pairing.models import Mode
from alliances.pairing.planning import NEIGHBOURHOOD, VILLAGE
from alliances.pairing.suggesting.grids import Party
from alliances.pairing.suggesting.scoring import Point
from members.units.models import Enrolment, UnitState


def _number(*names: str) -> Cast:
    return Cast(Coalesce(*names) if len(names) > 1 else names[0], FloatField())


COLUMNS = (
    *("unit_id", "unit__name", "unit__kind__name", "unit__district_id", "unit__neighbourhood_id"),
    _number("unit__latitude", "unit__neighbourhood__latitude"),
    _number("unit__longitude", "unit__neighbourhood__longitude"),
    *("region_id", _number("region__latitude"), _number("region__longitude")),
)
"""A latitude is never without its longitude, so those of one point are taken together."""


class Enrolled(NamedTuple):
    """A unit with its name. `street`: the first one it is enrolled in."""

    party: Party
    name: str
    is_neighbourhood: bool
    street: int


def enrolled_in(code: str) -> list[Enrolled]:
    """Those enrolled today in the place with that code, each once. One query."""
    rows = Enrolment.objects.active().filter(region__code__startswith=code, unit__state=UnitState.ACTIVE)
    streets: dict[int, Point | None] = {}
    found: dict[int, Enrolled] = {}
    for unit, name, kind, district, home, north, east, street, *middle in rows.order_by(
        "region__code", "pk"
    ).values_list(*COLUMNS):
        if street not in streets:
            streets[street] = point(*middle)
        if unit not in found:
            party = Party(unit, kind, point(north, east), district=district)
            found[unit] = Enrolled(party, name, home is not None, street)
    return _placed(list(found.values()), streets)


def sides_of(units: Sequence[Enrolled], modes: Sequence[str]) -> tuple[list[Party], list[Party]]:
    """Partners and hosts. In 村居共建 村 are hosts and 居 partners; otherwise all 村居 are hosts."""
    among_themselves = Mode.VILLAGES in modes
    with_others = any(mode != Mode.VILLAGES for mode in modes)
    partners, hosts = [], []
    for unit in units:
        kind = unit.party.kind
        if unit.is_neighbourhood:
            if with_others or (among_themselves and kind == VILLAGE):
                hosts.append(unit.party)
            if among_themselves and kind == NEIGHBOURHOOD:
                partners.append(unit.party)
        elif with_others:
            partners.append(unit.party)
    return partners, hosts


def point(latitude: float | None, longitude: float | None) -> Point | None:
    return None if latitude is None or longitude is None else Point(latitude, longitude)


def _placed(units: list[Enrolled], streets: dict[int, Point | None]) -> list[Enrolled]:
    """Who has no place of its own is taken to be in the middle of its street."""
    middles = {street: said or _middle(units, street) for street, said in streets.items()}
    return [
        unit if unit.party.point else unit._replace(party=_roughly(unit.party, middles[unit.street]))
        for unit in units
    ]


def _middle(units: list[Enrolled], street: int) -> Point | None:
    """Of a street that has no coordinates of its own: where its 村居 are, taken together."""
    known = [
        unit.party.point
        for unit in units
        if unit.street == street and unit.is_neighbourhood and unit.party.point is not None
    ]
    if not known:
        return None
    latitudes, longitudes = zip(*known, strict=True)
    return Point(sum(latitudes) / len(known), sum(longitudes) / len(known))


def _roughly(party: Party, middle: Point | None) -> Party:
    return party._replace(point=middle, rough=True)
