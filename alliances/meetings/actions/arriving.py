"""签到: a unit arrives by the code shown in the hall, or staff tick those who are there. Nobody has to."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from alliances.councils.behalf import acts_in
from alliances.meetings.actions.locking import lock_meeting
from alliances.meetings.models import Invitation, Meeting
from alliances.meetings.states import WAS_CALLED, MeetingState
from portal.permits import demand
from portal.refusals import Forbidden, Refusal
from portal.workflow.machine import wrong_state

OPEN_TO_CODES = (MeetingState.CALLED, MeetingState.HELD)


def arrive(meeting: Meeting, *, by: Any, now: dt.datetime | None = None) -> list[Invitation]:
    """Mark the units `by` speaks for as there, on the meeting's local day. Arriving again changes nothing.

    Gives their invitations. Refusals: not_today, wrong_state; 403 not_asked.
    """
    now = now or timezone.now()
    if meeting.state not in OPEN_TO_CODES:
        raise wrong_state(meeting, "签到")
    day = timezone.localdate(meeting.starts_at)
    if timezone.localdate(now) != day:
        raise Refusal("not_today", f"签到只在会议当天（{day:%Y-%m-%d}）开放。")
    asked = list(meeting.invitations.select_related("unit").order_by("pk"))
    mine = [each for each in asked if acts_in(by, each.unit_id, meeting.alliance)]
    if not mine:
        raise Forbidden("not_asked", "您所在的单位不在参会名单中，请到签到处登记。")
    _mark(Invitation.objects.filter(pk__in=[each.pk for each in mine], arrived_at=None), now)
    return mine


def tick_arrivals(
    meeting: Meeting, unit_ids: Iterable[int], *, by: Any, now: dt.datetime | None = None
) -> Meeting:
    """Exactly these units are there, as the sheet or the eye says; who was there already keeps the moment."""
    now = now or timezone.now()
    present = set(unit_ids)
    with transaction.atomic():
        locked = lock_meeting(meeting.pk)
        demand(by, "meetings.run", locked)
        day = timezone.localdate(locked.starts_at)
        if locked.state not in WAS_CALLED:
            raise wrong_state(locked, "签到")
        if timezone.localdate(now) < day:
            raise Refusal("not_yet", f"会议定于 {day:%Y-%m-%d}，到当天才能登记签到。")
        _mark(locked.invitations.filter(unit_id__in=present, arrived_at=None), now)
        _mark(locked.invitations.exclude(unit_id__in=present).exclude(arrived_at=None), None)
    return locked


def _mark(rows: Any, moment: dt.datetime | None) -> None:
    rows.update(arrived_at=moment, version=F("version") + 1)
