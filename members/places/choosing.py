"""Regions and places offered in a form."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from members.places.models import Level, Region
from members.scope import scope_of

DISTRICT_DIGITS = 6
NEAR = (Level.NEIGHBOURHOOD, Level.GRID, Level.BUILDING)


class PlaceField(forms.ModelChoiceField):
    """A place by its name, with the place above it where the name alone would not tell: 五龙村 · 1 号楼."""

    def label_from_instance(self, place: Any) -> str:
        return place.name if place.level == Level.NEIGHBOURHOOD else f"{place.parent} · {place}"


def worked_regions(user: Any) -> QuerySet[Region]:
    """The districts and streets this person works for, the district first."""
    return Region.objects.filter(pk__in=scope_of(user).worked_region_ids).order_by("code")


def regions_seen(request: Any) -> QuerySet[Region]:
    """The districts and streets whose matters the person who asks sees."""
    return Region.objects.filter(pk__in=scope_of(request.user).seen_region_ids).order_by("code")


def places_within(*codes: str) -> QuerySet[Region]:
    """Neighbourhoods, grids and buildings of the regions with these codes."""
    near = Region.objects.filter(level__in=NEAR).select_related("parent").order_by("code")
    within = [Q(code__startswith=code) for code in codes]
    return near.filter(Q(*within, _connector=Q.OR)) if within else near.none()
