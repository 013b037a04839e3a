"""How an entry of one year becomes one of another. Plain values in and out."""

import datetime as dt
from calendar import monthrange
from typing import Any, TypeVar

Moment = TypeVar("Moment", dt.date, dt.datetime)


def years_later(day: Moment | None, years: int) -> Moment | None:
    """The same day and time so many years on; the 29th of February becomes the 28th."""
    if day is None:
        return None
    year = day.year + years
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def carried_fields(before: dict[str, Any], years: int) -> dict[str, Any]:
    """The values of a copy: days and moments (which are days too) move on, everything else stays."""
    return {
        name: years_later(value, years) if isinstance(value, dt.date) else value
        for name, value in before.items()
    }
