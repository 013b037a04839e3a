"""Meetings and resolutions on the search page."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from alliances.meetings.models import Meeting, Resolution
from portal.search_page import Hit, SearchSource


def find_meetings(user: Any, words: str, limit: int) -> list[Hit]:
    """Those whose title holds every word, the latest first."""
    fitting = Q(*[Q(title__icontains=word) for word in words.split()])
    rows = Meeting.objects.visible_to(user).filter(fitting).select_related("alliance")
    return [
        Hit(
            row.title,
            reverse("meeting", args=[row.pk]),
            f"{row.alliance} · {timezone.localtime(row.starts_at):%Y-%m-%d} · {row.get_state_display()}",
        )
        for row in rows.order_by("-starts_at", "-pk")[:limit]
    ]


def find_resolutions(user: Any, words: str, limit: int) -> list[Hit]:
    """Those whose words hold every word, the latest due first."""
    fitting = Q(*[Q(text__icontains=word) for word in words.split()])
    rows = Resolution.objects.visible_to(user).filter(fitting).select_related("unit")
    return [
        Hit(
            row.text,
            reverse("resolution", args=[row.pk]),
            f"{row.unit} · {row.due_on:%Y-%m-%d} 前 · {row.get_state_display()}",
        )
        for row in rows.order_by("-due_on", "-pk")[:limit]
    ]


MEETINGS = SearchSource("会议", find_meetings, lambda: reverse("meetings"))
RESOLUTIONS = SearchSource("议定事项", find_resolutions, lambda: reverse("resolutions"))
