"""Ledgers handed out and taken in again, for tests."""

import io
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook, load_workbook

from portal.ledgers.handing_out.edition import LedgerEdition
from portal.ledgers.handing_out.notes import notes_sheet
from portal.ledgers.handing_out.sheets import ledger_kinds, ledger_sheets
from portal.ledgers.taking import Taken
from portal.workbooks.writing import write_workbook
from tests.factories import YEAR, street
from tests.portal.ledgers.importing import take
from tests.portal.ledgers.workbooks import saved

HEADER_ROW = 3
"""Below the title and the line with 填报单位."""

Edit = Callable[[Workbook], None]


def handed_out(*, personal: bool = True, year: int = YEAR, **options: Any) -> bytes:
    """All ledgers of 朱泾镇 as a workbook."""
    written = io.BytesIO()
    edition = LedgerEdition(street(), year, **options)
    kinds = ledger_kinds()
    sheets = ledger_sheets(edition, personal=personal)
    write_workbook(written, [*sheets, notes_sheet(kinds, personal=personal)])
    return written.getvalue()


def round_trip(edit: Edit | None = None, **options: Any) -> Taken:
    raw = handed_out(**options)
    if edit is not None:
        book = load_workbook(io.BytesIO(raw))
        edit(book)
        raw = saved(book)
    return take(raw)


def counts(taken: Taken) -> dict[str, tuple[int, int, int, int]]:
    """By tab: created, updated, rejected, warnings."""
    return {
        sheet.tab: (outcome.created, outcome.updated, len(outcome.rejected), len(outcome.warnings))
        for sheet, outcome in taken.outcomes
    }


def nothing_changed(taken: Taken) -> bool:
    return set(counts(taken).values()) == {(0, 0, 0, 0)}


def column(book: Workbook, tab: str, header: str) -> int:
    return next(cell.column for cell in book[tab][HEADER_ROW] if cell.value == header)


def put(book: Workbook, tab: str, header: str, value: Any, *, row: int = HEADER_ROW + 1) -> None:
    """Type over a cell."""
    book[tab].cell(row, column(book, tab, header)).value = value
