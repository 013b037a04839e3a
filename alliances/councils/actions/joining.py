"""Units join an alliance, take another role, leave. A membership that ended stays as it was."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from alliances.councils.actions.founding import lock_alliance
from alliances.councils.leaving import WHEN_LEFT
from alliances.councils.models import Alliance, Membership, Role
from alliances.councils.states import ALLIANCE_MACHINE, AllianceState
from members.units.models import Enrolment, Unit, UnitState
from portal.constraints import refused_as
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting

CORRECTED = ("role", "from_on", "until_on", "joined_by", "left_by")
OVERLAPS = Refusal("already_member", "这家单位在这段时间里已是成员，请核对日期；同一时间只能有一种身份。")
DAY = dt.timedelta(days=1)


def join(
    alliance: Alliance,
    unit: Unit,
    *,
    by: Any,
    role: str = Role.MEMBER,
    from_on: dt.date | None = None,
    joined_by: str = "",
) -> Membership:
    """加入. Refusals: dissolved, not_enrolled, unit_ended, already_member."""
    return join_many(alliance, [unit], by=by, role=role, from_on=from_on, joined_by=joined_by)[0]


def join_many(
    alliance: Alliance,
    units: Iterable[Unit],
    *,
    by: Any,
    role: str = Role.MEMBER,
    from_on: dt.date | None = None,
    joined_by: str = "",
) -> list[Membership]:
    """Several units by one decision, all of them or none."""
    with transaction.atomic():
        locked = lock_alliance(alliance)
        demand(by, "councils.change", locked)
        if locked.state == AllianceState.DISSOLVED:
            raise Refusal("dissolved", f"{locked}已撤销，不能再加入单位。")
        day = from_on or timezone.localdate()
        joining = [
            Membership(alliance=locked, unit=unit, role=role, from_on=day, joined_by=joined_by)
            for unit in units
        ]
        _refuse_strangers(locked, [row.unit for row in joining])
        for row in joining:
            _refuse_overlap(row)
        with refused_as({"membership_once_at_a_time": OVERLAPS}):
            Membership.objects.bulk_create(joining)
        ALLIANCE_MACHINE.note_many(
            "join",
            "加入",
            [(locked, Acting(by, for_unit=row.unit, opinion=said_of(row, joined_by))) for row in joining],
        )
    return joining


def change_role(
    membership: Membership, *, by: Any, role: str, from_on: dt.date | None = None, joined_by: str = ""
) -> Membership:
    """Another role from a day on: the row before ends the day before.

    Refusals: ended, too_early, same_role.
    """
    with transaction.atomic():
        now = _lock(membership)
        demand(by, "councils.change", now.alliance)
        day = from_on or timezone.localdate()
        _refuse_ended(now, day)
        if role == now.role:
            raise Refusal("same_role", f"{now.unit}已是{now.get_role_display()}。")
        if day <= now.from_on:
            raise Refusal("too_early", f"新身份须从 {now.from_on:%Y-%m-%d} 之后开始；填错了请用“更正”。")
        after = Membership(
            alliance=now.alliance,
            unit=now.unit,
            role=role,
            from_on=day,
            until_on=now.until_on,
            joined_by=joined_by,
        )
        _save(now, until_on=day - DAY)
        after.save()
        _note(after, "change-role", f"改任{after.get_role_display()}", joined_by, by)
    return after


def leave(membership: Membership, *, by: Any, left_by: str, until_on: dt.date | None = None) -> Membership:
    """退出, with the decision and the last day. What higher capabilities hang on it follows at once.

    Refusals: reason_needed, ended, too_early.
    """
    with transaction.atomic():
        now = _lock(membership)
        demand(by, "councils.change", now.alliance)
        day = until_on or timezone.localdate()
        if not left_by:
            raise Refusal("reason_needed", "请写明退出的依据，如会议决定或单位来函。")
        _refuse_ended(now, day)
        if day < now.from_on:
            raise Refusal("too_early", f"退出日期须在加入日期 {now.from_on:%Y-%m-%d} 之后，请核对。")
        _save(now, until_on=day, left_by=left_by)
        for follows in WHEN_LEFT:
            follows(now, day, by)
        _note(now, "leave", "退出", left_by, by)
    return now


def correct_membership(membership: Membership, *, by: Any, **terms: Any) -> Membership:
    """更正 what was entered wrongly. Refusals: dates_reversed, already_member."""
    with transaction.atomic():
        now = _lock(membership)
        demand(by, "councils.change", now.alliance)
        for name, value in terms.items():
            setattr(now, name, value)
        if now.until_on and now.until_on < now.from_on:
            raise Refusal("dates_reversed", "退出日期在加入日期之前，请核对。")
        _refuse_overlap(now)
        _save(now, **terms)
        _note(now, "correct", "更正成员关系", "", by)
    return now


def said_of(row: Membership, decision: str) -> str:
    return "，".join(filter(None, [row.get_role_display(), f"{row.from_on:%Y-%m-%d} 起", decision]))


def _lock(membership: Membership) -> Membership:
    """The membership under its alliance's lock: joins and leavings of one alliance go one by one."""
    alliance = lock_alliance(Alliance(pk=membership.alliance_id))
    found = Membership.objects.select_related("unit").get(pk=membership.pk)
    found.alliance = alliance
    return found


def _save(membership: Membership, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(membership, name, value)
    membership.version += 1
    with refused_as({"membership_once_at_a_time": OVERLAPS}):
        membership.save(update_fields=[*changes, "version"])


def _note(row: Membership, verb: str, label: str, opinion: str, by: Any) -> None:
    ALLIANCE_MACHINE.note(row.alliance, verb, label, Acting(by, for_unit=row.unit, opinion=opinion))


def _refuse_ended(membership: Membership, day: dt.date) -> None:
    if membership.until_on and membership.until_on < day:
        raise Refusal(
            "ended", f"{membership.unit}已于 {membership.until_on:%Y-%m-%d} 退出。填错了请用“更正”。"
        )


def _refuse_overlap(row: Membership) -> None:
    others = Membership.objects.filter(alliance=row.alliance, unit=row.unit).exclude(pk=row.pk)
    if row.until_on:
        others = others.filter(from_on__lte=row.until_on)
    if others.exclude(until_on__lt=row.from_on).exists():
        raise Refusal("already_member", f"{row.unit}在这段时间里已是成员，请核对日期。")


def _refuse_strangers(alliance: Alliance, units: list[Unit]) -> None:
    """Only units on the rolls of the alliance's place, or of one within it."""
    ended = [unit for unit in units if unit.state != UnitState.ACTIVE]
    if ended:
        raise Refusal("unit_ended", f"{ended[0]}已{ended[0].get_state_display()}，不能加入。")
    enrolled = Enrolment.objects.active().filter(
        region__code__startswith=alliance.region.code, unit__in=units
    )
    known = set(enrolled.values_list("unit_id", flat=True))
    strangers = [str(unit) for unit in units if unit.pk not in known]
    if strangers:
        raise Refusal(
            "not_enrolled",
            f"{'、'.join(strangers[:5])}还没有在{alliance.region}入册，请先办理入册，再加入{alliance}。",
        )
