"""What reading a ledger gives."""

from dataclasses import dataclass, field
from typing import Any

from portal.ledgers.problems import Problem
from portal.ledgers.specs import SheetSpec


@dataclass(slots=True)
class LedgerRow:
    """One row of data. It goes in unless something is in `rejected`; `row` is the row in Excel.

    `values` has every column of the spec, with its default where the sheet has none; `raw` what the cells
    held; `extra` the text of every column the spec does not know, by its header.
    """

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    raw: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    warnings: list[Problem] = field(default_factory=list)
    rejected: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A line that is no data: a total, a footer, a repeated header."""

    row: int
    reason: str
    text: str


@dataclass(slots=True)
class SheetReading:
    """One recognised sheet. `columns` and `unknown_columns` give headers as the workbook writes them.

    `places`: where each header stands (from 0). `remembered`: headers read as the office chose before.
    `lacking`: required columns that no header stands for; then no row was read.
    """

    tab: str
    kind: str
    spec: SheetSpec
    header_row: int
    columns: dict[str, str] = field(default_factory=dict)
    unknown_columns: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    remembered: set[str] = field(default_factory=set)
    lacking: list[str] = field(default_factory=list)
    rows: list[LedgerRow] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)

    @property
    def accepted(self) -> list[LedgerRow]:
        return [row for row in self.rows if not row.rejected]


@dataclass(slots=True)
class LedgerReading:
    """All sheets that were read, and `{"tab", "reason"}` for each that was not."""

    sheets: list[SheetReading] = field(default_factory=list)
    not_read: list[dict[str, str]] = field(default_factory=list)
