"""The places by which the hall can be narrowed: zones of the street, and its neighbourhoods."""

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from members.models import Unit
from members.places.models import Zone


def areas_in(region_id: int) -> list[tuple[str, str]]:
    """(value of the filter, name): zones first. One query."""
    zones = Zone.objects.filter(region=region_id).order_by()
    villages = Unit.objects.neighbourhoods().filter(neighbourhood__parent__id=region_id).order_by()
    rows = _named(zones, "z").union(_named(villages, "n"), all=True)
    return [(value, name) for kind, value, name in sorted(rows, key=lambda row: (row[0] != "z", row[2]))]


def _named(rows, kind):
    value = Concat(Value(kind), Cast("pk", CharField()), output_field=CharField())
    return rows.annotate(kind=Value(kind), value=value, label=F("name")).values_list("kind", "value", "label")
