"""The places by which the hall can be narrowed: zones of the street, and its neighbourhoods."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from members.models import Unit
from members.places.models import Zone


@dataclass(frozen=True)
class Areas:
    """What `zones_inside` and `villages_inside` read."""

    zones: list[dict[str, Any]]
    villages: list[dict[str, Any]]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """(value of the filter, name): zones first, each by name."""
        named = [(f"z{each['id']}", each["name"]) for each in self.zones]
        return named + [(f"n{each['id']}", each["name"]) for each in self.villages]

    def unit_ids(self, area: str) -> list[int]:
        """The units that a value of the filter means; none for a value that was not offered."""
        villages = {f"n{each['id']}": [each["id"]] for each in self.villages}
        return villages.get(area) or self._units_of(each for each in self.zones if f"z{each['id']}" == area)

    def _units_of(self, zones: Iterable[dict[str, Any]]) -> list[int]:
        """Units named, and the 村居 of the regions named."""
        homes = {each["home"]: each["id"] for each in self.villages}
        return [
            pk
            for zone in zones
            for pk in [*zone["units"], *(homes[home] for home in zone["homes"] if home in homes)]
        ]


def zones_inside() -> ArraySubquery:
    """The zones of the street that the outer query reads."""
    inside = {"zone": OuterRef("pk")}
    homes = Zone.regions.through.objects.filter(**inside).values("region")
    units = Zone.units.through.objects.filter(**inside).values("unit")
    of = Zone.objects.filter(region=OuterRef("pk"))
    return _named(of, homes=ArraySubquery(homes), units=ArraySubquery(units))


def villages_inside() -> ArraySubquery:
    """Its 村居."""
    inside = Unit.objects.neighbourhoods().filter(neighbourhood__parent__id=OuterRef("pk"))
    return _named(inside, home="neighbourhood_id")


def _named(rows: QuerySet[Any], **further: Any) -> ArraySubquery:
    return ArraySubquery(rows.order_by("name").values(said=JSONObject(id="pk", name="name", **further)))
