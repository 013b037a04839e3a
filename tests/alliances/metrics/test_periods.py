"""Years, halves and quarters."""

import datetime as dt

import pytest

from alliances.metrics.periods import days, last_before, parsed, period_of, spans_of, words


@pytest.mark.parametrize(
    ("span", "period"), [("year", "2026-year"), ("h1", "2026-h2"), ("q1", "2026-q4"), ("q3", "2026-q4")]
)
def test_the_period_that_holds_a_day(span, period):
    assert period_of(dt.date(2026, 11, 23), span) == period


def test_a_day_in_march_is_in_the_first_half_and_quarter():
    assert [period_of(dt.date(2026, 3, 31), span) for span in ("h2", "q2")] == ["2026-h1", "2026-q1"]


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("2026-h2", (2026, "h2")),
        ("2026-q5", None),
        ("26-q1", None),
        ("０００１-q1", None),
        ("0000-q1", None),
        ("", None),
        ("2026", None),
    ],
)
def test_what_is_no_period_is_none(period, found):
    assert parsed(period) == found


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ((2026, "year"), (2025, "year")),
        ((2026, "h1"), (2025, "h2")),
        ((2026, "q1"), (2025, "q4")),
        ((2026, "h2"), (2026, "h1")),
        ((2026, "q3"), (2026, "q2")),
    ],
)
def test_the_period_right_before(period, before):
    assert last_before(*period) == before


def test_a_period_has_days_and_words():
    assert days(2024, "q1") == (dt.date(2024, 1, 1), dt.date(2024, 3, 31))
    assert (words(2026, "h1"), spans_of(2026)[1]) == ("2026 年上半年", ("2026-h1", "上半年"))
