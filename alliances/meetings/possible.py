"""Meetings ahead, among what a unit could still do."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from alliances.meetings.models import Invitation
from alliances.meetings.notices import moment_words
from alliances.meetings.states import MeetingState
from alliances.metrics.possible import Possible
from members.places.models import Region
from members.units.models import Unit

MOST = 3


def meetings_ahead(user: Any, unit: Unit, region: Region) -> list[Possible]:
    """The next three that the unit was asked to. One query."""
    asked = Invitation.objects.filter(unit=unit, meeting__alliance__region__code__startswith=region.code)
    ahead = asked.filter(meeting__state=MeetingState.CALLED, meeting__starts_at__gt=timezone.now())
    return [
        Possible(
            f"参加{each.meeting.title}",
            reverse("meeting", args=[each.meeting_id]),
            f"{moment_words(each.meeting.starts_at)}，"
            + (f"已回执：{each.get_answer_display()}" if each.answer else "还没有回执"),
        )
        for each in ahead.select_related("meeting").order_by("meeting__starts_at", "pk")[:MOST]
    ]
