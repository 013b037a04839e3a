"""What the pages of an import show of each sheet."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from portal.ledgers.outcomes import SheetOutcome
from portal.ledgers.problems import Problem
from portal.ledgers.results import SheetReading
from portal.ledgers.taking import LEDGER_SHEETS, Intake, Taken

SHOWN = 200
"""Problems shown of each sheet. Whoever has more has one mistake in all rows and sees it in these."""

FOLDED = 5
"""So many problems stand open on the page, more are folded."""


@dataclass(frozen=True)
class Problems:
    """The first problems of a sheet, how many there are, and how many are not shown."""

    first: list[Problem]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.first)

    @property
    def folded(self) -> bool:
        return self.count > FOLDED


@dataclass(frozen=True)
class SheetPage:
    """One sheet as the page shows it: its columns as (workbook's header, what it was taken for)."""

    sheet: SheetReading
    outcome: SheetOutcome
    columns: list[tuple[str, str]]
    rejected: Problems
    warnings: Problems

    @property
    def figures(self) -> list[tuple[str, int, str]]:
        outcome = self.outcome
        return [
            ("读到", outcome.read, "行"),
            ("新增", outcome.created, "行"),
            ("更新", outcome.updated, "行"),
            ("未变", outcome.unchanged, "行"),
            ("不能导入", len(outcome.rejected), "行"),
        ]


def sheet_pages(taken: Taken) -> list[SheetPage]:
    return [
        SheetPage(sheet, outcome, columns_of(sheet), _first(outcome.rejected), _first(outcome.warnings))
        for sheet, outcome in taken.outcomes
    ]


def columns_of(sheet: SheetReading) -> list[tuple[str, str]]:
    known = [
        (sheet.columns[column.key], column.header)
        for column in sheet.spec.columns
        if column.key in sheet.columns
    ]
    return known + [(header, "自定义字段") for header in sheet.unknown_columns]


def results_of(taken: Taken) -> list[dict[str, Any]]:
    """The counts of each sheet, small enough for a session."""
    return [
        {
            "tab": sheet.tab,
            "kind": sheet.kind,
            "created": outcome.created,
            "updated": outcome.updated,
            "unchanged": outcome.unchanged,
            "rejected": len(outcome.rejected),
        }
        for sheet, outcome in taken.outcomes
    ]


def links_of(kinds: Iterable[str], intake: Intake) -> list[tuple[str, str]]:
    """(name, address) of the pages where what came in can be looked at."""
    entries = [LEDGER_SHEETS[kind] for kind in dict.fromkeys(kinds)]
    return [(entry.spec.tab, entry.shown_at(intake)) for entry in entries if entry.shown_at is not None]


def _first(problems: list[Problem]) -> Problems:
    ordered = sorted(problems, key=lambda problem: problem.row)
    return Problems(ordered[:SHOWN], len(ordered))
