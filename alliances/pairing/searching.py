"""Pairings and rounds on the search page."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from alliances.pairing.models import Pairing, Programme
from portal.search_page import Hit, SearchSource


def find_pairings(user: Any, words: str, limit: int) -> list[Hit]:
    """Those in whose number or sides each word stands, the latest first. One query."""
    rows = Pairing.objects.visible_to(user).select_related("programme", "host", "partner", "post")
    for word in words.split():
        sides = Q(host__name__icontains=word) | Q(partner__name__icontains=word)
        rows = rows.filter(sides | Q(post__title__icontains=word) | Q(number__icontains=word))
    return [
        Hit(str(row), reverse("pairing", args=[row.pk]), f"{row.programme} · {row.get_state_display()}")
        for row in rows.order_by("-from_on", "-pk")[:limit]
    ]


def find_programmes(user: Any, words: str, limit: int) -> list[Hit]:
    """Those in whose name each word stands. One query."""
    fitting = Q(*[Q(name__icontains=word) for word in words.split()])
    rows = Programme.objects.visible_to(user).filter(fitting).select_related("region")
    return [
        Hit(row.name, reverse("programme", args=[row.pk]), f"结对批次 · {row.region}")
        for row in rows.order_by("-from_on", "-pk")[:limit]
    ]


PAIRINGS = SearchSource("结对", find_pairings, lambda: f"{reverse('pairings')}?all=1")
PROGRAMMES = SearchSource("结对批次", find_programmes, lambda: reverse("programmes"))
