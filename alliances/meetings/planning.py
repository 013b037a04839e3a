"""Calculation about meetings on plain values: days of notice, periods of duty, what changed in minutes."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from alliances.rotation.periods import last_day

KEPT, ADDED, TAKEN_OUT = "kept", "added", "taken_out"


@dataclass(frozen=True)
class Line:
    """A line of minutes as it stands in the newer or stood in the older version."""

    change: str
    text: str


def earliest_day(today: dt.date, notice_days: int) -> dt.date:
    """The first local day for which a meeting that is called today gives notice enough."""
    return today + dt.timedelta(days=notice_days)


def covers(period: dt.date, months: int, day: dt.date) -> bool:
    """Whether a period of so many months, which begins on that first of a month, holds the day."""
    return period <= day <= last_day(period, months)


def difference(before: str, after: str) -> Iterator[Line]:
    """The newer text line by line, with what was taken out standing where it stood."""
    old, new = before.splitlines(), after.splitlines()
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (Line(KEPT, text) for text in new[k:m])
            continue
        yield from (Line(TAKEN_OUT, text) for text in old[i:j])
        yield from (Line(ADDED, text) for text in new[k:m])
