"""The places by which the hall can be narrowed: zones of the street, and its neighbourhoods."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from members.models import Unit
from members.places.models import Zone


def zones_inside() -> ArraySubquery:
    """The zones of the street that the outer query reads."""
    return _named(Zone.objects.filter(region=OuterRef("pk")))


def villages_inside() -> ArraySubquery:
    """Its 村居."""
    return _named(Unit.objects.neighbourhoods().filter(neighbourhood__parent__id=OuterRef("pk")))


def areas_of(zones: list[dict[str, Any]], villages: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """(value of the filter, name): zones first, each by name."""
    named = [(f"z{each['id']}", each["name"]) for each in zones]
    return named + [(f"n{each['id']}", each["name"]) for each in villages]


def _named(rows: QuerySet[Any]) -> ArraySubquery:
    return ArraySubquery(rows.order_by("name").values(said=JSONObject(id="pk", name="name")))
