"""The places by which the hall can be narrowed: zones of the street, and its neighbourhoods."""

from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat

from members.models import Unit
from members.places.models import Zone


def areas_in(region_id: int) -> list[tuple[str, str]]:
    """(value of the filter, name): zones first, each by name. One query."""
    zones = Zone.objects.filter(region=region_id)
    villages = Unit.objects.neighbourhoods().filter(neighbourhood__parent__id=region_id)
    rows = _named(zones, "z").union(_named(villages, "n"), all=True)
    return sorted(rows, key=lambda row: (not row[0].startswith("z"), row[1]))


def _named(rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
    value = Concat(Value(kind), Cast("pk", CharField()), output_field=CharField())
    return rows.order_by().annotate(area=value).values_list("area", "name")
