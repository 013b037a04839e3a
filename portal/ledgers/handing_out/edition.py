"""Which ledgers are handed out, and what one of their rows is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class LedgerEdition:
    """One street's ledgers of one year.

    `unit_ids` leaves only the rows of these units (None: of all); `shown_only` leaves out drafts, what waits
    for a decision and what was not adopted.
    """

    region: Any
    year: int
    unit_ids: frozenset[int] | None = None
    shown_only: bool = False


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One row: plain values (text, int, Decimal, date, None) by the spec's column keys; a key that is left
    out is an empty cell. `extra`: columns of the office's own, by their headers. `settled`: keys that other
    records of the portal fill in, so that a ledger cannot change them.
    """

    values: Mapping[str, Any]
    extra: Mapping[str, Any] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()


Choices = Mapping[str, tuple[str, ...]]
"""What the drop-downs of columns offer, by column key."""
