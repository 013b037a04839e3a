"""The days of an entry, a year on."""

import datetime as dt

import pytest

from projects.yearly.planning import carried_fields, years_later

LEAP = dt.date(2028, 2, 29)


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [
        (None, 1, None),
        (dt.date(2026, 12, 31), 1, dt.date(2027, 12, 31)),
        (LEAP, 1, dt.date(2029, 2, 28)),
        (LEAP, 4, dt.date(2032, 2, 29)),
    ],
)
def test_a_day_becomes_the_same_day_years_later(day, years: int, later) -> None:
    assert years_later(day, years) == later


def test_only_days_and_moments_of_an_entry_move() -> None:
    noon = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
    before = {"title": "亮灯", "budget": 3000, "due_on": LEAP, "claim_opens_at": noon}
    assert carried_fields(before, 1) == {
        "title": "亮灯",
        "budget": 3000,
        "due_on": dt.date(2029, 2, 28),
        "claim_opens_at": noon.replace(year=2027),
    }
