"""The duty whose period a meeting falls into."""

import datetime as dt
from typing import Any

from django.utils import timezone

from alliances.councils.models import Alliance
from alliances.meetings.models import Meeting, MeetingKind
from alliances.meetings.planning import covers
from alliances.rotation.models import Duty, DutyQuerySet
from members.scope import scope_of

THEME_DAY = MeetingKind.THEME_DAY.label
LONGEST = dt.timedelta(days=366)
"""No period is longer than a year."""


def duties_on(alliance: Alliance, day: dt.date) -> list[Duty]:
    """The duties of the alliance's rotations whose period holds the day, by rotation and slot. One query."""
    rows = Duty.objects.filter(rotation__alliance=alliance, period__range=(day - LONGEST, day))
    found = rows.select_related("rotation", "holder").order_by("rotation", "period", "slot")
    return [duty for duty in found if covers(duty.period, duty.rotation.cadence_months, day)]


def duty_for(user: Any, meeting: Meeting) -> Duty | None:
    """The duty whose holder may call and minute the meeting: of one's own units first.

    Where an alliance has several rotations, the one whose name speaks of 主题党日 takes the theme days.
    """
    mine, theme_day = scope_of(user).unit_ids, meeting.kind == MeetingKind.THEME_DAY

    def fits_worse(duty: Duty) -> tuple[bool, bool]:
        return duty.holder_id not in mine, (THEME_DAY in duty.rotation.name) != theme_day

    found = duties_on(meeting.alliance, timezone.localdate(meeting.starts_at))
    return min(found, key=fits_worse, default=None)


def duties_to_come(user: Any, today: dt.date) -> DutyQuerySet:
    """Duties of one's units that are not over, with what their names are made of."""
    rows = Duty.objects.held_by(user).filter(period__gte=today - LONGEST)
    return rows.select_related("rotation__alliance__region", "holder").order_by("period", "pk")
