"""预览: the next twelve periods as they are and as they would be, by the planner that publishes."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alliances.rotation.models import Duty, Rotation, Seat
from alliances.rotation.periods import month_after, period_words
from alliances.rotation.planning import Place, Plan, Span, Turn, plan, what_moves
from alliances.rotation.reading import Order, light, order_of
from members.units.models import Unit

PERIODS = 12


@dataclass(frozen=True)
class Shown:
    """One slot: published, or projected with what was there before where it would move."""

    period: dt.date
    words: str
    slot: int
    unit_id: int
    unit: str
    is_published: bool
    before: str = ""


@dataclass(frozen=True)
class Preview:
    """`moved` counts the slots that another unit would have; `gap` is where nobody could."""

    rows: list[Shown]
    moved: int
    gap: str = ""


def preview_of(
    rotation: Rotation, units: Sequence[Unit] | None, today: dt.date, *, months: int | None = None
) -> Preview:
    """From this period on, with the order as it stands or, with `units`, as it would be."""
    rhythm, order = rotation.rhythm, order_of(rotation)
    first = max(rhythm.period_of(today), rotation.anchor)
    last = month_after(first, (months or PERIODS * rhythm.cadence) - 1)
    standing = _plan(rotation, order, last)
    ahead = standing if units is None else _plan(rotation, _reordered(rotation, order, units), last)
    moves = {(each.period, each.slot): each.before for each in what_moves(standing, ahead)}
    names = _names(standing, ahead)
    rows = [*_published(rotation, first, last)]
    rows += [_shown(turn, rhythm.cadence, names, moves) for turn in ahead.turns if turn.period >= first]
    gap = period_words(ahead.gap, rhythm.cadence) if ahead.gap else ""
    return Preview(rows, len(moves), gap)


def _plan(rotation: Rotation, order: Order, last: dt.date) -> Plan:
    return plan(rotation.rhythm, order.places, order.spans, order.last, last)


def _reordered(rotation: Rotation, order: Order, units: Sequence[Unit]) -> Order:
    """As `reorder` would leave it: seats after all that there are, with the exemptions still ahead."""
    start = rotation.rhythm.next_after(order.last.period if order.last else None)
    after = max((place.position for place in order.places), default=0)
    places = [Place(-unit.pk, unit.pk, after + n, start) for n, unit in enumerate(units, 1)]
    unit_of = {place.seat: place.unit for place in order.places}
    spans = [Span(-unit_of[span.seat], span.from_on, span.until_on) for span in order.spans]
    return Order(places, spans, order.last)


def _names(*plans: Plan) -> dict[int, str]:
    units = {turn.unit for each in plans for turn in each.turns}
    return dict(Unit.objects.filter(pk__in=units).values_list("pk", "name"))


def _published(rotation: Rotation, first: dt.date, last: dt.date) -> list[Shown]:
    rows = Duty.objects.standing().filter(rotation=rotation, period__range=(first, last))
    return [
        Shown(
            duty.period,
            period_words(duty.period, rotation.cadence_months),
            duty.slot,
            duty.holder_id,
            duty.holder.name,
            is_published=True,
        )
        for duty in light(rows.select_related("holder"))
    ]


def _shown(
    turn: Turn, cadence: int, names: dict[int, str], moves: dict[tuple[dt.date, int], int | None]
) -> Shown:
    before = names.get(moves.get((turn.period, turn.slot)) or 0, "")
    words = period_words(turn.period, cadence)
    return Shown(
        turn.period, words, turn.slot, turn.unit, names[turn.unit], is_published=False, before=before
    )


def seated_units(rotation: Rotation) -> list[Unit]:
    """Who sits in the order from now on, by position."""
    seats = Seat.objects.filter(rotation=rotation, until_on=None).select_related("unit")
    return [seat.unit for seat in seats.defer("unit__grams", "unit__custom").order_by("position")]


def asked_units(sent: Mapping[str, Any], members: Sequence[Unit]) -> list[Unit]:
    """The members that were given a number, by it; who has none takes no part."""
    numbered = [(sent.get(f"place_{unit.pk}", "").strip(), unit) for unit in members]
    chosen = [(int(text), unit.name, unit) for text, unit in numbered if text.isascii() and text.isdecimal()]
    return [unit for _, _, unit in sorted(chosen, key=lambda each: each[:2])]
