"""议定事项: entrusted to a unit in the words of authority, reported, closed (销号)."""

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from alliances.councils.behalf import need_basis
from alliances.meetings.actions.locking import lock_meeting, lock_resolution
from alliances.meetings.actions.preparing import refuse_strangers
from alliances.meetings.authority import WORDINGS, manner_for
from alliances.meetings.models import Resolution, ResolutionKind
from alliances.meetings.notices import tell_entrusted, tell_office, tell_unit
from alliances.meetings.states import RESOLUTION_MACHINE, TOOK_PLACE, ResolutionState
from members.units.models import Unit, UnitState
from portal.files.actions import store_upload
from portal.files.refusals import FileRefused
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting, undo_until, wrong_state


def enter_resolution(resolution: Resolution, *, by: Any) -> Resolution:
    """交办 or 商请, whichever the office may: a meeting that took place asks this of a unit until a day.

    Refusals: wrong_state, not_enrolled, unit_ended, due_before_meeting, foreign_item, already_entered.
    """
    with transaction.atomic():
        resolution.meeting = meeting = lock_meeting(resolution.meeting_id)
        demand(by, "meetings.run", meeting)
        if meeting.state not in TOOK_PLACE:
            raise wrong_state(meeting, "登记议定事项")
        _check(resolution)
        resolution.manner = manner_towards(resolution.unit, meeting.alliance.region.code)
        resolution.state, resolution.entered_by = ResolutionState.ASSIGNED, by
        resolution.save(force_insert=True)
        words = WORDINGS[resolution.manner].entrust
        RESOLUTION_MACHINE.begin(resolution, words, Acting(by))
        tell_entrusted(resolution)
    return resolution


def manner_towards(unit: Unit, office_code: str) -> str:
    home = unit.neighbourhood
    return manner_for(
        office_code=office_code, neighbourhood_code=home.code if home else None, kind=unit.kind.name
    )


def change_resolution(resolution: Resolution, *, by: Any, **terms: Any) -> Resolution:
    """Correct its words or its day while it is worked on; the unit hears of it.

    Refusals: wrong_state, due_before_meeting.
    """
    with transaction.atomic():
        locked = lock_resolution(resolution)
        demand(by, "meetings.run", locked.meeting)
        if locked.state != ResolutionState.ASSIGNED:
            raise wrong_state(locked, "修改")
        changed = [name for name, value in terms.items() if getattr(locked, name) != value]
        for name in changed:
            setattr(locked, name, terms[name])
        _check_day(locked)
        if changed:
            locked.version += 1
            locked.save(update_fields=[*changed, "version"])
            said = f"{locked.text}，时限 {locked.due_on:%Y-%m-%d}"
            RESOLUTION_MACHINE.note(locked, "change", "修改", Acting(by, opinion=said))
            tell_unit(locked, "change", f"{locked.get_kind_display()}有调整：{locked.text[:60]}", body=said)
    return locked


def report_resolution(resolution: Resolution, *, by: Any, report: str, basis: str = "") -> Resolution:
    """报告办理情况: by the unit, or by staff with their basis. The office is to close it or send it back.

    Refusals: words_needed, basis_needed, wrong_state.
    """
    if not report.strip():
        raise Refusal("words_needed", "请写明办理情况。")
    with transaction.atomic():
        locked = lock_resolution(resolution)
        demand(by, "resolutions.report", locked)
        need_basis(by, locked.unit_id, locked.meeting.alliance, basis)
        acting = Acting(by, for_unit=locked.unit, opinion=report[:500], basis=basis)
        RESOLUTION_MACHINE.take(locked, "report", acting, report=report, reported_at=timezone.now())
        title = f"{locked.unit}报告办理情况：{locked.text[:60]}"
        tell_office(locked, "report", title, due_at=undo_until(timezone.now()))
    return locked


def attach_evidence(resolution: Resolution, uploads: Iterable[UploadedFile], *, by: Any) -> list[str]:
    """Keep each upload that can be kept; gives a sentence for each that cannot."""
    demand(by, "resolutions.report", resolution)
    refused = []
    for upload in uploads:
        try:
            store_upload(upload, by=by, about=resolution)
        except FileRefused as refusal:
            refused.append(f"“{upload.name}”：{refusal.sentence}")
    return refused


def send_back_resolution(resolution: Resolution, *, by: Any, opinion: str) -> Resolution:
    """退回补充; a finding goes back by a re-check that failed.

    Refusals: reason_needed, recheck_needed, wrong_state.
    """
    need_reason(opinion)
    with transaction.atomic():
        locked = lock_resolution(resolution)
        demand(by, "resolutions.follow", locked)
        _refuse_finding(locked)
        move_and_tell(locked, "send-back", "请补充办理情况", by, opinion)
    return locked


def close_resolution(resolution: Resolution, *, by: Any, opinion: str = "") -> Resolution:
    """销号 of what was reported; a finding closes by a re-check that passed.

    Refusals: recheck_needed, wrong_state.
    """
    with transaction.atomic():
        locked = lock_resolution(resolution)
        demand(by, "resolutions.follow", locked)
        _refuse_finding(locked)
        move_and_tell(locked, "close", "已销号", by, opinion, closed_at=timezone.now())
    return locked


def drop_resolution(resolution: Resolution, *, by: Any, opinion: str) -> Resolution:
    """不再办理, with its reason. Refusals: reason_needed, wrong_state."""
    need_reason(opinion)
    with transaction.atomic():
        locked = lock_resolution(resolution)
        demand(by, "resolutions.follow", locked)
        move_and_tell(locked, "drop", "不再办理", by, opinion, end_reason=opinion[:200])
    return locked


def move_and_tell(
    resolution: Resolution, verb: str, words: str, by: Any, opinion: str, **changes: Any
) -> None:
    """Move what is locked; the unit hears of it when the ten minutes for undoing are over."""
    RESOLUTION_MACHINE.take(resolution, verb, Acting(by, opinion=opinion), **changes)
    title = f"{words}：{resolution.text[:60]}"
    tell_unit(resolution, verb, title, body=opinion, due_at=undo_until(timezone.now()))


def need_reason(opinion: str) -> None:
    if not opinion.strip():
        raise Refusal("reason_needed", "请写明原因，责任单位会看到这句话。")


def _refuse_finding(resolution: Resolution) -> None:
    if resolution.kind == ResolutionKind.FINDING:
        raise Refusal("recheck_needed", "整改事项须经复查才能销号或退回，请登记复查情况。")


def _check(resolution: Resolution) -> None:
    meeting = resolution.meeting
    if resolution.unit.state != UnitState.ACTIVE:
        raise Refusal(
            "unit_ended", f"{resolution.unit}已{resolution.unit.get_state_display()}，请另选责任单位。"
        )
    refuse_strangers(meeting, [resolution.unit])
    _check_day(resolution)
    if resolution.item and resolution.item.meeting_id != meeting.pk:
        raise Refusal("foreign_item", "所选议题不是这次会议的，请另选。")
    if meeting.resolutions.filter(unit=resolution.unit, text=resolution.text).exists():
        raise Refusal("already_entered", "这家单位已有同样内容的事项，无需重复登记。")


def _check_day(resolution: Resolution) -> None:
    day = timezone.localdate(resolution.meeting.starts_at)
    if resolution.due_on < day:
        raise Refusal("due_before_meeting", f"完成时限在会议日期 {day:%Y-%m-%d} 之前，请核对。")
