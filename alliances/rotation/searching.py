"""Rotations on the search page, by their names and by their alliances'."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from alliances.rotation.models import Rotation
from portal.search_page import Hit, SearchSource


def find_rotations(user: Any, words: str, limit: int) -> list[Hit]:
    """Those in whose names each word stands. One query."""
    rows = Rotation.objects.visible_to(user).select_related("alliance").defer("alliance__charter")
    for word in words.split():
        rows = rows.filter(Q(name__icontains=word) | Q(alliance__name__icontains=word))
    return [
        Hit(
            row.name,
            reverse("rotation", args=[row.pk]),
            f"{row.alliance}{' · 已停止' if row.ended_at else ''}",
        )
        for row in rows.order_by("ended_at", "id")[:limit]
    ]


ROTATIONS = SearchSource("轮值", find_rotations, lambda: reverse("duties"))
