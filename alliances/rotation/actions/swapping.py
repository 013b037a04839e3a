"""对调: unit A asks, unit B agrees, and two published duties change hands. Both consents are on record."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from alliances.councils.behalf import need_basis
from alliances.rotation.actions.founding import lock_rotation, refuse_ended
from alliances.rotation.actions.overriding import (
    already_on_duty,
    exchange,
    lock_duty,
    open_swaps,
    void,
    void_open_swaps,
)
from alliances.rotation.models import ChangeKind, Duty, Swap
from alliances.rotation.notices import tell_of_swap
from alliances.rotation.states import SWAP_MACHINE, SwapState
from portal.constraints import refused_as
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting, check_undo, wrong_state
from portal.workflow.models import Step

BEGUN = "其中一期已经开始，这次对调失效。"
TAKEN_BACK = "对方撤回了同意。"
BEGUN_ALREADY = "其中一期已经开始，不能撤回。如需变更，请联系党建办。"
ASKED = Refusal("already_proposed", "这两期的对调已经提出，正等对方答复，无需重复。")
STALE = Refusal("stale_swap", "其中一期的轮值单位已经变动，不能再同意。如仍需要，请重新提出。")


def propose_swap(
    duty_a: Duty,
    duty_b: Duty,
    *,
    by: Any,
    reason: str = "",
    basis: str = "",
    today: dt.date | None = None,
) -> Swap:
    """提出对调 of one's own duty A against another unit's duty B, both still ahead.

    Refusals: other_rotation, ended, same_unit, begun, already_on_duty, already_proposed, basis_needed.
    """
    if duty_a.rotation_id != duty_b.rotation_id:  # and so only one rotation is ever locked
        raise Refusal("other_rotation", "只能在同一个轮值制度里对调。")
    with transaction.atomic():
        ours, theirs = lock_duty(duty_a.pk), lock_duty(duty_b.pk)
        swap = Swap(
            duty_a=ours,
            duty_b=theirs,
            unit_a=ours.holder,
            unit_b=theirs.holder,
            reason=reason,
            proposed_by=by,
        )
        demand(by, "swaps.propose", swap)
        need_basis(by, swap.unit_a_id, ours.rotation.alliance, basis)
        _check(swap, today or timezone.localdate())
        with refused_as({"swap_proposed_once": ASKED}):
            swap.save()
        SWAP_MACHINE.begin(swap, "提出对调", Acting(by, for_unit=swap.unit_a, opinion=reason, basis=basis))
        title = f"{swap.unit_a}想与贵单位对调轮值：{ours.words}换{theirs.words}"
        tell_of_swap(swap, "proposed", title, [swap.unit_b_id], reason)
    return swap


def accept_swap(swap: Swap, *, by: Any, basis: str = "", today: dt.date | None = None) -> Swap:
    """同意对调: both duties change hands; other proposals about them become void.

    Refusals: wrong_state, ended, begun, stale_swap, already_on_duty, basis_needed.
    """
    with transaction.atomic():
        locked = lock_swap(swap)
        _let_answer(locked, by, basis, "accept")
        ours, theirs = locked.duty_a, locked.duty_b
        if (ours.holder_id, theirs.holder_id) != (locked.unit_a_id, locked.unit_b_id):
            raise STALE
        _check(locked, today or timezone.localdate())
        SWAP_MACHINE.take(
            locked,
            "accept",
            Acting(by, for_unit=locked.unit_b, basis=basis),
            answered_by=by,
            answered_at=timezone.now(),
        )
        moves = [(ours, locked.unit_b), (theirs, locked.unit_a)]
        exchange(moves, kind=ChangeKind.SWAP, by=by, reason=locked.reason, swap=locked)
        void_open_swaps([ours.pk, theirs.pk], by, but=locked.pk)
        tell_of_swap(locked, "accepted", f"{locked.unit_b}已同意对调轮值", [locked.unit_a_id])
    return locked


def decline_swap(swap: Swap, *, by: Any, reason: str = "", basis: str = "") -> Swap:
    """不同意对调. Nothing moves. Refusals: wrong_state, basis_needed."""
    with transaction.atomic():
        locked = lock_swap(swap)
        _let_answer(locked, by, basis, "decline")
        acting = Acting(by, for_unit=locked.unit_b, opinion=reason, basis=basis)
        SWAP_MACHINE.take(
            locked, "decline", acting, answered_by=by, answered_at=timezone.now(), end_reason=reason
        )
        tell_of_swap(locked, "declined", f"{locked.unit_b}未同意对调轮值", [locked.unit_a_id], reason)
    return locked


def withdraw_swap(swap: Swap, *, by: Any, basis: str = "") -> Swap:
    """撤回, as long as the other side has not answered. Refusals: wrong_state, basis_needed."""
    with transaction.atomic():
        locked = lock_swap(swap)
        demand(by, "swaps.withdraw", locked)
        need_basis(by, locked.unit_a_id, locked.duty_a.rotation.alliance, basis)
        SWAP_MACHINE.take(locked, "withdraw", Acting(by, for_unit=locked.unit_a, basis=basis))
        tell_of_swap(locked, "withdrawn", f"{locked.unit_a}已撤回对调轮值的请求", [locked.unit_b_id])
    return locked


def undo_swap(swap: Swap, *, by: Any, today: dt.date | None = None) -> Swap:
    """撤回同意 within ten minutes: both duties go back and the swap is void; another can be proposed.

    Other proposals that became void by it stay so.
    Refusals: wrong_state, too_late, ended, begun, moved, already_on_duty; Forbidden `not_yours`.
    """
    with transaction.atomic():
        locked = lock_swap(swap)
        if not SWAP_MACHINE.can(locked, "retract"):
            raise wrong_state(locked, "撤回同意")
        last = check_undo(Step.objects.about(locked).order_by("-id").first(), by)
        _give_back(locked, by, today or timezone.localdate())
        acting = Acting(by, for_unit=last.for_unit, opinion=TAKEN_BACK)
        cleared = {"answered_by": None, "answered_at": None, "end_reason": TAKEN_BACK}
        SWAP_MACHINE.take(locked, "retract", acting, **cleared)
        tell_of_swap(locked, "retracted", f"{locked.unit_b}撤回了对调，双方轮值恢复原样", [locked.unit_a_id])
    return locked


def _give_back(swap: Swap, by: Any, today: dt.date) -> None:
    """Both duties go back, where nobody has moved them since and neither has begun."""
    ours, theirs = swap.duty_a, swap.duty_b
    refuse_ended(ours.rotation)
    if (ours.holder_id, theirs.holder_id) != (swap.unit_b_id, swap.unit_a_id):
        raise Refusal("moved", "其中一期的轮值单位之后又有变动，不能撤回。如需变更，请联系党建办。")
    if min(ours.period, theirs.period) <= today:
        raise Refusal("begun", BEGUN_ALREADY)
    moves = [(ours, swap.unit_a), (theirs, swap.unit_b)]
    exchange(moves, kind=ChangeKind.UNDO, by=by, reason="撤回对调")


def void_passed(today: dt.date) -> int:
    """For the daily job: proposals that nobody answered before one of the two periods began."""
    begun = Q(duty_a__period__lte=today) | Q(duty_b__period__lte=today)
    waiting = Swap.objects.filter(begun, state=SwapState.PROPOSED)
    duty_ids = list(waiting.values_list("duty_a_id", flat=True))
    with transaction.atomic():
        passed = list(open_swaps(duty_ids).filter(begun))
        for swap in passed:
            void(swap, BEGUN, None)
    return len(passed)


def lock_swap(swap: Swap) -> Swap:
    """The swap under its rotation's lock, with both duties as they are now."""
    rotation = lock_rotation(Duty.objects.values_list("rotation_id", flat=True).get(pk=swap.duty_a_id))
    rows = Swap.objects.select_for_update(of=("self",), no_key=True)
    locked = rows.select_related("duty_a__holder", "duty_b__holder", "unit_a", "unit_b").get(pk=swap.pk)
    locked.duty_a.rotation = locked.duty_b.rotation = rotation
    return locked


def _let_answer(swap: Swap, by: Any, basis: str, verb: str) -> None:
    demand(by, "swaps.answer", swap, sentence="只有对方单位可以答复这次对调。")
    need_basis(by, swap.unit_b_id, swap.duty_a.rotation.alliance, basis)
    if not SWAP_MACHINE.can(swap, verb):
        why = swap.end_reason or "请刷新页面查看。"
        raise Refusal("wrong_state", f"这次对调{swap.get_state_display()}，不能再答复。{why}")


def _check(swap: Swap, today: dt.date) -> None:
    ours, theirs = swap.duty_a, swap.duty_b
    refuse_ended(ours.rotation)
    if swap.unit_a_id == swap.unit_b_id:
        raise Refusal("same_unit", "两期都是同一家单位，无需对调。")
    if min(ours.period, theirs.period) <= today:
        raise Refusal("begun", "已经开始或过去的轮值不能对调，请选择以后的月份。")
    if ours.period != theirs.period:
        _refuse_twice(ours, swap.unit_b)
        _refuse_twice(theirs, swap.unit_a)


def _refuse_twice(duty: Duty, unit: Any) -> None:
    others = Duty.objects.filter(rotation=duty.rotation_id, period=duty.period, holder=unit)
    if others.exists():
        raise already_on_duty(unit)
