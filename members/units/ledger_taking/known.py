"""What a district already knows of units when a ledger comes in."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Max, Q

from members.places.models import Level, Region
from members.units.models import Enrolment, EnrolmentState, Unit, UnitState
from members.units.states import LIVE
from portal.ledgers.naming import NameIndex, name_key


def district_of(region: Region) -> Region:
    """The district in which names of units are unique."""
    return region if region.level == Level.DISTRICT else Region.objects.get(code=region.code[:6])


def named_units(units: Iterable[Unit]) -> NameIndex[Unit]:
    """Units by name and alias; 村居 also by what their places are called. `neighbourhood` is selected."""
    index: NameIndex[Unit] = NameIndex()
    for unit in units:
        place = unit.neighbourhood
        index.add(unit, unit.name, [*unit.aliases, *([place.name, *place.aliases] if place else [])])
    return index


class KnownUnits:
    """The district's units by name, alias, code and place, and their enrolments in the street.

    Holds the district's row, as everybody does who gives units their names. Four queries.
    """

    def __init__(self, region: Region, codes: Iterable[str], ids: Iterable[int] = ()) -> None:
        self.region = region
        self.district = Region.objects.select_for_update(no_key=True).get(pk=district_of(region).pk)
        known = Q(district=self.district) | Q(uscc__in=list(codes)) | Q(pk__in=list(ids))
        units = list(Unit.objects.filter(known).select_related("kind", "neighbourhood").order_by("pk"))
        here = [unit for unit in units if unit.district_id == self.district.pk]
        self.by_name = named_units(sorted(here, key=lambda unit: unit.state != UnitState.ACTIVE))
        self.by_code = {unit.uscc: unit for unit in units if unit.uscc}
        self.by_place = {unit.neighbourhood_id: unit for unit in units if unit.neighbourhood_id}
        self.places = self._places()
        rows = Enrolment.objects.filter(region=region)
        self.enrolled = {row.unit_id: row for row in rows.filter(state__in=LIVE)}
        ended = rows.filter(state=EnrolmentState.LEFT).values_list("unit_id").annotate(Max("until_on"))
        self.by_id = {unit.pk: unit for unit in units if unit.pk in self.enrolled}
        self.left_on: dict[int, dt.date] = dict(ended)

    def add(self, unit: Unit) -> None:
        """Know a unit that this ledger brings, before it is saved."""
        self.by_name.named.setdefault(name_key(unit.name), unit)
        if unit.uscc:
            self.by_code[unit.uscc] = unit
        if unit.neighbourhood_id:
            self.by_place[unit.neighbourhood_id] = unit

    def _places(self) -> NameIndex[Region]:
        index: NameIndex[Region] = NameIndex()
        for place in Region.objects.below(self.region.code).filter(level=Level.NEIGHBOURHOOD):
            index.add(place, place.name, place.aliases)
        return index
