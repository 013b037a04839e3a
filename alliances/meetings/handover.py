"""What the unit on duty hands on of its alliance's meetings: open agenda, resolutions not closed."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from alliances.meetings.models import AgendaItem, Resolution
from alliances.meetings.states import AgendaState
from alliances.rotation.handover import HandoverLine, HandoverPart
from alliances.rotation.models import Duty

MOST_LINES = 30
OPEN_ITEMS = (AgendaState.PROPOSED, AgendaState.NOT_TAKEN)
"""Not decided yet, or put off."""


def open_agenda(user: Any, duty: Duty) -> HandoverPart:
    """议题 that nobody talked about yet, the latest proposed first."""
    rows = AgendaItem.objects.visible_to(user).filter(
        meeting__alliance=duty.rotation.alliance_id, state__in=OPEN_ITEMS
    )
    found = rows.select_related("unit", "meeting").order_by("-proposed_at", "-pk")[:MOST_LINES]
    lines = [
        HandoverLine(
            item.title,
            reverse("agenda_item", args=[item.pk]),
            f"{item.unit or '会议自定'}，{item.get_state_display()}，{item.meeting}",
        )
        for item in found
    ]
    return HandoverPart("未决议题", lines)


def open_resolutions(user: Any, duty: Duty) -> HandoverPart:
    """议定事项 that are not closed, the soonest due first."""
    rows = Resolution.objects.visible_to(user).open().filter(meeting__alliance=duty.rotation.alliance_id)
    found = rows.select_related("unit").order_by("due_on", "pk")[:MOST_LINES]
    today = timezone.localdate()
    lines = [
        HandoverLine(
            each.text,
            reverse("resolution", args=[each.pk]),
            f"{each.unit}，{each.due_on:%Y-%m-%d} 前{'，已逾期' if each.due_on < today else ''}",
        )
        for each in found
    ]
    return HandoverPart("未销号的议定事项", lines)
