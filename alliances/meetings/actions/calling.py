"""Calling, holding and cancelling a meeting, and taking that back."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from alliances.meetings.actions.locking import lock_meeting
from alliances.meetings.actions.preparing import check_notice, refuse_past
from alliances.meetings.models import Meeting
from alliances.meetings.notices import tell_called, tell_cancelled, untell_called
from alliances.meetings.opening import open_before
from alliances.meetings.states import MEETING_MACHINE, MeetingState
from portal.constraints import refused_as
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting, undo_until, wrong_state

TOO_LATE = Refusal("too_late", "通知时间不足章程要求的天数。确需临时召开，请写明原因。")


def call_meeting(
    meeting: Meeting, *, by: Any, urgent_reason: str = "", now: dt.datetime | None = None
) -> Meeting:
    """发出通知: as many local days ahead as the charter wants now, or with a reason why not.

    The units hear of it when the ten minutes for undoing are over, with what is still open from before.
    Refusals: nobody_asked, in_the_past, too_late, wrong_state.
    """
    now = now or timezone.now()
    with transaction.atomic():
        locked = lock_meeting(meeting.pk)
        demand(by, "meetings.run", locked)
        if not MEETING_MACHINE.can(locked, "call"):
            raise wrong_state(locked, "发出通知")
        if not locked.invitations.exists():
            raise Refusal("nobody_asked", "还没有选参会单位，请先选好再发通知。")
        refuse_past(locked, now)
        locked.notice_days = locked.alliance.notice_days
        check_notice(locked, timezone.localdate(now), urgent_reason)
        with refused_as({"meeting_called_in_time": TOO_LATE}):
            MEETING_MACHINE.take(
                locked,
                "call",
                Acting(by, opinion=urgent_reason),
                called_at=now,
                notice_days=locked.notice_days,
                urgent_reason=urgent_reason,
            )
        tell_called(locked, list(open_before(locked)), due_at=undo_until(now))
    return locked


def hold_meeting(meeting: Meeting, *, by: Any, now: dt.datetime | None = None) -> Meeting:
    """召开: on its day or later; it was held when it was to begin, or just now. Receipts stand from here on.

    Refusals: not_yet, wrong_state.
    """
    now = now or timezone.now()
    with transaction.atomic():
        locked = lock_meeting(meeting.pk)
        demand(by, "meetings.run", locked)
        day = timezone.localdate(locked.starts_at)
        if timezone.localdate(now) < day:
            raise Refusal("not_yet", f"会议定于 {day:%Y-%m-%d}，到当天才能标记为已召开。")
        held_at = min(locked.starts_at, now)
        MEETING_MACHINE.take(locked, "hold", Acting(by, occurred_at=held_at), held_at=held_at)
    return locked


def cancel_meeting(meeting: Meeting, *, by: Any, reason: str) -> Meeting:
    """取消, with its reason. Those who heard of it are told; who was not told yet hears nothing.

    Refusals: reason_needed, wrong_state.
    """
    if not reason.strip():
        raise Refusal("reason_needed", "请写明取消的原因，参会单位会看到这句话。")
    with transaction.atomic():
        locked = lock_meeting(meeting.pk)
        demand(by, "meetings.run", locked)
        was_called = locked.state == MeetingState.CALLED
        MEETING_MACHINE.take(locked, "cancel", Acting(by, opinion=reason), cancel_reason=reason)
        if was_called and not untell_called(locked):
            tell_cancelled(locked)
    return locked


def undo_meeting(meeting: Meeting, *, by: Any) -> Meeting:
    """Take back one's own calling or holding within ten minutes, as long as nothing came of it.

    Refusals: answered, has_resolutions, too_late, wrong_state.
    """
    with transaction.atomic():
        locked = lock_meeting(meeting.pk)
        last = MEETING_MACHINE.last_undoable(locked, by)
        if last.verb == "call":
            _take_back_call(locked, by)
        else:
            _take_back_hold(locked, by)
    return locked


def _take_back_call(meeting: Meeting, by: Any) -> None:
    if meeting.invitations.exclude(answer="").exists():
        raise Refusal("answered", "已有单位回执，不能撤回通知。如不开会，请用“取消”。")
    untell_called(meeting)
    MEETING_MACHINE.undo(meeting, Acting(by), called_at=None, urgent_reason="", notice_days=0)


def _take_back_hold(meeting: Meeting, by: Any) -> None:
    if meeting.resolutions.exists() or meeting.records.exists():
        raise Refusal("has_resolutions", "已登记议定事项或纪实，不能撤回“召开”。")
    MEETING_MACHINE.undo(meeting, Acting(by), held_at=None)
