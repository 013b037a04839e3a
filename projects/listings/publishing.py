"""What apps above the lists do when an entry is published, in the transaction that publishes it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.registry import Registry


@dataclass(frozen=True, slots=True)
class Renewals:
    """Whom a publishing asks to go on with a project of last year.

    `units` are ids among those who worked on it, none of them being a choice too; None asks them all.
    `until` is the last day on which they can answer; None leaves them the office's days.
    """

    units: frozenset[int] | None = None
    until: dt.date | None = None


ASK_ALL = Renewals()


@dataclass(frozen=True, slots=True)
class PairedFirst:
    """Which of the paired units may claim a project before everybody else, and for how many days.

    `units` are ids among them; None is all. `days` None leaves it to the office's settings, 0 sets nobody
    first.
    """

    units: frozenset[int] | None = None
    days: int | None = None


AS_SET = PairedFirst()

WHEN_PUBLISHED: Registry[Callable[[Any, Any, Renewals], None]] = Registry("act when an entry is published")
"""(listing, by, renewals): the row is locked and published already. What raises undoes the publishing too."""

LAST_YEARS_UNITS: Registry[Callable[[Any], list[tuple[int, str]]]] = Registry(
    "who worked on an entry last year"
)
"""(listing): ids and names of those whom publishing it would ask, in that order."""


def last_years_units(listing: Any) -> list[tuple[int, str]]:
    return [unit for find in LAST_YEARS_UNITS for unit in find(listing)]
