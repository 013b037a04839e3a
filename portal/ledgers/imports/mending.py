"""The rows that could not go in, as a workbook: the office's own columns, and what is wrong beside them."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from portal.ledgers.cells import is_blank, plain_text
from portal.ledgers.headers import PROBLEM_HEADER
from portal.ledgers.imports.jobs import said_of
from portal.ledgers.imports.models import Import
from portal.ledgers.reading import read_ledger
from portal.ledgers.records import is_ditto
from portal.ledgers.results import LedgerRow, SheetReading
from portal.ledgers.specs import Column
from portal.ledgers.taking import LEDGER_SHEETS
from portal.refusals import Refusal
from portal.workbooks.answers import CONTENT_TYPES, XLSX
from portal.workbooks.columns import OutColumn, OutSheet
from portal.workbooks.writing import write_workbook

WIDEST = 60


def problems_response(imp: Import) -> HttpResponse:
    """The workbook as a download. Refusal `no_problems` where every row is in order."""
    sheets = problems_workbook(imp)
    if not sheets:
        raise Refusal("no_problems", "没有不能导入的行，不用下载。")
    written = BytesIO()
    write_workbook(written, sheets)
    response = HttpResponse(written.getvalue(), content_type=CONTENT_TYPES[XLSX])
    response["Content-Disposition"] = content_disposition_header(True, f"{imp}：问题行.xlsx")
    return response


def problems_workbook(imp: Import) -> list[OutSheet]:
    """A sheet for each tab with rejected rows; to be mended and imported like any other ledger.

    Cells stand as they were written or corrected, except that whatever pointed to a row above (同上, a blank
    that means the same) is written out. Raises LedgerError, OSError where the file cannot be read any more.
    """
    faults = {sheet["tab"]: dict(sheet["faults"]) for sheet in (imp.preview or {"sheets": []})["sheets"]}
    specs = [entry.spec for entry in LEDGER_SHEETS]
    reading = read_ledger(imp.file.on_disk, specs, year=imp.year, said=said_of(imp))
    return [_sheet(sheet, faults[sheet.tab]) for sheet in reading.sheets if faults.get(sheet.tab)]


def _sheet(sheet: SheetReading, faults: dict[int, str]) -> OutSheet:
    keys = {header: key for key, header in sheet.columns.items()}
    headers = [header for header, _ in sorted(sheet.places.items(), key=lambda place: place[1])]
    columns = [(header, _column(sheet, keys.get(header))) for header in headers if header != PROBLEM_HEADER]
    if sheet.spec.section and sheet.spec.section not in sheet.columns:
        section = _column(sheet, sheet.spec.section)
        columns.append((section.header, section))  # type: ignore[union-attr]
    out = [OutColumn(header=header) for header, _ in columns]
    rows = [row for row in sheet.rows if row.row in faults]
    return OutSheet(
        tab=sheet.tab,
        columns=[*out, OutColumn(header=PROBLEM_HEADER, width=WIDEST)],
        rows=([*_cells(row, columns), faults[row.row]] for row in rows),
    )


def _column(sheet: SheetReading, key: str | None) -> Column | None:
    return next((column for column in sheet.spec.columns if column.key == key), None)


def _cells(row: LedgerRow, columns: list[tuple[str, Column | None]]) -> Iterator[Any]:
    for header, column in columns:
        if column is None:
            yield row.extra.get(header, "")
            continue
        cell = row.raw.get(column.key)
        points_up = is_ditto(cell) or (is_blank(cell) and column.fills_down)
        yield plain_text(row.values[column.key] if points_up else cell)
