"""Alliances on the search page."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from alliances.councils.models import Alliance
from portal.search_page import Hit, SearchSource


def find_alliances(user: Any, words: str, limit: int) -> list[Hit]:
    """Those whose name or brand holds every word."""
    fitting = Q(*[Q(name__icontains=word) | Q(brand__icontains=word) for word in words.split()])
    rows = Alliance.objects.visible_to(user).filter(fitting).select_related("region").defer("charter")
    shown = rows.order_by("name", "pk")[:limit]
    return [Hit(row.name, reverse("alliance", args=[row.pk]), meta_of(row)) for row in shown]


def meta_of(alliance: Alliance) -> str:
    return " · ".join(filter(None, [alliance.get_kind_display(), alliance.region.name, alliance.brand]))


ALLIANCES = SearchSource("联席会议与专委会", find_alliances, lambda: reverse("alliances"))
