"""Months, quarters, halves and the year of a scheme; how much of a span somebody took part in."""

import datetime as dt
from calendar import monthrange

from alliances.assessment.planning.rules import Scale

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


def months_in(since: dt.date, until: dt.date) -> int:
    """How many months the days touch."""
    return (until.year - since.year) * 12 + until.month - since.month + 1


def scale_of(cadence: str, since: dt.date, until: dt.date, joined: dt.date | None) -> Scale:
    """Of a span for somebody who joined in it, or was there from the beginning; the month of joining counts.

    A span shorter than the scheme's own, as in a trial, counts as one.
    """
    months = months_in(since, until)
    part = months if joined is None or joined <= since else months_in(joined, until)
    return Scale(max(1, months // LENGTHS[cadence]), months, part)
