"""Months, quarters, halves and the year of a scheme; what part of a span somebody took part in."""

import datetime as dt
from calendar import monthrange
from decimal import Decimal

LENGTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
PREFIXES = {"month": "m", "quarter": "q", "half": "h"}

Spell = tuple[str, dt.date, dt.date]
"""A span's name (m1, q3, h2, year), its first day and its last."""


def spans_of(year: int, cadence: str) -> list[Spell]:
    """All spans of that cadence in the year, in order."""
    months = LENGTHS[cadence]
    if cadence == "year":
        return [("year", dt.date(year, 1, 1), dt.date(year, 12, 31))]
    return [
        (f"{PREFIXES[cadence]}{number}", *days_of(year, (number - 1) * months + 1, months))
        for number in range(1, 12 // months + 1)
    ]


def spans_begun(year: int, cadence: str, today: dt.date, *, with_year: bool = False) -> list[Spell]:
    """Those whose first day has come; with the year itself where it has a result of its own."""
    spans = spans_of(year, cadence)
    if with_year and cadence != "year":
        spans += spans_of(year, "year")
    return [spell for spell in spans if spell[1] <= today]


def days_of(year: int, first_month: int, months: int) -> tuple[dt.date, dt.date]:
    last = first_month + months - 1
    return dt.date(year, first_month, 1), dt.date(year, last, monthrange(year, last)[1])


def share_of(joined: dt.date | None, since: dt.date, until: dt.date) -> Decimal:
    """Months taken part in, of the span's months; the month of joining counts. To four places."""
    if joined is None or joined <= since:
        return Decimal(1)
    of_all = _months(since, until)
    return (Decimal(_months(joined, until)) / of_all).quantize(Decimal("0.0001"))


def _months(first: dt.date, last: dt.date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1
