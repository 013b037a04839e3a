from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliances.records.planning import apportion, shares_of

weights = st.lists(st.integers(1, 50), min_size=1, max_size=12)
totals = st.decimals(0, 10_000_000, places=2)


@given(totals, weights)
def test_parts_sum_to_the_total(total, several):
    assert sum(apportion(total, several, 2)) == total


@given(totals, weights)
def test_no_part_is_a_smallest_step_away_from_its_due(total, several):
    due = [total * weight / sum(several) for weight in several]
    parts = apportion(total, several, 2)
    assert all(abs(part - exact) < Decimal("0.01") for part, exact in zip(parts, due, strict=True))


@given(totals, st.integers(1, 12))
def test_equal_weights_differ_by_one_step_at_most(total, count):
    parts = apportion(total, [1] * count, 2)
    assert max(parts) - min(parts) <= Decimal("0.01")


def test_what_is_left_goes_to_the_largest_remainders_the_earlier_first():
    assert apportion(Decimal(10), [1, 1, 1]) == [4, 3, 3]


def test_two_thirds_and_one_third_of_the_money():
    assert apportion(Decimal("100.00"), [2, 1], 2) == [Decimal("66.67"), Decimal("33.33")]


@pytest.mark.parametrize("several", [[], [1, 0], [-1]])
def test_weights_must_be_positive(several):
    with pytest.raises(ValueError, match="positive"):
        apportion(Decimal(1), several)


def test_shares_leave_out_what_is_zero():
    assert shares_of({"events": Decimal(1), "funds": Decimal(0)}, [1, 1]) == [
        {"events": "1"},
        {"events": "0"},
    ]
