"""Points of one indicator: the rule, its limits, and the words that explain them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliances.assessment.planning.moved import moved, raised_by
from alliances.assessment.planning.rules import Scale, Scored, Terms, mean, points_for, rounded, said

D = Decimal

EACH = Terms("each", D(20), per_item=D(2))
LESS = Terms("less", D(40), per_item=D(5))
RATIO = Terms("ratio", D(20), target=D(12))
STEPS = Terms("steps", D(40), floor=D(35), steps=((D(2), D(40)), (D(1), D(38))))
MARKS = Terms("marks", D(15))
SURVEY = Terms("marks", D(15), in_hundredths=True)

FOUR_QUARTERS = Scale(spans=4)
FROM_MAY = Scale(part=8)
IN_A_QUARTER = Scale(months=3, part=3)


@pytest.mark.parametrize(
    ("terms", "value", "points", "words"),
    [
        (EACH, "3", "6", "3 × 2 分 = 6 分"),
        (EACH, "11", "20", "11 × 2 分 = 22 分，封顶 20 分"),
        (LESS, "0", "40", "40 − 0 × 5 = 40 分"),
        (LESS, "9", "0", "40 − 9 × 5 = -5 分，最低 0 分"),
        (RATIO, "8", "13.33", "完成 8，目标 12：8 ÷ 12 × 20 = 13.33 分"),
        (RATIO, "15", "20", "完成 15，目标 12：15 ÷ 12 × 20 = 25 分，封顶 20 分"),
        (STEPS, "0", "35", "0，未达到 1，得 35 分"),
        (STEPS, "1", "38", "1，达到 1，得 38 分"),
        (STEPS, "5", "40", "5，达到 2，得 40 分"),
        (MARKS, "12.5", "12.5", "评议 12.5 分"),
        (SURVEY, "92.5", "13.88", "测评 92.5 × 15 ÷ 100 = 13.88 分"),
    ],
)
def test_points_and_how_they_came_about(terms, value, points, words):
    assert points_for(terms, D(value)) == Scored(D(points), words)


@pytest.mark.parametrize(
    ("terms", "value", "scale", "points", "words"),
    [
        (EACH, "6", FOUR_QUARTERS, "3", "6 ÷ 4 期 × 2 分 = 3 分"),
        (LESS, "4", FOUR_QUARTERS, "35", "40 − 4 ÷ 4 期 × 5 = 35 分"),
        (RATIO, "24", FOUR_QUARTERS, "10", "完成 24，目标 12 × 4 期：24 ÷ 48 × 20 = 10 分"),
        (RATIO, "4", FROM_MAY, "10", "完成 4，目标 12 × 参与 8/12 个月：4 ÷ 8 × 20 = 10 分"),
        (STEPS, "4", FOUR_QUARTERS, "38", "4，达到 4（每期 × 4 期），得 38 分"),
        (STEPS, "3", FOUR_QUARTERS, "35", "3，未达到 4，得 35 分"),
        (STEPS, "2", FROM_MAY, "40", "2，达到 1.33（每期 × 1 期 × 参与 8/12 个月），得 40 分"),
    ],
)
def test_longer_cycles_and_who_joined_in_the_year(terms, value, scale, points, words):
    assert points_for(terms, D(value), scale=scale) == Scored(D(points), words)


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        (Scale(), "完成 3，目标 全年 24：3 ÷ 24 × 20 = 2.5 分"),
        (IN_A_QUARTER, "完成 3，目标 全年 24 × 3/12：3 ÷ 6 × 20 = 10 分"),
        (Scale(4, 12, 6), "完成 3，目标 全年 24 × 参与 6/12 个月：3 ÷ 12 × 20 = 5 分"),
    ],
)
def test_ones_own_target_is_for_the_whole_year(scale, words):
    assert points_for(RATIO, D(3), target=D(24), scale=scale).words == words


def test_nothing_to_go_by_is_not_scored():
    assert points_for(MARKS, None, missing="测评不足 5 份") == Scored(None, "测评不足 5 份")


@pytest.mark.parametrize("terms", [Terms("each", D(1)), Terms("ratio", D(1)), Terms("dance", D(1))])
def test_what_the_database_forbids_is_an_error(terms):
    with pytest.raises(ValueError, match=r"asks for|no rule"):
        points_for(terms, D(1))


def test_a_target_of_nought_divides_nothing():
    with pytest.raises(ValueError, match="nought"):
        points_for(RATIO, D(1), target=D(0))


@pytest.mark.parametrize(
    ("terms", "value", "words"),
    [
        (EACH, "3", "再有 1，可由 6 分到 8 分"),
        (EACH, "10", ""),
        (RATIO, "8", "再有 4，可由 13.33 分到 20 分"),
        (RATIO, "12", ""),
        (STEPS, "1", "再有 1，可由 38 分到 40 分"),
        (STEPS, "2", ""),
        (LESS, "1", ""),
        (MARKS, "3", ""),
        (SURVEY, "3", ""),
    ],
)
def test_what_would_raise_it(terms, value, words):
    assert raised_by(terms, D(value)) == words


def test_nothing_is_promised_where_nothing_was_scored():
    assert raised_by(EACH, None) == ""


def test_what_moved():
    assert moved(D(6), D(8)) == -2
    assert moved(None, D(8)) is None
    assert moved(D(8), None) is None


def test_numbers_as_offices_write_them():
    assert [said(D(text)) for text in ("2.00", "0.50", "120")] == ["2", "0.5", "120"]
    assert (rounded(D("0.005")), mean([D(1), D(2), D(2)])) == (
        D("0.01"),
        D("1.67"),
    )


values = st.decimals(0, 10_000, places=2)
positive = st.decimals("0.01", 1_000, places=2)
scales = st.builds(
    lambda spans, months, part: Scale(spans, months, min(part, months)),
    st.integers(1, 12),
    st.integers(1, 12),
    st.integers(1, 12),
)


@st.composite
def terms_of_any_rule(draw):
    full = draw(positive)
    return Terms(
        draw(st.sampled_from(["each", "less", "ratio", "steps", "marks"])),
        full,
        draw(st.decimals(0, full, places=2)),
        draw(positive),
        draw(positive),
        tuple(sorted(draw(st.lists(st.tuples(values, values), min_size=1, max_size=4)))),
        draw(st.booleans()),
    )


@given(terms_of_any_rule(), values, scales)
def test_no_rule_leaves_its_limits(terms, value, scale):
    points = points_for(terms, value, scale=scale).points
    assert terms.floor <= points <= terms.full


@given(
    terms_of_any_rule().filter(lambda terms: terms.rule in ("each", "ratio", "marks")), values, values, scales
)
def test_more_is_never_worth_less(terms, one, other, scale):
    less, more = sorted([one, other])
    assert points_for(terms, less, scale=scale).points <= points_for(terms, more, scale=scale).points


@given(st.lists(st.tuples(values, values), min_size=1, max_size=4), values, values, scales)
def test_a_higher_step_is_never_worth_less_where_steps_rise(steps, one, other, scale):
    least, points = sorted(each[0] for each in steps), sorted(each[1] for each in steps)
    terms = Terms("steps", D(10_000), steps=tuple(zip(least, points, strict=True)))
    less, more = sorted([one, other])
    assert points_for(terms, less, scale=scale).points <= points_for(terms, more, scale=scale).points


@given(terms_of_any_rule(), values, scales)
def test_what_is_said_to_raise_it_does(terms, value, scale):
    words = raised_by(terms, value, scale=scale)
    if words:
        more = D(words.split("，")[0].removeprefix("再有 "))
        before, after = (points_for(terms, each, scale=scale).points for each in (value, value + more))
        assert after > before
        assert words.endswith(f"可由 {said(before)} 分到 {said(after)} 分")
