"""Surveys on the search page."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from alliances.surveys.models import Survey
from portal.search_page import Hit, SearchSource


def find_surveys(user: Any, words: str, limit: int) -> list[Hit]:
    """Those in whose title each word stands, the latest first. One query."""
    fitting = Q(*[Q(title__icontains=word) for word in words.split()])
    rows = Survey.objects.visible_to(user).filter(fitting).order_by("-until_on", "-pk")
    return [
        Hit(
            str(row),
            reverse("survey", args=[row.pk]),
            f"{row.get_kind_display()} · {row.get_state_display()}",
        )
        for row in rows[:limit]
    ]


SURVEYS = SearchSource("测评", find_surveys, lambda: reverse("surveys"))
