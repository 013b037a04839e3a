"""The one writer of workbooks. No text becomes a formula or a link, whatever it begins with."""

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import IO, Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from portal.workbooks.columns import CHOICES_TAB, OutSheet, Shown
from portal.workbooks.text import sheet_name, written_text

A4 = 9
LONGEST_DROP_DOWN = 255
"""Characters that Excel takes for choices written into the drop-down itself. More stand on a hidden sheet."""

FIRST_DAY = dt.date(1900, 3, 1)
"""Before it, Excel counts days wrongly or not at all: such a day is written as text."""

FITS = 10**15
"""Whole numbers up to it are held exactly by a double, which is all a cell has."""

ROWS_WITH_DROP_DOWN = 500
"""Below the last row, so that new rows have it too."""

OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
NUMBERS = {Shown.TEXT: "@", Shown.NUMBER: "General", Shown.MONEY: "#,##0.00", Shown.DAY: "yyyy-mm-dd"}
MARKS = {
    "title": {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"},
    "subtitle": {"align": "left", "valign": "vcenter"},
    "header": {"bold": True, "bg_color": "#E7E6E6", "border": 1, "align": "center", "text_wrap": True},
}


def write_workbook(target: Path | IO[bytes], sheets: Iterable[OutSheet]) -> None:
    """Write the sheets, one after another, holding one row in memory at a time.

    A number that no double can hold exactly (over 15 digits) is written as text. Raises OSError.
    """
    try:
        with xlsxwriter.Workbook(target, OPTIONS) as book:
            used: set[str] = set()
            long_choices: list[tuple[str, ...]] = []
            for sheet in sheets:
                _SheetWriter(book, sheet, used, long_choices).write()
            _write_choices(book, long_choices, used)
    except FileCreateError as trouble:  # hides what the operating system said
        raise trouble.args[0] from trouble


class _SheetWriter:
    """Writes one table. Choices too long for a drop-down are added to `long_choices`."""

    def __init__(
        self,
        book: xlsxwriter.Workbook,
        sheet: OutSheet,
        used: set[str],
        long_choices: list[tuple[str, ...]],
    ) -> None:
        self.sheet = sheet
        self.long_choices = long_choices
        self.page: Worksheet = book.add_worksheet(sheet_name(sheet.tab, used))
        self.marks = {name: book.add_format(look) for name, look in MARKS.items()}
        formats = {shown: _cell_format(book, shown) for shown in Shown}
        self.writers = [(WRITERS[column.shown], formats[column.shown]) for column in sheet.columns]
        self.row = 0

    def write(self) -> None:
        self._lay_out()
        for text, mark, height in (
            (self.sheet.title, "title", 30),
            (self.sheet.subtitle, "subtitle", 18),
        ):
            if text:
                self._across(text, mark, height)
        self._headers()
        first = self.row
        for values in self.sheet.rows:
            self._cells(values)
        self._drop_downs(first)
        if self.sheet.footer:
            self._across(self.sheet.footer, "subtitle", 22)

    def _lay_out(self) -> None:
        page = self.page
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.set_footer("&C第 &P 页，共 &N 页")
        for at, column in enumerate(self.sheet.columns):
            page.set_column(at, at, column.width)

    def _across(self, text: str, mark: str, height: int) -> None:
        last = len(self.sheet.columns) - 1
        self.page.set_row(self.row, height)
        if last:
            self.page.merge_range(self.row, 0, self.row, last, "", self.marks[mark])
        self.page.write_string(self.row, 0, written_text(text), self.marks[mark])
        self.row += 1

    def _headers(self) -> None:
        for at, column in enumerate(self.sheet.columns):
            self.page.write_string(self.row, at, written_text(column.header), self.marks["header"])
        self.row += 1
        self.page.freeze_panes(self.row, 0)
        self.page.repeat_rows(0, self.row - 1)

    def _cells(self, values: Iterable[Any]) -> None:
        for at, ((write, look), value) in enumerate(zip(self.writers, values, strict=True)):
            write(self.page, self.row, at, value, look)
        self.row += 1

    def _drop_downs(self, first: int) -> None:
        for at, column in enumerate(self.sheet.columns):
            if column.choices:
                source = self._source(column.choices)
                rule = {"validate": "list", "source": source, "error_type": "information"}
                self.page.data_validation(first, at, self.row + ROWS_WITH_DROP_DOWN, at, rule)

    def _source(self, choices: tuple[str, ...]) -> list[str] | str:
        """Written out; where they are too long, or one has a comma, as the place where they stand."""
        if len(",".join(choices)) <= LONGEST_DROP_DOWN and not any("," in choice for choice in choices):
            return list(choices)
        self.long_choices.append(choices)
        column = xl_col_to_name(len(self.long_choices) - 1)
        return f"='{CHOICES_TAB}'!${column}$1:${column}${len(choices)}"


def _write_choices(book: xlsxwriter.Workbook, lists: list[tuple[str, ...]], used: set[str]) -> None:
    if not lists:
        return
    page = book.add_worksheet(sheet_name(CHOICES_TAB, used))
    for row, choices in enumerate(zip_longest(*lists)):
        for at, choice in enumerate(choices):
            if choice is not None:
                page.write_string(row, at, written_text(choice))
    page.hide()


def _cell_format(book: xlsxwriter.Workbook, shown: Shown) -> Format:
    look = {"num_format": NUMBERS[shown], "border": 1, "valign": "top", "text_wrap": True}
    return book.add_format(look)


def _write_text(page: Worksheet, row: int, at: int, value: Any, look: Format) -> None:
    if value is None or value == "":
        page.write_blank(row, at, None, look)
    else:
        page.write_string(row, at, written_text(value), look)


def _write_number(page: Worksheet, row: int, at: int, value: Any, look: Format) -> None:
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool) and -FITS < value < FITS:
        page.write_number(row, at, value, look)
    else:
        _write_text(page, row, at, value, look)


def _write_day(page: Worksheet, row: int, at: int, value: Any, look: Format) -> None:
    if isinstance(value, dt.date) and value >= FIRST_DAY:
        page.write_datetime(row, at, dt.datetime(value.year, value.month, value.day), look)  # noqa: DTZ001
    else:
        _write_text(page, row, at, value, look)


WRITERS: dict[Shown, Callable[[Worksheet, int, int, Any, Format], None]] = {
    Shown.TEXT: _write_text,
    Shown.NUMBER: _write_number,
    Shown.MONEY: _write_number,
    Shown.DAY: _write_day,
}
