"""What taking in one sheet came to."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from portal.ledgers.differences import Differences
from portal.ledgers.problems import Problem, shown
from portal.ledgers.results import LedgerRow, SheetReading


class RowProblem(Exception):  # noqa: N818 - a finding about a row that whoever takes it in always catches
    """The row cannot go in because of what it has in the spec's column `key`."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(reason)
        self.key = key
        self.reason = reason


@dataclass(slots=True)
class SheetOutcome:
    """Every row read was created, updated, left unchanged or rejected; each rejected row stands here once."""

    sheet: SheetReading
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    differences: Differences = field(default_factory=Differences)

    @property
    def good(self) -> int:
        """Rows that change something when they go in."""
        return self.created + self.updated

    def reject(self, row: LedgerRow, key: str, reason: str) -> None:
        self.rejected.append(self._problem(row, key, reason))

    def warn(self, row: LedgerRow, key: str, reason: str) -> None:
        self.warnings.append(self._problem(row, key, reason))

    def warn_of_column(self, header: str, reason: str) -> None:
        """Once for a whole column, at its header."""
        self.warnings.append(Problem(self.sheet.header_row, header, "", reason))

    def keep_silent_of(self, cells: Collection[tuple[int, str]]) -> None:
        """Nothing needs to be said of cells, by row and key, that say what is on record."""
        self.warnings = [found for found in self.warnings if (found.row, found.key) not in cells]

    def count(self, *, created: bool, updated: bool) -> None:
        """One row that went in."""
        self.created += created
        self.updated += updated and not created
        self.unchanged += not (created or updated)

    def as_json(self) -> dict[str, Any]:
        counts = {name: getattr(self, name) for name in ("read", "created", "updated", "unchanged")}
        rejected, warnings = ([problem.as_json() for problem in found] for found in self._problems_in_order())
        return {**counts, "rejected": rejected, "warnings": warnings}

    def _problems_in_order(self) -> tuple[list[Problem], list[Problem]]:
        self.rejected.sort(key=lambda problem: problem.row)
        self.warnings.sort(key=lambda problem: problem.row)
        return self.rejected, self.warnings

    def _problem(self, row: LedgerRow, key: str, reason: str) -> Problem:
        header = next(column.header for column in self.sheet.spec.columns if column.key == key)
        value = row.values.get(key) if row.raw.get(key) is None else row.raw[key]
        return Problem(row.row, self.sheet.columns.get(key, header), shown(value), reason, key)


def begin_outcome(sheet: SheetReading) -> SheetOutcome:
    """The rows that the reader itself could not use are rejected from the start."""
    rejected = [_joined(row.rejected) for row in sheet.rows if row.rejected]
    warnings = [problem for row in sheet.rows for problem in row.warnings]
    return SheetOutcome(sheet, read=len(sheet.rows), rejected=rejected, warnings=warnings)


def _joined(problems: list[Problem]) -> Problem:
    """One row is one rejection: the first bad cell, and after it what else is wrong."""
    first, *others = problems
    more = "".join(f"；另外，{other.column}：{other.reason}" for other in others)
    return Problem(first.row, first.column, first.value, first.reason + more, first.key)
