"""Puts together what a person is told of an import, out of what was read and what it came to."""

import re
from collections.abc import Iterable, Iterator

from portal.ledgers.extras import looks_personal
from portal.ledgers.headers import PROBLEM_HEADER
from portal.ledgers.imports.telling import MOST, ColumnTold, CountsTold, ProblemTold, SheetTold, Told
from portal.ledgers.outcomes import SheetOutcome
from portal.ledgers.problems import Problem, shown
from portal.ledgers.results import SheetReading
from portal.ledgers.taking import LEDGER_SHEETS, Intake, Taken
from portal.logs import mask_mobiles
from portal.workbooks.text import written_text

SAMPLED_ROWS = 20
"""A column that is empty so far down has no sample."""

PERSONAL = "（个人信息）"
_LONG_NUMBER = re.compile(r"(?<!\d)(\d{3})\d{11,14}([\dXx])(?!\d)")


def told_of(taken: Taken, intake: Intake) -> Told:
    sheets = [_sheet(sheet, outcome, intake) for sheet, outcome in taken.outcomes]
    kinds = [(entry.spec.kind, entry.spec.tab) for entry in LEDGER_SHEETS]
    return Told(sheets, taken.reading.not_read, kinds)


def _sheet(sheet: SheetReading, outcome: SheetOutcome, intake: Intake) -> SheetTold:
    entry, found = LEDGER_SHEETS[sheet.kind], outcome.differences
    titles = {row.row: written_text(row.values.get(sheet.spec.names_row.key)) for row in sheet.rows}
    return SheetTold(
        tab=sheet.tab,
        kind=sheet.kind,
        label=sheet.spec.tab,
        header_row=sheet.header_row,
        url=entry.shown_at(intake) if entry.shown_at else "",
        columns=list(_columns(sheet)),
        options=[(column.key, column.header) for column in sheet.spec.columns],
        lacking=sheet.lacking,
        counts=_counts(outcome),
        new=found.new[:MOST],
        changed=found.changed[:MOST],
        gone=found.gone[:MOST],
        rejected=_problems(sheet, outcome.rejected, titles),
        warnings=_problems(sheet, outcome.warnings, titles),
        skipped=len(sheet.skipped),
        faults=[(problem.row, f"{problem.column}：{problem.reason}") for problem in outcome.rejected],
    )


def _counts(outcome: SheetOutcome) -> CountsTold:
    return CountsTold(
        read=outcome.read,
        created=outcome.created,
        updated=outcome.updated,
        unchanged=outcome.unchanged,
        rejected=len(outcome.rejected),
        warnings=len(outcome.warnings),
        gone=len(outcome.differences.gone),
    )


def _columns(sheet: SheetReading) -> Iterator[ColumnTold]:
    """The workbook's columns from left to right."""
    keys = {header: key for key, header in sheet.columns.items()}
    for header, at in sorted(sheet.places.items(), key=lambda place: place[1]):
        if header != PROBLEM_HEADER:
            key = keys.get(header, "")
            yield ColumnTold(header, key, at, _sample(sheet, header, key), header in sheet.remembered)


def _sample(sheet: SheetReading, header: str, key: str) -> str:
    """What the first row that has something there says."""
    for row in sheet.rows[:SAMPLED_ROWS]:
        text = shown(row.raw.get(key)) if key else row.extra.get(header, "")
        if text and not key and looks_personal(header, text):
            return PERSONAL
        if text:
            return masked(sheet, key, text)
    return ""


def _problems(sheet: SheetReading, problems: Iterable[Problem], titles: dict[int, str]) -> list[ProblemTold]:
    first = sorted(problems, key=lambda problem: problem.row)[:MOST]
    return [
        ProblemTold(
            problem.row,
            problem.column,
            problem.key,
            masked(sheet, problem.key, problem.value),
            masked(sheet, "", problem.reason),
            titles.get(problem.row, ""),
        )
        for problem in first
    ]


def masked(sheet: SheetReading, key: str, text: str) -> str:
    """A cell's text as it may be shown: personal columns by their mask, long numbers everywhere."""
    column = next((column for column in sheet.spec.columns if column.key == key), None)
    plain = written_text(text)
    if column is not None and column.mask is not None:
        return column.mask(plain)
    return _LONG_NUMBER.sub(r"\1****\2", mask_mobiles(plain))
