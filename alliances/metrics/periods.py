"""Periods a person may look at: a year, its halves and quarters. Pure functions."""

import datetime as dt

from portal.exports.inspection.periods import MONTHS, SPANS, days_of

LETTER_SPANS = ("h1", "h2")


def period_of(day: dt.date, span: str = "year") -> str:
    """The period that holds the day: 2026-year, 2026-h2, 2026-q4."""
    if span == "year":
        return f"{day.year}-year"
    first = next(each for each in MONTHS if each[0] == span[0] and MONTHS[each][1] >= day.month)
    return f"{day.year}-{first}"


def parsed(period: str) -> tuple[int, str] | None:
    """Year and span; None where it is none."""
    year, _, span = period.partition("-")
    if span in MONTHS and year.isascii() and year.isdigit() and len(year) == 4 and int(year) > 0:
        return int(year), span
    return None


def last_before(year: int, span: str) -> tuple[int, str]:
    """The period of the same length right before."""
    if span in ("year", "h1", "q1"):
        return year - 1, {"year": "year", "h1": "h2", "q1": "q4"}[span]
    return year, f"{span[0]}{int(span[1]) - 1}"


def words(year: int, span: str) -> str:
    return f"{year} 年{SPANS[span]}"


def spans_of(year: int) -> list[tuple[str, str]]:
    """What to choose from: period and its name."""
    return [(f"{year}-{span}", SPANS[span]) for span in MONTHS]


def days(year: int, span: str) -> tuple[dt.date, dt.date]:
    return days_of(year, span)
