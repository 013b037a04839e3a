"""A list as a file: all the rows that its filters leave, in its order, for Excel or as CSV."""

import datetime as dt
import io
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from django.http import FileResponse
from django.utils import timezone

from portal.lists.spec import ExportColumn
from portal.refusals import Forbidden, Refusal
from portal.workbooks.answers import CSV, XLSX, file_answer
from portal.workbooks.columns import OutColumn, OutSheet
from portal.workbooks.csv import write_csv
from portal.workbooks.writing import write_workbook

if TYPE_CHECKING:
    from portal.lists.page import ListPage

PARAMETER = "export"
MOST_ROWS = 20_000
AT_A_TIME = 1000
FORMATS = {XLSX: "Excel 工作簿", CSV: "CSV 文件"}
"""By ending, what people call it."""


def exported(page: "ListPage") -> FileResponse | None:
    """The file that the address asks for with `?export=`; None where it asks for the page.

    Rows are read and written a few at a time. Raises Forbidden for whoever is not signed in, Refusal
    `too_many_rows`. An unknown format counts as none.
    """
    ending = page.request.GET.get(PARAMETER)
    if ending not in FORMATS:
        return None
    if not page.request.user.is_authenticated:
        raise Forbidden("forbidden", "导出清单请先登录。")
    if page.queryset.order_by().values("pk")[: MOST_ROWS + 1].count() > MOST_ROWS:
        raise Refusal(
            "too_many_rows",
            f"符合条件的超过 {MOST_ROWS:,} 条。请加条件筛选，分几次导出；整份台账请到“台账”里导出。",
        )
    return sheet_answer(sheet_of(page), ending)


def sheet_answer(sheet: OutSheet, ending: str) -> FileResponse:
    """One table as a file named after it and the day; `ending` is one of FORMATS."""
    name = f"{sheet.tab} {timezone.localdate():%Y-%m-%d}"
    write = _write_csv if ending == CSV else _write_workbook
    return file_answer(name, ending, lambda file: write(file, sheet))


def sheet_of(page: "ListPage") -> OutSheet:
    """The whole list as a table, in the order that was asked for."""
    spec = page.spec
    keys = spec.orderings[page.ordering].bind(page.queryset)
    ordered = page.queryset.order_by(*[key.order_by() for key in keys])
    rows = spec.export_rows(ordered).iterator(chunk_size=AT_A_TIME)
    columns = [
        OutColumn(header=each.header, shown=each.shown, width=each.width) for each in spec.export_columns
    ]
    return OutSheet(
        tab=spec.export_name, columns=columns, rows=(list(_cells(spec.export_columns, row)) for row in rows)
    )


def _cells(columns: tuple[ExportColumn, ...], row: Any) -> Iterator[Any]:
    for column in columns:
        value = column.read(row)
        yield timezone.localtime(value) if isinstance(value, dt.datetime) else value


def _write_workbook(file: IO[bytes], sheet: OutSheet) -> None:
    write_workbook(file, [sheet])


def _write_csv(file: IO[bytes], sheet: OutSheet) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    write_csv(text, sheet)
    text.detach()
