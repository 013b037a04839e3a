"""调整: the office gives a published duty to another unit, and says why. And what changing a holder takes."""

import datetime as dt
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from alliances.rotation.actions.founding import lock_rotation, refuse_ended
from alliances.rotation.models import ChangeKind, Duty, DutyChange, Swap
from alliances.rotation.notices import tell_moved, tell_of_swap
from alliances.rotation.reading import members_on
from alliances.rotation.states import SWAP_MACHINE, SwapState
from alliances.rotation.trail import note_duty
from members.units.models import Unit
from portal.constraints import refused_as
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting

MOVED = "涉及的轮值已另行调整，这次对调失效。"


def lock_duty(pk: int) -> Duty:
    """The duty under its rotation's lock, with what its rules read."""
    rotation_id = Duty.objects.values_list("rotation_id", flat=True).get(pk=pk)
    rotation = lock_rotation(rotation_id)
    duty = Duty.objects.select_related("holder").get(pk=pk)
    duty.rotation = rotation
    return duty


def override(duty: Duty, unit: Unit, *, by: Any, reason: str, today: dt.date | None = None) -> DutyChange:
    """调整轮值单位. Swaps still open on this duty become void.

    Refusals: ended, reason_needed, over, handed_over, same_unit, not_member, already_on_duty.
    """
    with transaction.atomic():
        locked = lock_duty(duty.pk)
        demand(by, "duties.override", locked)
        refuse_ended(locked.rotation)
        if not reason:
            raise Refusal("reason_needed", "请写明调整的原因，相关单位会看到。")
        _refuse_past(locked, today or timezone.localdate())
        if unit.pk == locked.holder_id:
            raise Refusal("same_unit", f"本期已由{unit}轮值，无需调整。")
        if not members_on(locked.rotation, locked.period).filter(pk=unit.pk).exists():
            raise Refusal("not_member", f"{unit}届时不是{locked.rotation.alliance}的成员，请另选。")
        (change,) = exchange([(locked, unit)], kind=ChangeKind.OVERRIDE, by=by, reason=reason)
        void_open_swaps([locked.pk], by)
        note_duty(locked, "override", "调整轮值单位", by, unit=unit, opinion=reason)
    return change


def exchange(
    moves: list[tuple[Duty, Unit]], *, kind: str, by: Any, reason: str = "", swap: Swap | None = None
) -> list[DutyChange]:
    """Several duties at once: between the first and the last of them a unit may stand twice in a period."""
    changes = []
    with refused_as({"duty_holder_once_per_period": already_on_duty()}):
        for duty, unit in moves:
            changes.append(
                DutyChange(
                    duty=duty, kind=kind, from_unit=duty.holder, to_unit=unit, reason=reason, by=by, swap=swap
                )
            )
            duty.holder, duty.version = unit, duty.version + 1
            duty.save(update_fields=["holder", "version"])
        for change in changes:
            change.save(force_insert=True)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS duty_holder_once_per_period IMMEDIATE")
            cursor.execute("SET CONSTRAINTS duty_holder_once_per_period DEFERRED")
    for change in changes:
        tell_moved(change)
    return changes


def void_open_swaps(duty_ids: list[int], by: Any, *, but: int = 0) -> None:
    """Proposals about a duty that has moved stand no more: what was agreed to would be something else."""
    for swap in open_swaps(duty_ids).exclude(pk=but):
        void(swap, MOVED, by)


def open_swaps(duty_ids: list[int]) -> Any:
    """Proposals about any of these duties, held until the transaction ends."""
    proposed = Swap.objects.filter(state=SwapState.PROPOSED)
    about = proposed.filter(duty_a__in=duty_ids) | proposed.filter(duty_b__in=duty_ids)
    rows = about.select_related("duty_a__rotation__alliance__region", "duty_b__rotation", "unit_a", "unit_b")
    return rows.select_for_update(of=("self",), no_key=True).order_by("pk")


def void(swap: Swap, sentence: str, by: Any) -> None:
    SWAP_MACHINE.take(swap, "void", Acting(by, opinion=sentence), end_reason=sentence)
    tell_of_swap(swap, "void", f"对调已失效：{swap}", [swap.unit_a_id, swap.unit_b_id], sentence)


def already_on_duty(unit: Unit | None = None) -> Refusal:
    who = unit or "这家单位"
    return Refusal("already_on_duty", f"{who}在同一期已有轮值，不能重复，请另选。")


def _refuse_past(duty: Duty, today: dt.date) -> None:
    if duty.until_on < today:
        raise Refusal("over", f"{duty.words}已经结束，不能再调整。")
    if duty.handed_over_at is not None:
        raise Refusal("handed_over", f"{duty.words}已经交接，不能再调整。")
