"""What a person is told of an import: the shape of `Import.preview` and `Import.result`, both as_json().

Lists are cut at MOST; how many there are in all stands in `counts`. Personal values are masked. For the
rows of new, changed and gone see `portal/ledgers/differences.py`.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

from portal.ledgers.differences import ChangedRow, GoneRow, NewRow

MOST = 200
"""Whoever has more has one mistake in all rows and sees it in these."""


@dataclass(slots=True)
class ColumnTold:
    """One column of the workbook: its header as printed, its place (from 0) and what it was taken for.

    An empty `key` is kept as a custom field. `remembered`: so because this office chose it before.
    """

    header: str
    key: str
    at: int
    sample: str
    remembered: bool


@dataclass(slots=True)
class CountsTold:
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    warnings: int = 0
    gone: int = 0


@dataclass(slots=True)
class ProblemTold:
    """A cell that says something unusable; `key` is the column to correct, empty where none can be."""

    row: int
    column: str
    key: str
    value: str
    reason: str
    title: str


@dataclass(slots=True)
class SheetTold:
    """One sheet that was read. `options` are the columns its kind may have, as (key, label).

    `lacking`: labels of required columns that no header stands for; then no row was read. `url`: where the
    street's rows of this kind can be looked at. `skipped`: lines that are no data (totals, footers).
    `note`: what is to be known of this kind of sheet besides.
    `faults`: every rejected row with all that is wrong, for the workbook of problems; never cut.
    """

    tab: str
    kind: str
    label: str
    header_row: int
    url: str = ""
    columns: list[ColumnTold] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)
    counts: CountsTold = field(default_factory=CountsTold)
    new: list[NewRow] = field(default_factory=list)
    changed: list[ChangedRow] = field(default_factory=list)
    gone: list[GoneRow] = field(default_factory=list)
    rejected: list[ProblemTold] = field(default_factory=list)
    warnings: list[ProblemTold] = field(default_factory=list)
    skipped: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class Told:
    """`not_read`: {"tab", "reason"} of each sheet left out; `kinds`: what sheets can be, as (kind, label)."""

    sheets: list[SheetTold]
    not_read: list[dict[str, str]]
    kinds: list[tuple[str, str]]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
