"""Whose turn it is: one pure planner, for the preview and for publishing alike. No tables, no clock.

The rule: of those eligible for a period, the first after the last one planned, in the order of positions,
and round again. Positions never change, so between two turns of one seat every other seat that is eligible
all the while has exactly one: over any span the planned turns of two such seats differ by at most one.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from alliances.rotation.periods import Rhythm, last_day


class Place(NamedTuple):
    """A seat, as planning reads it: from a day to a day, both inclusive; no last day while it is None."""

    seat: int
    unit: int
    position: int
    from_on: dt.date
    until_on: dt.date | None = None


class Span(NamedTuple):
    """A seat is exempt from a day to a day, both inclusive."""

    seat: int
    from_on: dt.date
    until_on: dt.date


by_position = attrgetter("position")


class Turn(NamedTuple):
    period: dt.date
    slot: int
    seat: int
    unit: int


class Last(NamedTuple):
    """What was planned last: its period, and the position of the seat in its last slot."""

    period: dt.date
    position: int


class Plan(NamedTuple):
    """`gap` is the period for which too few were eligible; planning stops there and skips nothing."""

    turns: list[Turn]
    gap: dt.date | None = None


def plan(
    rhythm: Rhythm, places: Sequence[Place], spans: Iterable[Span], last: Last | None, until: dt.date
) -> Plan:
    """The turns from the period after the last planned one through the period `until`.

    A period gets all its slots or none. Eligible is a seat in force on each of the period's days, with no
    exemption on any of them.
    """
    order = sorted(places, key=by_position)
    exempt = _by_seat(spans)
    position = last.position if last else -1
    period = rhythm.next_after(last.period if last else None)
    turns: list[Turn] = []
    while period <= until:
        end = last_day(period, rhythm.cadence)
        chosen = _choose(order, exempt, position, rhythm.slots, (period, end))
        if len(chosen) < rhythm.slots:
            return Plan(turns, period)
        turns += [Turn(period, slot, place.seat, place.unit) for slot, place in enumerate(chosen, 1)]
        position, period = chosen[-1].position, rhythm.next_after(period)
    return Plan(turns)


def goes_straight(turns: Sequence[Turn], places: Iterable[Place], last: Last | None) -> bool:
    """Whether each turn stands further around than the one before, beginning after the last one planned.

    Then a plan made with the nearest places alone is the plan of the whole order: the places left out stand
    beyond all that were looked at.
    """
    if len(turns) < 2:
        return True
    start = last.position if last else -1
    around = {place.seat: (place.position <= start, place.position) for place in places}
    return all(before < after for before, after in pairwise(around[turn.seat] for turn in turns))


def _choose(
    order: list[Place],
    exempt: dict[int, list[Span]],
    position: int,
    slots: int,
    days: tuple[dt.date, dt.date],
) -> list[Place]:
    """The next `slots` eligible places after the position, each once; fewer where there are not so many."""
    chosen: list[Place] = []
    for place in _from_after(order, position):
        if eligible(place, exempt.get(place.seat, ()), days):
            chosen.append(place)
            if len(chosen) == slots:
                break
    return chosen


def _from_after(order: list[Place], position: int) -> list[Place]:
    """Once around, beginning with the first place after the position."""
    start = bisect_right(order, position, key=by_position)
    return order[start:] + order[:start]


def eligible(place: Place, spans: Collection[Span], days: tuple[dt.date, dt.date]) -> bool:
    first, end = days
    if place.from_on > first or (place.until_on is not None and place.until_on < end):
        return False
    return not spans or all(span.until_on < first or span.from_on > end for span in spans)


def _by_seat(spans: Iterable[Span]) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = {}
    for span in spans:
        found.setdefault(span.seat, []).append(span)
    return found


class Moved(NamedTuple):
    """In this slot another unit would be planned; None where nobody was, or would be."""

    period: dt.date
    slot: int
    before: int | None
    after: int | None


def what_moves(before: Plan, after: Plan) -> list[Moved]:
    """The slots in which two plans differ by unit, in order."""
    was, becomes = ({(turn.period, turn.slot): turn.unit for turn in each.turns} for each in (before, after))
    return [
        Moved(*slot, was.get(slot), becomes.get(slot))
        for slot in sorted(was.keys() | becomes.keys())
        if was.get(slot) != becomes.get(slot)
    ]


class Stood(NamedTuple):
    """A published duty, as the fairness table reads it; `begun` says that its period has."""

    period: dt.date
    planned_unit: int
    holder: int
    begun: bool


class Balance(NamedTuple):
    """What one unit was planned for, served, gave to others and took from them; when it is next."""

    unit: int
    planned: int
    served: int
    given: int
    taken: int
    next_on: dt.date | None


def balances(units: Iterable[int], duties: Sequence[Stood], projected: Sequence[Turn]) -> list[Balance]:
    """One line for each unit, in the order given. `served` are duties that have begun."""
    ahead = [(duty.period, duty.holder) for duty in duties if not duty.begun]
    ahead += [(turn.period, turn.unit) for turn in projected]
    next_on: dict[int, dt.date] = {}
    for period, unit in sorted(ahead):
        next_on.setdefault(unit, period)
    return [_balance(unit, duties, next_on.get(unit)) for unit in units]


def _balance(unit: int, duties: Sequence[Stood], next_on: dt.date | None) -> Balance:
    def count(fits: Callable[[Stood], bool]) -> int:
        return sum(1 for duty in duties if fits(duty))

    return Balance(
        unit,
        planned=count(lambda duty: duty.planned_unit == unit),
        served=count(lambda duty: duty.holder == unit and duty.begun),
        given=count(lambda duty: duty.planned_unit == unit != duty.holder),
        taken=count(lambda duty: duty.holder == unit != duty.planned_unit),
        next_on=next_on,
    )


def whole_time(places: Iterable[Place], spans: Iterable[Span], first: dt.date, last: dt.date) -> list[int]:
    """Units that sat in the order all the while from one period to another, exempt from none."""
    exempt = {span.seat for span in spans if span.from_on <= last and span.until_on >= first}
    return [
        place.unit
        for place in places
        if place.from_on <= first
        and (place.until_on is None or place.until_on >= last)
        and place.seat not in exempt
    ]
