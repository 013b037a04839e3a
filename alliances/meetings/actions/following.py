"""Seeing to it that resolutions are done: 催办/督办 or 提醒/提请上级协调, re-checks, and taking back."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from alliances.meetings.actions.locking import lock_resolution
from alliances.meetings.actions.resolving import move_and_tell
from alliances.meetings.authority import WORDINGS
from alliances.meetings.models import Manner, Recheck, Resolution, ResolutionKind
from alliances.meetings.notices import resolution_key, tell_above, tell_unit
from alliances.meetings.states import RESOLUTION_MACHINE, ResolutionState
from portal.outbox.actions import cancel
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting, wrong_state
from portal.workflow.models import Step

FORGOTTEN: dict[str, dict[str, Any]] = {
    # The words of a report stay: they stand in the form again.
    "report": {"reported_at": None},
    "close": {"closed_at": None},
    "drop": {"end_reason": ""},
}
"""What a move wrote beside the state, and its undoing takes away."""


def hurry_resolution(resolution: Resolution, *, by: Any, opinion: str = "") -> Resolution:
    """催办, or 提醒 where the unit is no subordinate; once a day. Refusals: already_hurried, wrong_state."""
    with transaction.atomic():
        locked = _lock_worked_on(resolution, by, "hurry")
        words = WORDINGS[locked.manner]
        _note_once_a_day(locked, "hurry", words.hurry, Acting(by, opinion=opinion))
        body = opinion or f"{words.asks}，时限 {locked.due_on:%Y-%m-%d}。"
        tell_unit(locked, f"hurry:{timezone.localdate()}", f"{words.hurry}：{locked.text[:60]}", body=body)
    return locked


def escalate_resolution(resolution: Resolution, *, by: Any, opinion: str = "") -> Resolution:
    """督办 of a late one, or 提请上级协调: then the office above hears of it and not the unit.

    Refusals: not_late, already_hurried, wrong_state.
    """
    with transaction.atomic():
        locked = _lock_worked_on(resolution, by, "escalate")
        if not locked.is_late:
            raise Refusal("not_late", f"时限是 {locked.due_on:%Y-%m-%d}，还没有逾期。")
        words = WORDINGS[locked.manner].escalate
        _note_once_a_day(locked, "escalate", words, Acting(by, opinion=opinion))
        tell = tell_unit if locked.manner == Manner.ASSIGN else tell_above
        tell(locked, f"escalate:{timezone.localdate()}", f"{words}：{locked.text[:60]}", body=opinion)
    return locked


def recheck_finding(
    resolution: Resolution, *, by: Any, passed: bool, note: str, checked_on: dt.date | None = None
) -> Recheck:
    """复查: one that passed closes the finding, one that failed sends it back.

    Refusals: not_a_finding, words_needed, not_yet, wrong_state.
    """
    day = checked_on or timezone.localdate()
    if not note.strip():
        raise Refusal("words_needed", "请写明复查情况。")
    if day > timezone.localdate():
        raise Refusal("not_yet", "复查日期在今天之后，请核对。")
    with transaction.atomic():
        locked = lock_resolution(resolution)
        demand(by, "resolutions.follow", locked)
        if locked.kind != ResolutionKind.FINDING:
            raise Refusal("not_a_finding", "只有整改事项需要复查；议定事项请直接销号。")
        if locked.state != ResolutionState.REPORTED:
            raise wrong_state(locked, "登记复查")
        made = Recheck.objects.create(
            resolution=locked, checked_on=day, passed=passed, note=note, checked_by=by
        )
        if passed:
            move_and_tell(locked, "close", "复查通过，已销号", by, note, closed_at=timezone.now())
        else:
            move_and_tell(locked, "send-back", "复查未通过，请继续整改", by, note)
    return made


def undo_resolution(resolution: Resolution, *, by: Any) -> Resolution:
    """Take back one's own last move within ten minutes, with its notice and its re-check."""
    with transaction.atomic():
        locked = lock_resolution(resolution)
        undone = RESOLUTION_MACHINE.last_undoable(locked, by)
        cancel(resolution_key(locked, undone.verb))
        if locked.kind == ResolutionKind.FINDING and undone.verb in ("close", "send-back"):
            locked.rechecks.order_by("-pk")[0].delete()
        acting = Acting(by, for_unit=undone.for_unit)
        RESOLUTION_MACHINE.undo(locked, acting, **FORGOTTEN.get(undone.verb, {}))
    return locked


def _lock_worked_on(resolution: Resolution, by: Any, verb: str) -> Resolution:
    locked = lock_resolution(resolution)
    demand(by, "resolutions.follow", locked)
    if locked.state != ResolutionState.ASSIGNED:
        words = WORDINGS[locked.manner]
        raise wrong_state(locked, words.hurry if verb == "hurry" else words.escalate)
    return locked


def _note_once_a_day(resolution: Resolution, verb: str, label: str, acting: Acting) -> None:
    """A second time on the same day would be noise."""
    today = timezone.localdate()
    said = Step.objects.about(resolution).filter(verb=verb, recorded_at__date=today)
    if said.exists():
        raise Refusal("already_hurried", f"今天已经{label}过，请改天再办。")
    RESOLUTION_MACHINE.note(resolution, verb, label, acting)
