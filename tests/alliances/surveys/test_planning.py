"""Figures from tallies: bounds, order, and silence below five, by property."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliances.surveys.planning import (
    LEAST,
    Group,
    answers_behind,
    counted,
    index,
    mean,
    rounded,
    side_mean,
    weighted,
)

POINTS = (100, 80, 0, None)
COUNTS = st.lists(st.integers(0, 30), min_size=4, max_size=4)


@st.composite
def groups(draw):
    """One question more or fewer, each with as many answers as ballots."""
    ballots = draw(st.integers(0, 12))
    taken = st.lists(st.integers(0, 3), min_size=ballots, max_size=ballots)
    answers = draw(st.lists(taken, min_size=1, max_size=4))
    return Group(draw(st.integers(1, 100)), ballots, [[row.count(n) for n in range(4)] for row in answers])


def test_a_mean_is_of_the_answers_that_count():
    # 3 × 100 + 1 × 80 + 1 × 0 = 380 over five; nine 不了解 count for nothing
    assert mean(POINTS, [3, 1, 1, 9]) == Fraction(76)


@pytest.mark.parametrize(("counts", "value"), [([4, 0, 0, 20], None), ([5, 0, 0, 0], Fraction(100))])
def test_a_mean_needs_five_counted_answers(counts, value):
    assert mean(POINTS, counts) == value


@given(COUNTS)
def test_a_mean_lies_between_the_lowest_and_the_highest(counts):
    value = mean(POINTS, counts)
    taken = [worth for worth, count in zip(POINTS, counts, strict=True) if worth is not None and count]
    assert value is None or min(taken) <= value <= max(taken)


def test_an_index_weighs_the_sides():
    # 100 × 3 + 0 × 1 over four
    first, second = Group(3, 5, [[5, 0, 0, 0]]), Group(1, 5, [[0, 0, 5, 0]])
    assert index(POINTS, [first, second]) == Fraction(75)


def test_a_question_that_few_could_judge_is_left_out_of_its_side():
    assert side_mean(POINTS, Group(1, 6, [[6, 0, 0, 0], [0, 0, 4, 2]])) == Fraction(100)


@given(st.lists(groups(), max_size=5), st.randoms())
def test_an_index_is_the_same_in_any_order(rows, random):
    shuffled = random.sample(rows, len(rows))
    assert index(POINTS, shuffled) == index(POINTS, rows)


@given(st.lists(groups(), max_size=5))
def test_an_index_lies_between_the_lowest_and_the_highest_side(rows):
    value = index(POINTS, rows)
    sides = [found for row in rows if (found := side_mean(POINTS, row)) is not None]
    assert (value is None) == (not sides)
    assert value is None or min(sides) <= value <= max(sides)


@given(st.lists(groups(), max_size=4), st.lists(st.integers(0, 3), max_size=LEAST - 1), st.integers(1, 100))
def test_fewer_than_five_change_no_figure_so_that_none_can_be_subtracted(rows, few, weight):
    hidden = Group(weight, len(few), [[few.count(n) for n in range(4)]])
    assert index(POINTS, [hidden]) is None
    assert index(POINTS, [*rows, hidden]) == index(POINTS, rows)
    assert answers_behind(POINTS, [*rows, hidden]) == answers_behind(POINTS, rows)


@given(COUNTS)
def test_counted_are_all_but_those_without_points(counts):
    assert counted(POINTS, counts) == sum(counts) - counts[3]


def test_the_mean_of_nothing_is_nothing():
    assert weighted([]) is None


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(200, 3), Decimal("66.67")),
        (Fraction(1, 200), Decimal("0.01")),
        (Fraction(72), Decimal("72.00")),
    ],
)
def test_figures_have_two_decimals_halves_up(value, shown):
    assert rounded(value) == shown
