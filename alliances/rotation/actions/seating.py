"""The order: who takes part from when, who is passed over for a while. Published duties stay."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from alliances.rotation.actions.founding import lock_rotation, refuse_ended
from alliances.rotation.models import Duty, Exemption, Rotation, Seat
from alliances.rotation.periods import DAY, period_words
from alliances.rotation.reading import last_planned
from alliances.rotation.trail import note_rotation
from members.units.models import Unit
from portal.constraints import refused_as
from portal.permits import demand
from portal.refusals import Refusal

GAP = 10
"""Between two positions, so that a unit can be put between two others."""

SEATED = Refusal("already_seated", "这家单位已在轮值次序中，不能重复列入。")
TAKEN = Refusal("position_taken", "这个次序号已有单位，请换一个；不填则排在最后。")
TWICE = Refusal("already_exempt", "这家单位在这段时间里已有免轮，请核对日期。")


def first_unpublished(rotation: Rotation) -> dt.date:
    last = last_planned([rotation.pk]).get(rotation.pk)
    return rotation.rhythm.next_after(last.period if last else None)


def add_seat(rotation: Rotation, unit: Unit, *, by: Any, position: int | None = None) -> Seat:
    """列入轮值次序 from the first unpublished period, last in the order unless a position is given.

    Refusals: ended, not_member, already_seated, position_taken.
    """
    with transaction.atomic():
        locked = _lock(rotation, by)
        _refuse_strangers(locked, [unit])
        start = first_unpublished(locked)
        seats = Seat.objects.filter(rotation=locked)
        if seats.filter(unit=unit).exclude(until_on__lt=start).exists():
            raise SEATED
        if position is not None and seats.filter(position=position).exists():
            raise TAKEN
        seat = Seat(
            rotation=locked, unit=unit, position=position or _last_position(locked) + GAP, from_on=start
        )
        with refused_as({"seat_once_at_a_time": SEATED, "seat_position_once": TAKEN}):
            seat.save()
        note_rotation(locked, "seat", "列入轮值次序", by, unit=unit)
    return seat


def close_seat(seat: Seat, *, by: Any, reason: str, until_on: dt.date | None = None) -> Seat | None:
    """退出轮值, by its last day. Published duties stay for the office to override; nobody else moves.

    A seat that was never in force goes; then None. Closing it again changes nothing. Refusal: reason_needed.
    """
    with transaction.atomic():
        locked = _lock_of_seat(seat)
        demand(by, "rotations.change", locked.rotation)
        day = until_on or timezone.localdate()
        if locked.until_on is not None and locked.until_on <= day:
            return locked
        if not reason:
            raise Refusal("reason_needed", "请写明退出轮值的原因。")
        note_rotation(locked.rotation, "leave", "退出轮值", by, unit=locked.unit, opinion=reason)
        return _close(locked, day, reason)


def reorder(rotation: Rotation, units: Sequence[Unit], *, by: Any) -> list[Seat]:
    """重排次序 from the first unpublished period on, beginning with the first unit of the new order.

    Seats never change, so all open ones are closed and new ones made; exemptions still ahead go with them.
    Refusals: ended, not_member, twice_in_order, nobody_in_order.
    """
    with transaction.atomic():
        locked = _lock(rotation, by)
        if not units:
            raise Refusal("nobody_in_order", "轮值次序里至少要有一家单位。")
        if len({unit.pk for unit in units}) < len(units):
            raise Refusal("twice_in_order", "同一家单位在次序里出现了两次，请核对。")
        _refuse_strangers(locked, units)
        start, position = first_unpublished(locked), _last_position(locked)
        carried = _carried(locked, start)
        for seat in Seat.objects.filter(rotation=locked).exclude(until_on__lt=start):
            seat.rotation = locked
            _close(seat, start - DAY, "重排次序")
        seats = [
            Seat(rotation=locked, unit=unit, position=position + n * GAP, from_on=start)
            for n, unit in enumerate(units, 1)
        ]
        Seat.objects.bulk_create(seats)
        _carry(carried, seats)
        note_rotation(locked, "reorder", "重排轮值次序", by)
    return seats


def grant_exemption(seat: Seat, *, from_on: dt.date, until_on: dt.date, reason: str, by: Any) -> Exemption:
    """免轮 of what is not yet published.

    Refusals: reason_needed, dates_reversed, published, already_exempt.
    """
    with transaction.atomic():
        locked = _lock_of_seat(seat)
        demand(by, "rotations.change", locked.rotation)
        if not reason:
            raise Refusal("reason_needed", "请写明免轮的原因。")
        if until_on < from_on:
            raise Refusal("dates_reversed", "免轮的开始在结束之后，请核对。")
        start = first_unpublished(locked.rotation)
        if until_on < start:
            known = period_words(start, locked.rotation.cadence_months)
            raise Refusal("published", f"{known}以前的轮值已经公布，请改用对调，或由党建办调整。")
        made = Exemption(seat=locked, from_on=from_on, until_on=until_on, reason=reason, granted_by=by)
        with refused_as({"exemption_once_at_a_time": TWICE}):
            made.save()
        note_rotation(locked.rotation, "exempt", "免轮", by, unit=locked.unit, opinion=reason)
    return made


def cancel_exemption(exemption: Exemption, *, by: Any) -> Exemption:
    """取消免轮, for what is not yet published. Cancelling it again changes nothing."""
    with transaction.atomic():
        seat = _lock_of_seat(exemption.seat)
        demand(by, "rotations.change", seat.rotation)
        locked = Exemption.objects.get(pk=exemption.pk)
        locked.seat = seat
        if locked.cancelled_at is None:
            locked.cancelled_at = timezone.now()
            locked.save(update_fields=["cancelled_at"])
            note_rotation(seat.rotation, "unexempt", "取消免轮", by, unit=seat.unit)
    return locked


def close_seats_of(alliance_id: int, unit_id: int, day: dt.date, by: Any, reason: str) -> None:
    """When a unit leaves an alliance: its seats in all the alliance's rotations, from that day."""
    seats = Seat.objects.filter(rotation__alliance=alliance_id, unit=unit_id).exclude(until_on__lte=day)
    for seat in seats.order_by("rotation_id"):
        close_seat(seat, by=by, reason=reason, until_on=day)


def _lock(rotation: Rotation, by: Any) -> Rotation:
    locked = lock_rotation(rotation.pk)
    demand(by, "rotations.change", locked)
    refuse_ended(locked)
    return locked


def _lock_of_seat(seat: Seat) -> Seat:
    """The seat as it is under its rotation's lock."""
    rotation = lock_rotation(seat.rotation_id)
    found = Seat.objects.select_related("unit").get(pk=seat.pk)
    found.rotation = rotation
    return found


def _close(seat: Seat, day: dt.date, reason: str) -> Seat | None:
    if seat.from_on > day and not Duty.objects.filter(planned_seat=seat).exists():
        seat.exemptions.all().delete()
        seat.delete()
        return None
    seat.until_on, seat.left_reason = max(day, seat.from_on), reason
    seat.save(update_fields=["until_on", "left_reason"])
    return seat


def _last_position(rotation: Rotation) -> int:
    return Seat.objects.filter(rotation=rotation).aggregate(last=Max("position"))["last"] or 0


def _refuse_strangers(rotation: Rotation, units: Sequence[Unit]) -> None:
    members = rotation.alliance.memberships.in_force().filter(unit__in=units)
    known = set(members.values_list("unit_id", flat=True))
    strangers = [str(unit) for unit in units if unit.pk not in known]
    if strangers:
        names = "、".join(strangers[:5])
        raise Refusal("not_member", f"{names}不是{rotation.alliance}的成员，请先办理加入。")


def _carried(rotation: Rotation, start: dt.date) -> list[tuple[int, Exemption]]:
    granted = Exemption.objects.filter(
        seat__rotation=rotation, cancelled_at=None, until_on__gte=start
    ).select_related("seat")
    return [(each.seat.unit_id, each) for each in granted]


def _carry(exemptions: list[tuple[int, Exemption]], seats: list[Seat]) -> None:
    by_unit = {seat.unit_id: seat for seat in seats}
    Exemption.objects.bulk_create(
        Exemption(
            seat=by_unit[unit_id],
            from_on=each.from_on,
            until_on=each.until_on,
            reason=each.reason,
            granted_by_id=each.granted_by_id,
            granted_at=each.granted_at,
        )
        for unit_id, each in exemptions
        if unit_id in by_unit
    )
