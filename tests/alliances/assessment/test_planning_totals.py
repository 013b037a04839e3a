"""Totals, indices, and a year out of its cycles."""

import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliances.assessment.planning.rules import Scale
from alliances.assessment.planning.spans import scale_of, spans_begun, spans_of
from alliances.assessment.planning.totals import Leaf, Total, total_of, year_total

D = Decimal


def test_points_and_bonus_are_added():
    rows = [
        Leaf(D(30), D(40)),
        Leaf(D(50), D(60)),
        Leaf(D(4), D(10), is_bonus=True),
    ]
    assert total_of(rows, D(100)) == Total(D(80), D(4), D(84))


def test_what_was_not_scored_leaves_both_sides():
    """30 of 40 were earned where something was counted: three quarters of a hundred."""
    total = total_of([Leaf(D(30), D(40)), Leaf(None, D(60))], D(100))
    assert (total.base, total.words) == (D(75), "有指标暂不计分，其余 40 分中得 30 分，折算为 75 分")


def test_without_anything_scored_there_is_nothing():
    assert total_of([Leaf(None, D(60))], D(100)) == Total(D(0), D(0), D(0), {}, "各项指标都暂不计分")


def test_a_bonus_that_nobody_gave_is_none():
    assert total_of([Leaf(D(9), D(10)), Leaf(None, D(5), is_bonus=True)], D(10)).total == 9


def test_indices_are_out_of_a_hundred():
    rows = [
        Leaf(D(15), D(20), index="组织力"),
        Leaf(D(25), D(30), index="组织力"),
        Leaf(D(1), D(3), index="服务力"),
        Leaf(None, D(9), index="服务力"),
    ]
    assert total_of(rows, D(62)).indices == {"组织力": D("80.00"), "服务力": D("33.33")}


OWN = Total(D(90), D(3), D(93))


@pytest.mark.parametrize(
    ("ordinary", "percent", "total", "mean", "words"),
    [
        ([], 0, "93", None, ""),
        ([D(80)], 0, "93", None, ""),
        ([], 50, "93", None, "没有平时成绩，全年按年度成绩计"),
        (
            [D(80), D(85)],
            50,
            "89.25",
            D("82.5"),
            "平时平均 82.5 × 50% + 年度 90 × 50% = 86.25 分，另加分 3 分",
        ),
    ],
)
def test_a_year_out_of_its_cycles(ordinary, percent, total, mean, words):
    year = year_total(OWN, ordinary, percent)
    assert (year.total, year.ordinary, year.words) == (D(total), mean, words)


def test_a_year_without_bonus_does_not_speak_of_one():
    assert "加分" not in year_total(Total(D(90), D(0), D(90)), [D(80)], 50).words


@pytest.mark.parametrize(
    ("cadence", "names"),
    [
        ("month", [f"m{number}" for number in range(1, 13)]),
        ("quarter", ["q1", "q2", "q3", "q4"]),
        ("half", ["h1", "h2"]),
        ("year", ["year"]),
    ],
)
def test_spans_fill_the_year_without_a_gap(cadence, names):
    spans = spans_of(2024, cadence)
    assert [name for name, _, _ in spans] == names
    assert (spans[0][1], spans[-1][2]) == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    for (_, _, until), (_, since, _) in pairwise(spans):
        assert since - until == dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "with_year", "names"),
    [
        (dt.date(2025, 12, 31), True, []),
        (dt.date(2026, 1, 1), False, ["q1"]),
        (dt.date(2026, 4, 1), True, ["q1", "q2", "year"]),
    ],
)
def test_what_has_begun(day, with_year, names):
    assert [name for name, *_ in spans_begun(2026, "quarter", day, with_year=with_year)] == names


def test_a_yearly_scheme_has_its_year_once():
    assert len(spans_begun(2026, "year", dt.date(2026, 2, 1), with_year=True)) == 1


YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
SECOND_QUARTER = (dt.date(2026, 4, 1), dt.date(2026, 6, 30))


@pytest.mark.parametrize(
    ("cadence", "days", "joined", "scale"),
    [
        ("quarter", YEAR, None, Scale(4, 12, 12)),
        ("quarter", SECOND_QUARTER, None, Scale(1, 3, 3)),
        ("quarter", SECOND_QUARTER, dt.date(2026, 5, 31), Scale(1, 3, 2)),
        ("year", YEAR, dt.date(2026, 5, 8), Scale(1, 12, 8)),
        ("year", YEAR, dt.date(2026, 1, 1), Scale(1, 12, 12)),
        ("year", SECOND_QUARTER, None, Scale(1, 3, 3)),
    ],
)
def test_how_a_cycle_differs_from_the_terms(cadence, days, joined, scale):
    assert scale_of(cadence, *days, joined) == scale


points = st.decimals(0, 100, places=2)
leaves = st.builds(
    lambda earned, over, is_bonus, index: Leaf(earned, earned + over, is_bonus, "" if is_bonus else index),
    points,
    st.decimals("0.01", 50, places=2),
    st.booleans(),
    st.sampled_from(["", "甲", "乙"]),
)


@given(st.lists(leaves, min_size=1, max_size=8))
def test_when_all_is_scored_the_points_add_up(rows):
    total = total_of(rows, D(100))
    assert total.total == sum(row.points for row in rows)
    assert all(0 <= value <= 100 for value in total.indices.values())


@given(st.lists(leaves, min_size=1, max_size=8), st.randoms())
def test_order_does_not_matter(rows, random):
    shuffled = random.sample(rows, len(rows))
    assert total_of(shuffled, D(100)) == total_of(rows, D(100))
