"""Where lines of the network stand, and which months a round's rhythm misses. Pure."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliances.pairing.network import Line, Who, picture_of
from alliances.pairing.rhythm import cells_of, gaps_in, totals_of

FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
TODAY = dt.date(2026, 7, 15)


def who(pk, group="机关"):
    return Who(pk, f"单位{pk:03d}", group)


def line(host, partner, pk=1):
    return Line(pk, host, partner, "stationed", "")


def test_every_line_ends_at_both_of_its_sides():
    picture = picture_of([who(1), who(2)], [who(3), who(-4, "岗位")], [line(1, 3), line(2, -4)])
    at = {node.who.id: node.y for node in (*picture.hosts, *picture.partners)}
    assert [(host, partner) for _, host, partner in picture.lines] == [(at[1], at[3]), (at[2], at[-4])]


def test_partners_stand_as_high_as_whom_they_are_paired_with():
    picture = picture_of([who(1), who(2)], [who(3), who(4)], [line(1, 4), line(2, 3)])
    assert [node.who.id for node in picture.partners] == [4, 3]


def test_groups_have_their_names_above_them():
    picture = picture_of([who(1)], [who(3, "机关"), who(4, "国有企业")], [line(1, 3), line(1, 4)])
    assert [name for name, _ in picture.heads[1]] == ["国有企业", "机关"]
    assert picture.heads[1][0][1] < picture.partners[0].y < picture.heads[1][1][1] < picture.partners[1].y


@given(st.sets(st.integers(1, 60), min_size=1), st.randoms())
def test_no_two_nodes_of_a_side_stand_on_each_other_and_order_of_input_is_nothing(ids, random):
    hosts = [who(pk) for pk in ids]
    lines = [line(1, 100)] if 1 in ids else []
    picture = picture_of(hosts, [who(100)], lines)
    heights = [node.y for node in picture.hosts]
    assert len(set(heights)) == len(heights)
    assert max(heights) < picture.height
    random.shuffle(hosts)
    assert picture_of(hosts, [who(100)], lines) == picture


@pytest.mark.parametrize(
    ("every", "counts", "gaps"),
    [
        (1, {}, {1, 2, 3, 4, 5, 6}),
        (1, {2: 3, 6: 1}, {1, 3, 4, 5}),
        (3, {}, {3, 6}),
        (3, {1: 1}, {6}),
        (3, {1: 1, 5: 2}, set()),
    ],
)
def test_a_stretch_without_a_record_is_a_gap_once_it_is_over(every, counts, gaps):
    assert gaps_in(counts, FIRST, LAST, 2026, every, TODAY) == gaps


def test_nothing_is_asked_for_before_the_first_day_or_after_the_last():
    assert gaps_in({}, dt.date(2026, 3, 20), dt.date(2026, 4, 30), 2026, 1, TODAY) == {3, 4}
    assert gaps_in({}, dt.date(2027, 1, 1), dt.date(2027, 12, 31), 2026, 1, TODAY) == set()


def test_a_round_that_asks_for_nothing_has_no_gaps():
    cells = cells_of({3: 2}, dt.date(2026, 2, 1), LAST, 2026, None, TODAY)
    assert [cell.month for cell in cells if cell.is_gap] == []
    assert ([cell.is_out for cell in cells[:3]], cells[2].count) == ([True, False, False], 2)


def test_totals_are_sums_by_month():
    rows = [
        cells_of({1: 2, 12: 1}, FIRST, LAST, 2026, 1, TODAY),
        cells_of({1: 1}, FIRST, LAST, 2026, 1, TODAY),
    ]
    assert totals_of(rows) == [3, *[0] * 10, 1]
