"""To-dos: swaps to answer, handovers due, to receive; for the office, duties whose unit has left."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from alliances.councils.behalf import acts_in
from alliances.rotation.models import Duty, Swap
from alliances.rotation.periods import DAY
from alliances.rotation.reading import ending_duties, standing_duties, to_override
from alliances.rotation.states import SwapState
from members.scope import scope_of
from portal.inbox.todos import Todo, TodoBatch


def swaps_to_answer(user: Any, limit: int) -> TodoBatch:
    """One query."""
    if not scope_of(user).acts_for:
        return TodoBatch([], 0)
    today = timezone.localdate()
    waiting = Swap.objects.filter(
        state=SwapState.PROPOSED,
        unit_b__in=scope_of(user).unit_ids,
        duty_a__period__gt=today,
        duty_b__period__gt=today,
    ).select_related("duty_a__rotation__alliance__region", "duty_b__rotation", "unit_a", "unit_b")
    asked = waiting.defer("duty_a__rotation__alliance__charter").order_by("proposed_at", "pk")
    mine = [swap for swap in asked if acts_in(user, swap.unit_b_id, swap.duty_a.rotation.alliance)]
    return _batch([_answer(swap) for swap in mine], limit)


def handovers_due(user: Any, limit: int) -> TodoBatch:
    """One query."""
    if not scope_of(user).acts_for:
        return TodoBatch([], 0)
    own = standing_duties().filter(holder__in=scope_of(user).unit_ids)
    due = ending_duties(timezone.localdate(), own)
    mine = [duty for duty in due if acts_in(user, duty.holder_id, duty.rotation.alliance)]
    return _batch([_hand_over(duty) for duty in mine], limit)


def handovers_to_receive(user: Any, limit: int) -> TodoBatch:
    """Two queries, one where nothing was handed over in rotations that one's units sit in."""
    if not scope_of(user).acts_for:
        return TodoBatch([], 0)
    own = Duty.objects.filter(holder__in=scope_of(user).unit_ids)
    given = standing_duties().filter(
        handed_over_at__isnull=False, received_at=None, rotation__in=own.values("rotation_id")
    )
    waiting = [(duty, duty.rotation.rhythm.next_after(duty.period)) for duty in given]
    mine = _mine_in(user, waiting)
    found = [duty for duty, following in waiting if mine.get((duty.rotation_id, following), 0) == duty.slot]
    return _batch([_receive(duty) for duty in found], limit)


def _mine_in(user: Any, waiting: Iterable[tuple[Duty, dt.date]]) -> dict[tuple[int, dt.date], int]:
    """(rotation, period) → the slot whose predecessor this user's unit takes over from."""
    wanted = Q(pk__in=[])
    for duty, following in waiting:
        wanted |= Q(rotation=duty.rotation_id, period=following)
    if not wanted.children:
        return {}
    alliances = {duty.rotation_id: duty.rotation.alliance for duty, _ in waiting}
    rows = Duty.objects.filter(wanted, holder__in=scope_of(user).unit_ids)
    return {
        (rotation_id, period): slot
        for rotation_id, period, slot, holder in rows.values_list(
            "rotation_id", "period", "slot", "holder_id"
        )
        if rotation_id in alliances and acts_in(user, holder, alliances[rotation_id])
    }


def duties_to_override(user: Any, limit: int) -> TodoBatch:
    """For the office: published duties of units that have left. One query."""
    worked = scope_of(user).worked_region_ids
    if not worked:
        return TodoBatch([], 0)
    ahead = to_override(standing_duties().filter(period__gte=timezone.localdate().replace(day=1)))
    left = ahead.filter(rotation__alliance__region__in=worked)
    if not limit:
        return TodoBatch([], left.count())
    return _batch([_override(duty) for duty in left], limit)


def _batch(todos: list[Todo], limit: int) -> TodoBatch:
    return TodoBatch(todos[:limit], len(todos))


def midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def _answer(swap: Swap) -> Todo:
    detail = f"用{swap.duty_a.words}换贵单位的{swap.duty_b.words}。{swap.reason}"
    due_at = midnight(min(swap.duty_a.period, swap.duty_b.period))
    title, url = f"{swap.unit_a}想与{swap.unit_b}对调轮值", reverse("swap", args=[swap.pk])
    return Todo("轮值对调", title, detail, url, due_at, "去答复")


def _hand_over(duty: Duty) -> Todo:
    title = f"{duty.words} {duty.rotation.name}交接"
    detail = f"{duty.holder}：未结事项已自动列出，补一句说明即可"
    url = reverse("duty_handover", args=[duty.pk])
    return Todo("轮值交接", title, detail, url, midnight(duty.until_on + DAY), "去交接")


def _receive(duty: Duty) -> Todo:
    title = f"接收{duty.holder}的{duty.words} {duty.rotation.name}交接"
    return Todo("轮值接收", title, duty.handover_note[:60], reverse("duty", args=[duty.pk]), None, "去接收")


def _override(duty: Duty) -> Todo:
    title = f"{duty.words} {duty.rotation.name}：{duty.holder}已退出，请另定单位"
    url = reverse("duty_override", args=[duty.pk])
    return Todo("轮值调整", title, duty.rotation.alliance.name, url, midnight(duty.period), "去调整")
