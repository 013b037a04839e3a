"""What a calendar of rotations shows: who sat, who sits, who is published, whom the planner would take."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from alliances.rotation.models import Duty, Rotation
from alliances.rotation.periods import last_day, month_after, period_words
from alliances.rotation.planning import Plan, plan
from alliances.rotation.reading import Order, light, orders_of
from members.scope import scope_of
from members.units.models import Unit

BADGES = {
    "handed": ("已交接", "done"),
    "served": ("已轮值", "plain"),
    "now": ("正在轮值", "running"),
    "next": ("下一任", "open"),
    "published": ("已公布", "open"),
    "projected": ("预排", "planned"),
    "gap": ("下期待定", "soon"),
}
"""How a slot stands: its words and the badge's kind."""


@dataclass(frozen=True)
class Slot:
    """One slot of one period. `duty` is None for what is not published; `changes` is how often it moved."""

    period: dt.date
    standing: str
    unit_id: int | None = None
    unit: str = ""
    duty: int | None = None
    is_mine: bool = False
    changes: int = 0
    theme: str = ""

    @property
    def text(self) -> str:
        return BADGES[self.standing][0]

    @property
    def kind(self) -> str:
        return BADGES[self.standing][1]


@dataclass(frozen=True)
class Period:
    """One period of one rotation, with its slots; `months` is how many columns of a year it fills."""

    first: dt.date
    words: str
    slots: list[Slot]
    months: int = 1

    @property
    def standing(self) -> str:
        return self.slots[0].standing

    @property
    def is_mine(self) -> bool:
        return any(slot.is_mine for slot in self.slots)


@dataclass(frozen=True)
class Line:
    """A rotation and its periods between two days."""

    rotation: Rotation
    periods: list[Period]

    @property
    def now(self) -> Period | None:
        return next((each for each in self.periods if each.standing == "now"), None)

    @property
    def next(self) -> Period | None:
        return next((each for each in self.periods if each.standing == "next"), None)


def lines_of(
    rotations: Sequence[Rotation], first: dt.date, last: dt.date, user: Any, today: dt.date
) -> list[Line]:
    """The rotations between two days, both inclusive. Five queries, however many rotations and units."""
    ids = [rotation.pk for rotation in rotations]
    published, orders = _published(ids, first, last), orders_of(ids)
    plans = {rotation.pk: projection(rotation, orders[rotation.pk], last) for rotation in rotations}
    names = _names({turn.unit for each in plans.values() for turn in each.turns})
    mine = scope_of(user).unit_ids
    return [
        Line(
            rotation,
            _periods(rotation, published[rotation.pk], plans[rotation.pk], names, mine, (first, last, today)),
        )
        for rotation in rotations
    ]


def projection(rotation: Rotation, order: Order, last: dt.date) -> Plan:
    """What the planner would publish through the period of the last day; nothing of an ended rotation."""
    if rotation.ended_at is not None:
        return Plan([])
    return plan(rotation.rhythm, order.places, order.spans, order.last, rotation.rhythm.period_of(last))


def _published(ids: Collection[int], first: dt.date, last: dt.date) -> dict[int, list[Duty]]:
    earliest = month_after(first, -11)
    rows = Duty.objects.standing().filter(rotation__in=ids, period__range=(earliest, last))
    found: dict[int, list[Duty]] = defaultdict(list)
    counted = light(rows.select_related("holder")).annotate(moves=Count("changes")).order_by("period", "slot")
    for duty in counted:
        found[duty.rotation_id].append(duty)
    return found


def _names(unit_ids: Collection[int]) -> dict[int, str]:
    return dict(Unit.objects.filter(pk__in=unit_ids).values_list("pk", "name"))


def _periods(
    rotation: Rotation,
    duties: Sequence[Duty],
    ahead: Plan,
    names: dict[int, str],
    mine: Collection[int],
    days: tuple[dt.date, dt.date, dt.date],
) -> list[Period]:
    first, last, today = days
    rhythm = rotation.rhythm
    current = rhythm.period_of(today)
    following = max(rhythm.next_after(current), rotation.anchor)
    slots: dict[dt.date, list[Slot]] = defaultdict(list)
    for duty in duties:
        slots[duty.period].append(_slot_of(duty, current, following, mine))
    for turn in ahead.turns:
        seat = Slot(turn.period, "projected", turn.unit, names[turn.unit], is_mine=turn.unit in mine)
        slots[turn.period].append(seat)
    if ahead.gap is not None:
        slots[ahead.gap].append(Slot(ahead.gap, "gap"))
    return [
        Period(
            period,
            period_words(period, rhythm.cadence),
            slots[period],
            _columns(period, rhythm.cadence, first, last),
        )
        for period in sorted(slots)
        if period <= last and last_day(period, rhythm.cadence) >= first
    ]


def _columns(period: dt.date, cadence: int, first: dt.date, last: dt.date) -> int:
    """Months of the period between the two days."""
    start, end = max(period, first), min(last_day(period, cadence), last)
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _slot_of(duty: Duty, current: dt.date, following: dt.date, mine: Collection[int]) -> Slot:
    return Slot(
        duty.period,
        _standing(duty, current, following),
        duty.holder_id,
        duty.holder.name,
        duty.pk,
        duty.holder_id in mine,
        duty.moves,  # type: ignore[attr-defined]  # annotated
        duty.theme,
    )


def _standing(duty: Duty, current: dt.date, following: dt.date) -> str:
    if duty.period == current:
        return "now"
    if duty.period < current:
        return "handed" if duty.handed_over_at else "served"
    return "next" if duty.period == following else "published"
