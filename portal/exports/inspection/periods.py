"""Periods that inspections ask for. Pure functions on days."""

import datetime as dt
from calendar import monthrange

DAYS = "days"
SPANS = {
    "year": "全年",
    "h1": "上半年",
    "h2": "下半年",
    "q1": "第一季度",
    "q2": "第二季度",
    "q3": "第三季度",
    "q4": "第四季度",
    DAYS: "自定起止日期",
}
MONTHS = {
    "year": (1, 12),
    "h1": (1, 6),
    "h2": (7, 12),
    "q1": (1, 3),
    "q2": (4, 6),
    "q3": (7, 9),
    "q4": (10, 12),
}


def days_of(year: int, span: str) -> tuple[dt.date, dt.date]:
    """First and last day of a span other than DAYS."""
    first, last = MONTHS[span]
    return dt.date(year, first, 1), dt.date(year, last, monthrange(year, last)[1])


def period_words(since: dt.date, until: dt.date) -> str:
    """2026 年第三季度; days written out where it is none of the spans."""
    for span in MONTHS:
        if days_of(since.year, span) == (since, until):
            return f"{since.year} 年{SPANS[span]}"
    return f"{since:%Y-%m-%d} 至 {until:%Y-%m-%d}"
