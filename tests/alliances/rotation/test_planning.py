"""The planner by example."""

import datetime as dt

import pytest

from alliances.rotation.periods import Rhythm, period_words
from alliances.rotation.planning import (
    Balance,
    Last,
    Moved,
    Place,
    Plan,
    Span,
    Stood,
    Turn,
    balances,
    goes_straight,
    plan,
    what_moves,
)

JANUARY = dt.date(2026, 1, 1)
MONTHLY = Rhythm(JANUARY, 1, 1)
A, B, C = (Place(seat, seat * 100, seat * 10, JANUARY) for seat in (1, 2, 3))


def month(number, year=2026):
    return dt.date(year, number, 1)


def units(made):
    return [turn.unit for turn in made.turns]


def test_turns_go_round_in_the_order_of_positions():
    assert units(plan(MONTHLY, [C, A, B], [], None, month(5))) == [100, 200, 300, 100, 200]


def test_planning_goes_on_after_the_last_one_planned():
    assert units(plan(MONTHLY, [A, B, C], [], Last(month(2), 20), month(4))) == [300, 100]


def test_two_slots_take_the_next_two():
    made = plan(Rhythm(JANUARY, 1, 2), [A, B, C], [], None, month(2))
    assert [(turn.period, turn.slot, turn.unit) for turn in made.turns] == [
        (month(1), 1, 100),
        (month(1), 2, 200),
        (month(2), 1, 300),
        (month(2), 2, 100),
    ]


def test_who_is_exempt_on_one_day_of_the_period_is_passed_over_and_not_called_back():
    spans = [Span(1, dt.date(2026, 4, 30), dt.date(2026, 4, 30))]
    assert units(plan(MONTHLY, [A, B, C], spans, None, month(7))) == [100, 200, 300, 200, 300, 100, 200]


def test_a_seat_counts_only_for_periods_it_fills_whole():
    leaves = B._replace(until_on=dt.date(2026, 2, 27))
    joins = C._replace(from_on=dt.date(2026, 3, 2))
    assert units(plan(MONTHLY, [A, leaves, joins], [], None, month(4))) == [100, 100, 100, 300]


def test_where_everybody_is_exempt_planning_stops_and_says_where():
    spans = [Span(1, month(3), month(3)), Span(2, month(3), month(3))]
    made = plan(MONTHLY, [A, B], spans, None, month(6))
    assert (units(made), made.gap) == ([100, 200], month(3))


def test_a_period_gets_all_its_slots_or_none():
    assert plan(Rhythm(JANUARY, 1, 2), [A], [], None, month(2)) == Plan([], month(1))


def test_without_seats_the_first_period_is_the_gap():
    assert plan(MONTHLY, [], [], None, month(2)) == Plan([], month(1))


def test_nothing_is_planned_beyond_the_last_period_asked_for():
    assert plan(MONTHLY, [A], [], Last(month(6), 10), month(6)) == Plan([])


@pytest.mark.parametrize(
    ("seats", "straight"),
    [
        ([], True),
        ([3], True),
        ([3, 1, 2], True),
        ([1, 3], False),  # 3 stands next after 20, where it begins
        ([3, 1, 1], False),
        ([3, 2, 1], False),
    ],
)
def test_turns_go_straight_until_one_stands_no_further_around(seats, straight):
    turns = [Turn(month(number), 1, seat, seat * 100) for number, seat in enumerate(seats, 3)]
    assert goes_straight(turns, [A, B, C], Last(month(2), 20)) == straight


def test_what_moves_names_both_units():
    before = Plan([Turn(month(1), 1, 1, 100), Turn(month(2), 1, 2, 200)])
    after = Plan([Turn(month(1), 1, 1, 100), Turn(month(2), 1, 3, 300), Turn(month(3), 1, 1, 100)])
    assert what_moves(before, after) == [
        Moved(month(2), 1, 200, 300),
        Moved(month(3), 1, None, 100),
    ]


@pytest.mark.parametrize(
    ("cadence", "day", "index"),
    [
        (1, "2025-12-31", -1),
        (1, "2026-01-31", 0),
        (3, "2026-03-31", 0),
        (3, "2026-04-01", 1),
        (12, "2027-06-01", 1),
    ],
)
def test_a_day_lies_in_one_period(cadence, day, index):
    assert Rhythm(JANUARY, cadence, 1).index_of(dt.date.fromisoformat(day)) == index


@pytest.mark.parametrize(("cadence", "periods"), [(1, 5), (3, 2), (6, 1)])
def test_periods_are_counted_with_both_ends(cadence, periods):
    rhythm = Rhythm(JANUARY, cadence, 1)
    assert rhythm.periods_between(JANUARY, rhythm.period_of(month(5))) == periods


def test_no_period_begins_where_the_ends_are_reversed():
    assert MONTHLY.periods_between(month(5), month(4)) == MONTHLY.periods_between(month(5), month(1)) == 0


def test_the_horizon_is_so_many_periods_after_todays():
    assert Rhythm(JANUARY, 3, 1).horizon(dt.date(2026, 5, 15), 2) == month(10)


@pytest.mark.parametrize(
    ("period", "cadence", "words"),
    [
        (month(3), 1, "2026年3月"),
        (month(1), 3, "2026年1—3月"),
        (month(1), 12, "2026年"),
        (month(7), 12, "2026年7月—2027年6月"),
        (month(12), 2, "2026年12月—2027年1月"),
    ],
)
def test_periods_have_names(period, cadence, words):
    assert period_words(period, cadence) == words


def test_a_balance_tells_given_from_taken_and_when_it_is_next():
    duties = [
        Stood(month(1), 100, 100, begun=True),
        Stood(month(2), 200, 100, begun=True),
        Stood(month(3), 100, 200, begun=False),
    ]
    assert balances([100, 200], duties, [Turn(month(4), 1, 1, 100)]) == [
        Balance(100, planned=2, served=2, given=1, taken=1, next_on=month(4)),
        Balance(200, planned=1, served=0, given=1, taken=1, next_on=month(3)),
    ]
