"""What holds of the planner whatever joins, leaves and is exempt: hypothesis looks for what breaks it."""

import datetime as dt
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from alliances.rotation.periods import Rhythm, last_day, month_after
from alliances.rotation.planning import Last, Place, Span, eligible, goes_straight, plan, what_moves

ANCHOR = dt.date(2024, 1, 1)
MONTHS = 48


def firsts(low=0, high=MONTHS):
    return st.integers(low, high).map(lambda months: month_after(ANCHOR, months))


@st.composite
def histories(draw):
    """Seats that come and go, exemptions of some months, and how many are on duty at once."""
    cadence, slots = draw(st.sampled_from([1, 2, 3, 6])), draw(st.integers(1, 3))
    always = draw(st.integers(slots, 6))
    places = [Place(n, n, n * 10, ANCHOR) for n in range(always)]
    for n in range(always, always + draw(st.integers(0, 6))):
        start, end = sorted(draw(st.tuples(firsts(), firsts())))
        until = draw(st.sampled_from([None, end]))
        places.append(Place(n, n, n * 10, start, until))
    # Those who are always there keep the periods filled; all the others may be exempt.
    spans = [
        Span(place.seat, day, month_after(day, draw(st.integers(1, 8))))
        for place in places[slots:]
        for day in draw(st.lists(firsts(), max_size=2, unique=True))
    ]
    return Rhythm(ANCHOR, cadence, slots), places, spans


def known_by(places, spans, period):
    """What the office had entered when the period was published: no seat before its first day."""
    return [place for place in places if place.from_on <= period], spans


def published(rhythm, places, spans, ahead=0):
    """Period by period, each with what was known then, as the daily job does."""
    turns, last, period = [], None, rhythm.anchor
    for _ in range(MONTHS // rhythm.cadence):
        there, exempt = known_by(places, spans, period)
        made = plan(rhythm, there, exempt, last, period)
        assert made.gap is None
        turns += made.turns
        position = next(place.position for place in places if place.seat == made.turns[-1].seat)
        last, period = Last(period, position), rhythm.next_after(period)
    return turns


def spread(turns, one, other, periods):
    """By how much the planned turns of two differ at worst, over any window of these periods."""
    ahead, low, high = 0, 0, 0
    for period in periods:
        units = [turn.unit for turn in turns if turn.period == period]
        ahead += units.count(one) - units.count(other)
        low, high = min(low, ahead), max(high, ahead)
    return high - low


def spells(rhythm, places, spans, pair):
    """The longest runs of periods in each of which both are eligible."""
    run = []
    for index in range(MONTHS // rhythm.cadence):
        period = rhythm.period(index)
        days = (period, last_day(period, rhythm.cadence))
        if all(eligible(place, [s for s in spans if s.seat == place.seat], days) for place in pair):
            run.append(period)
        else:
            yield run
            run = []
    yield run


@given(histories())
@settings(deadline=None)
def test_planned_turns_of_two_who_can_both_serve_differ_by_one_at_most(history):
    rhythm, places, spans = history
    turns = published(rhythm, places, spans)
    for one, other in combinations(places, 2):
        for run in spells(rhythm, places, spans, (one, other)):
            assert spread(turns, one.unit, other.unit, run) <= 1


@given(histories())
@settings(deadline=None)
def test_each_period_has_its_slots_and_nobody_twice(history):
    rhythm, places, spans = history
    turns = published(rhythm, places, spans)
    for index in range(MONTHS // rhythm.cadence):
        units = [turn.unit for turn in turns if turn.period == rhythm.period(index)]
        assert len(units) == len(set(units)) == rhythm.slots


@given(histories(), st.randoms())
@settings(deadline=None)
def test_the_same_order_gives_the_same_plan_however_it_is_read(history, random):
    rhythm, places, spans = history
    until = month_after(ANCHOR, MONTHS)
    shuffled = random.sample(places, len(places))
    assert plan(rhythm, shuffled, spans[::-1], None, until) == plan(rhythm, places, spans, None, until)


@given(histories(), st.integers(1, 20))
@settings(deadline=None)
def test_publishing_later_gives_what_the_preview_said(history, cut):
    rhythm, places, spans = history
    until = rhythm.period(30)
    preview = plan(rhythm, places, spans, None, until).turns
    first = plan(rhythm, places, spans, None, rhythm.period(cut)).turns
    position = next(place.position for place in places if place.seat == first[-1].seat)
    rest = plan(rhythm, places, spans, Last(first[-1].period, position), until).turns
    assert first + rest == preview


@given(histories(), firsts(0, 30))
@settings(deadline=None)
def test_what_is_planned_after_the_last_published_period_begins_after_it(history, period):
    """So nothing that joins, leaves or is exempt can touch a published period."""
    rhythm, places, spans = history
    last = Last(rhythm.period_of(period), 10)
    turns = plan(rhythm, places, spans, last, month_after(ANCHOR, MONTHS)).turns
    assert min((turn.period for turn in turns), default=dt.date.max) > last.period


@given(histories())
@settings(deadline=None)
def test_a_seat_that_joins_last_moves_nobody_before_its_first_period(history):
    rhythm, places, spans = history
    until = month_after(ANCHOR, MONTHS)
    joins = month_after(ANCHOR, 24)
    newcomer = Place(99, 99, 990, joins)
    moved = what_moves(
        plan(rhythm, places, spans, None, until), plan(rhythm, [*places, newcomer], spans, None, until)
    )
    assert min((each.period for each in moved), default=joins) >= joins


@given(histories(), st.integers(0, 40), st.integers(-1, 120), st.integers(0, 6), st.integers(1, 12))
@settings(deadline=None)
def test_a_plan_that_goes_straight_is_the_same_with_the_nearest_places_alone(
    history, before, position, ahead, most
):
    rhythm, places, spans = history
    last, until = Last(rhythm.period(before), position), rhythm.period(before + ahead)
    nearest = sorted(places, key=lambda place: (place.position <= position, place.position))[:most]
    made = plan(rhythm, nearest, spans, last, until)
    if made.gap is None and goes_straight(made.turns, nearest, last):
        assert made == plan(rhythm, places, spans, last, until)
