"""纪要: the first version closes the meeting, another edit is another version with its reason."""

from typing import Any

from django.db import transaction

from alliances.meetings.actions.locking import lock_meeting
from alliances.meetings.models import Meeting, Minutes
from alliances.meetings.notices import tell_minuted
from alliances.meetings.states import MEETING_MACHINE, MeetingState
from portal.constraints import refused_as
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting

STALE = Refusal("stale", "在您编写期间，已有人发布了新的一版。请先看那一版，再决定是否修改。")


def publish_minutes(
    meeting: Meeting, *, by: Any, text: str, reason: str = "", based_on: int | None = None
) -> Minutes:
    """发布纪要. Every version is kept, none is changed; from the second on it says why.

    `based_on` is the number of the version that was edited, 0 for none: who edited an older one is told.
    The same text as the last version's publishes nothing. Refusals: empty, reason_needed, stale, wrong_state.
    """
    if not text.strip():
        raise Refusal("empty", "纪要还没有内容。")
    with transaction.atomic():
        locked = lock_meeting(meeting.pk)
        demand(by, "meetings.run", locked)
        last = locked.minutes.first()
        if last is not None and last.text == text:
            return last
        if based_on is not None and based_on != (last.number if last else 0):
            raise STALE
        if last is not None and not reason.strip():
            raise Refusal("reason_needed", "纪要已发布，修改须写明原因；原来的版本会保留。")
        made = Minutes(
            meeting=locked, number=last.number + 1 if last else 1, text=text, reason=reason, published_by=by
        )
        with refused_as({"minutes_version_once": STALE}):
            made.save(force_insert=True)
        _move(locked, made, Acting(by, opinion=reason))
        tell_minuted(made)
    return made


def _move(meeting: Meeting, made: Minutes, acting: Acting) -> None:
    if meeting.state == MeetingState.MINUTED:
        MEETING_MACHINE.note(meeting, "minutes", f"修改纪要（第 {made.number} 版）", acting)
    else:
        MEETING_MACHINE.take(meeting, "publish-minutes", acting)
