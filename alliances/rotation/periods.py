"""Periods of a rotation: they begin at its anchor, the first of a month, and last some whole months."""

import datetime as dt
from typing import NamedTuple

DAY = dt.timedelta(days=1)


def month_after(first: dt.date, months: int) -> dt.date:
    """The first of the month so many months later; earlier for less than nought."""
    years, month = divmod(first.month - 1 + months, 12)
    return dt.date(first.year + years, month + 1, 1)


def last_day(period: dt.date, cadence: int) -> dt.date:
    """The last day of the period that begins here."""
    return month_after(period, cadence) - DAY


class Rhythm(NamedTuple):
    """How a rotation goes: `cadence` months a period, `slots` units in each."""

    anchor: dt.date
    cadence: int
    slots: int

    def index_of(self, day: dt.date) -> int:
        """Which period the day lies in, the first one being 0; less than 0 before the anchor."""
        months = (day.year - self.anchor.year) * 12 + day.month - self.anchor.month
        return months // self.cadence

    def period(self, index: int) -> dt.date:
        return month_after(self.anchor, index * self.cadence)

    def period_of(self, day: dt.date) -> dt.date:
        """The first day of the period the day lies in."""
        return self.period(self.index_of(day))

    def next_after(self, period: dt.date | None) -> dt.date:
        """The period that follows; the first one after None."""
        return self.anchor if period is None else month_after(period, self.cadence)

    def periods_between(self, first: dt.date, last: dt.date) -> int:
        """How many periods begin from one period to another, both included; 0 where they are reversed."""
        months = (last.year - first.year) * 12 + last.month - first.month
        return max(0, months // self.cadence + 1)

    def horizon(self, today: dt.date, ahead: int) -> dt.date:
        """The last period to publish today: so many after the one that today lies in."""
        return self.period(self.index_of(today) + ahead)


def period_words(period: dt.date, cadence: int) -> str:
    """What people call it: 2026年3月, 2026年1—3月, 2026年."""
    if cadence == 1:
        return f"{period.year}年{period.month}月"
    last = last_day(period, cadence)
    if cadence == 12 and period.month == 1:
        return f"{period.year}年"
    if last.year == period.year:
        return f"{period.year}年{period.month}—{last.month}月"
    return f"{period.year}年{period.month}月—{last.year}年{last.month}月"
