"""Preparing a meeting: its draft, whom it asks, what changes before and after it was called."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from alliances.councils.states import AllianceState
from alliances.meetings.actions.locking import lock_meeting
from alliances.meetings.duties import duty_for
from alliances.meetings.models import Invitation, Meeting
from alliances.meetings.notices import moment_words, tell_asked_too, tell_moved
from alliances.meetings.planning import covers, earliest_day
from alliances.meetings.states import BEFORE_IT, MEETING_MACHINE, MeetingState
from members.rules import handles
from members.units.models import Enrolment, Unit
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting, wrong_state

TERMS = ("kind", "title", "starts_at", "ends_at", "place", "notes")
MOVES = ("starts_at", "ends_at", "place")


def prepare_meeting(meeting: Meeting, *, by: Any, roles: Iterable[str] = ()) -> Meeting:
    """起草: by the office, or by the unit on duty for its period. Asks that day's members or some roles.

    Without a duty given it belongs to the one that covers its day, if there is one: `by`'s own first.
    Refusals: dissolved, ends_before_start, not_your_period.
    """
    if meeting.duty is None:
        meeting.duty = duty_for(by, meeting)
    demand(by, "meetings.run", meeting)
    if meeting.alliance.state == AllianceState.DISSOLVED:
        raise Refusal("dissolved", f"{meeting.alliance}已撤销，不能再召集会议。")
    _check_times(meeting)
    _check_duty(meeting)
    meeting.entered_by = by
    with transaction.atomic():
        meeting.save(force_insert=True)
        _ask(meeting, members_on(meeting, roles))
        MEETING_MACHINE.begin(meeting, "起草", Acting(by))
    return meeting


def members_on(meeting: Meeting, roles: Iterable[str] = ()) -> list[int]:
    """Ids of the alliance's member units on the meeting's day, all or those of the roles."""
    members = meeting.alliance.memberships.in_force(timezone.localdate(meeting.starts_at))
    if chosen := list(roles):
        members = members.filter(role__in=chosen)
    return list(members.values_list("unit_id", flat=True))


def choose_units(meeting: Meeting, units: Iterable[Unit], *, by: Any) -> Meeting:
    """Ask exactly these, as long as it is a draft. Refusals: wrong_state, not_enrolled."""
    chosen = list(units)
    with transaction.atomic():
        locked = lock_meeting(meeting.pk)
        demand(by, "meetings.run", locked)
        if locked.state != MeetingState.DRAFT:
            raise wrong_state(locked, "重选参会单位")
        refuse_strangers(locked, chosen)
        locked.invitations.exclude(unit__in=chosen).delete()
        _ask(locked, [unit.pk for unit in chosen])
    return locked


def ask_further(meeting: Meeting, units: Iterable[Unit], *, by: Any) -> Meeting:
    """Ask these too; after the calling they hear of it at once. Who is asked already is not asked again.

    Refusals: wrong_state, not_enrolled.
    """
    further = list(units)
    with transaction.atomic():
        locked = lock_meeting(meeting.pk)
        demand(by, "meetings.run", locked)
        if locked.state not in BEFORE_IT:
            raise wrong_state(locked, "增加参会单位")
        refuse_strangers(locked, further)
        asked = set(locked.invitations.values_list("unit_id", flat=True))
        fresh = [unit.pk for unit in further if unit.pk not in asked]
        _ask(locked, fresh)
        if locked.state == MeetingState.CALLED and fresh:
            tell_asked_too(locked, fresh)
            names = "、".join(unit.name for unit in further if unit.pk in fresh)
            MEETING_MACHINE.note(locked, "ask", "增加参会单位", Acting(by, opinion=names[:500]))
    return locked


def change_meeting(
    meeting: Meeting, *, by: Any, urgent_reason: str = "", now: dt.datetime | None = None, **terms: Any
) -> Meeting:
    """Change what is said of it until it is held. Called already, those asked hear of another time or place.

    Another day wants the notice of the charter again, or a reason. The unit on duty cannot move it out of its
    period; where the office does, it belongs to the duty of the new day.
    Refusals: wrong_state, ends_before_start, not_your_period, too_late, in_the_past.
    """
    with transaction.atomic():
        locked = lock_meeting(meeting.pk)
        demand(by, "meetings.run", locked)
        if locked.state not in BEFORE_IT:
            raise wrong_state(locked, "修改")
        before = {name: getattr(locked, name) for name in (*terms, "urgent_reason")}
        for name, value in terms.items():
            setattr(locked, name, value)
        locked.urgent_reason = urgent_reason or locked.urgent_reason
        _check_times(locked)
        if not covers_its_day(locked) and handles(by, locked.alliance.region_id):
            locked.duty = duty_for(by, locked)
            before["duty"] = None
        _check_duty(locked)
        changed = {name for name, value in before.items() if getattr(locked, name) != value}
        if changed:
            if locked.state == MeetingState.CALLED and changed & set(MOVES):
                _check_notice(locked, before, now or timezone.now(), urgent_reason)
            _save_change(locked, changed, by)
    return locked


def check_notice(meeting: Meeting, today: dt.date, urgent_reason: str) -> None:
    """Raises `too_late` with the earliest day, unless a reason says why it is urgent."""
    first = earliest_day(today, meeting.notice_days)
    if timezone.localdate(meeting.starts_at) < first and not urgent_reason:
        raise Refusal(
            "too_late",
            f"章程要求提前 {meeting.notice_days} 天通知，会议最早可定在 {first:%Y-%m-%d}。"
            f"确需临时召开，请写明原因。",
        )


def refuse_past(meeting: Meeting, now: dt.datetime) -> None:
    if meeting.starts_at <= now:
        raise Refusal("in_the_past", "会议时间已过，请先改为今后的时间。")


def _save_change(meeting: Meeting, changed: set[str], by: Any) -> None:
    meeting.version += 1
    meeting.save(update_fields=[*sorted(changed), "version"])
    if meeting.state == MeetingState.CALLED and changed & set(MOVES):
        said = f"现定于 {moment_words(meeting.starts_at)}，{meeting.place}。"
        MEETING_MACHINE.note(meeting, "change", "变更时间地点", Acting(by, opinion=said))
        tell_moved(meeting, said)


def _check_notice(meeting: Meeting, before: dict[str, Any], now: dt.datetime, urgent_reason: str) -> None:
    """Another hour or place of the same day needs no new notice."""
    refuse_past(meeting, now)
    day = timezone.localdate(meeting.starts_at)
    if day != timezone.localdate(before.get("starts_at", meeting.starts_at)):
        check_notice(meeting, timezone.localdate(now), urgent_reason)


def _check_times(meeting: Meeting) -> None:
    if meeting.ends_at and meeting.ends_at <= meeting.starts_at:
        raise Refusal("ends_before_start", "结束时间须在开始时间之后，请核对。")


def _check_duty(meeting: Meeting) -> None:
    """The duty is one of this alliance, and its period holds the meeting's day."""
    duty = meeting.duty
    if duty and (duty.rotation.alliance_id != meeting.alliance_id or not covers_its_day(meeting)):
        day = timezone.localdate(meeting.starts_at)
        raise Refusal(
            "not_your_period", f"{day:%Y-%m-%d} 不在这一期轮值（{duty}）之内，请改期或由党建办召集。"
        )


def covers_its_day(meeting: Meeting) -> bool:
    """Whether the duty's period holds the meeting's day; where there is no duty, nothing is wrong."""
    duty = meeting.duty
    if duty is None:
        return True
    return covers(duty.period, duty.rotation.cadence_months, timezone.localdate(meeting.starts_at))


def _ask(meeting: Meeting, unit_ids: Iterable[int]) -> None:
    rows = [Invitation(meeting=meeting, unit_id=unit_id) for unit_id in unit_ids]
    Invitation.objects.bulk_create(rows, ignore_conflicts=True)


def refuse_strangers(meeting: Meeting, units: list[Unit]) -> None:
    """Only units on the rolls of the alliance's place, or members of the alliance."""
    region = meeting.alliance.region
    enrolled = Enrolment.objects.active().filter(region__code__startswith=region.code, unit__in=units)
    known = set(enrolled.values_list("unit_id", flat=True)) | set(members_on(meeting))
    strangers = [unit.name for unit in units if unit.pk not in known]
    if strangers:
        raise Refusal("not_enrolled", f"{'、'.join(strangers[:5])}没有在{region}入册，不能选。请先办理入册。")
