"""Schemes on the search page."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from alliances.assessment.models import Scheme
from portal.search_page import Hit, SearchSource


def find_schemes(user: Any, words: str, limit: int) -> list[Hit]:
    """Those in whose name each word stands, the latest first. One query."""
    fitting = Q(*[Q(name__icontains=word) for word in words.split()])
    rows = Scheme.objects.visible_to(user).filter(fitting).select_related("region")
    return [
        Hit(str(row), reverse("scheme", args=[row.pk]), f"{row.year} 年 · {row.get_state_display()}")
        for row in rows.order_by("-year", "-pk")[:limit]
    ]


SCHEMES = SearchSource("考核办法", find_schemes, lambda: reverse("schemes"))
