"""Grades: by points, held down by conditions, never more of each than its quota."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliances.assessment.planning.grading import Given, Standing, Step, beside, graded, places_of

D = Decimal

STARS = (Step("五星", D(90), 10), Step("四星", D(80), 30), Step("三星", D(70)))


def a_standing(total):
    return Standing(D(total))


def in_order(totals, steps=STARS):
    found = graded({number: a_standing(total) for number, total in enumerate(totals)}, steps)
    return [found[number].grade for number in range(len(totals))]


def test_by_points_alone():
    assert in_order([95, 85, 75, 65], (Step("好", D(90)), Step("较好", D(70)))) == [
        "好",
        "较好",
        "较好",
        "",
    ]


def test_who_does_not_fit_gets_the_next():
    """Ten: one place for five stars, three for four."""
    assert in_order([97, 95, 93, 91, 90, 60, 60, 60, 60, 60])[:5] == ["五星", "四星", "四星", "四星", "三星"]


def test_of_ties_at_the_edge_none_is_preferred():
    found = graded({number: a_standing(95 if number < 2 else 60) for number in range(10)}, STARS)
    assert [found[number].grade for number in (0, 1)] == ["四星", "四星"]
    assert found[0].words == "“五星”名额 1 家，余 1 个，95 分并列 2 家，均不进入"


def test_after_a_tie_that_did_not_fit_nobody_below_does():
    steps = (Step("优", D(0), 30), Step("良", D(0)))
    assert in_order([9, 8, 8, 8, 7, 6, 5, 4, 3, 2], steps)[:5] == ["优", "良", "良", "良", "良"]


def test_a_full_quota_is_told():
    found = graded({"甲": a_standing(99), "乙": a_standing(98)}, (Step("优", D(90), 50), Step("良", D(0))))
    assert found == {"甲": Given("优"), "乙": Given("良", "达到“优”分数线，名额 1 家已满")}


def test_a_part_of_a_place_is_none():
    assert places_of(Step("优", D(90), 10), 9) == 0
    assert places_of(Step("优", D(90)), 9) is None


HELD = Standing(D(95), (("四星", "没有创新项目"),))


def test_an_unmet_condition_holds_it_down_and_says_so():
    assert graded({"甲": HELD}, (STARS[0], Step("四星", D(80)))) == {"甲": Given("四星", "没有创新项目")}


def test_a_condition_says_nothing_where_points_do_not_reach_as_far():
    low = Standing(D(75), (("四星", "没有创新项目"),))
    assert graded({"甲": low}, STARS) == {"甲": Given("三星")}


@pytest.mark.parametrize(
    ("taken", "given"),
    [
        ({}, Given("五星")),
        ({"五星": 1}, Given("四星", "“五星”名额 1 家已满")),
        ({"五星": 1, "四星": 3}, Given("三星", "“五星”名额 1 家已满；“四星”名额 3 家已满")),
    ],
)
def test_one_that_was_corrected_stands_beside_the_others(taken, given):
    assert beside(a_standing(95), STARS, taken, 10) == given


def test_one_that_was_corrected_may_reach_none():
    assert beside(a_standing(60), STARS, {}, 10) == Given("")


totals = st.lists(st.integers(50, 100), min_size=1, max_size=40)
quotas = st.lists(st.one_of(st.none(), st.integers(1, 100)), min_size=1, max_size=4)


@given(totals, quotas)
def test_no_quota_is_exceeded_and_ties_share_one_fate(totals, quotas):
    steps = [Step(f"第{n}等", D(90 - 10 * n), quota) for n, quota in enumerate(quotas)]
    found = in_order(totals, steps)
    counts = Counter(found)
    for step in steps:
        places = places_of(step, len(totals))
        assert places is None or counts[step.name] <= places
    assert len({(total, grade) for total, grade in zip(totals, found, strict=True)}) == len(set(totals))


@given(totals, quotas, st.randoms())
def test_grades_are_the_same_in_any_order(totals, quotas, random):
    steps = [Step(f"第{n}等", D(90 - 10 * n), quota) for n, quota in enumerate(quotas)]
    standings = {number: a_standing(total) for number, total in enumerate(totals)}
    shuffled = dict(random.sample(list(standings.items()), len(standings)))
    assert graded(shuffled, steps) == graded(standings, steps)


@given(totals, quotas)
def test_who_has_more_is_never_graded_lower(totals, quotas):
    steps = [Step(f"第{n}等", D(90 - 10 * n), quota) for n, quota in enumerate(quotas)]
    order = [step.name for step in steps] + [""]
    places = [order.index(grade) for grade in in_order(totals, steps)]
    ranked = sorted(zip(totals, places, strict=True), reverse=True)
    assert [place for _, place in ranked] == sorted(place for _, place in ranked)
