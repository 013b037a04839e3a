"""Which months of a year a pair has something on record, and where its round's rhythm misses one. Pure."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """A month of a pair: how many records; `is_gap`: the rhythm missed it; `is_out`: not in the term."""

    month: int
    count: int
    is_gap: bool = False
    is_out: bool = False


def cells_of(
    counts: Mapping[int, int],
    from_on: dt.date,
    last_on: dt.date,
    year: int,
    every: int | None,
    today: dt.date,
) -> list[Cell]:
    """The twelve months. A stretch of `every` months from the first day on without a record is one gap.

    The gap stands in the stretch's last month, and only once that month is over.
    """
    gaps = set() if every is None else gaps_in(counts, from_on, last_on, year, every, today)
    return [
        Cell(month, counts.get(month, 0), month in gaps, not _is_within(year, month, from_on, last_on))
        for month in range(1, 13)
    ]


def gaps_in(
    counts: Mapping[int, int], from_on: dt.date, last_on: dt.date, year: int, every: int, today: dt.date
) -> set[int]:
    """Months of the year with which a stretch ends in which nothing is on record.

    What was done before that year is not known here: a stretch that began then is no gap.
    """
    begin, end = _number(from_on), min(_number(last_on), _number(today) - 1)
    found = set()
    for last in range(begin + every - 1, end + 1, every):
        stretch = range(last - every + 1, last + 1)
        if (
            stretch[0] >= year * 12
            and last < (year + 1) * 12
            and not any(counts.get(number - year * 12 + 1) for number in stretch)
        ):
            found.add(last - year * 12 + 1)
    return found


def totals_of(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """For each month the sum over all pairs."""
    return [sum(cells[month].count for cells in rows) for month in range(12)]


def _number(day: dt.date) -> int:
    """Months since the year nought, January the first of a year."""
    return day.year * 12 + day.month - 1


def _is_within(year: int, month: int, from_on: dt.date, last_on: dt.date) -> bool:
    return _number(from_on) <= year * 12 + month - 1 <= _number(last_on)
