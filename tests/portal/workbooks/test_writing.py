"""The one writer of tables: whatever text it is given stays text, codes and phones too."""

import csv
import datetime as dt
import io
import random
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from portal.workbooks.columns import OutColumn, OutSheet, Shown
from portal.workbooks.csv import write_csv
from portal.workbooks.text import sheet_name, written_text
from portal.workbooks.writing import write_workbook

STRINGS = 10_000
STARTS = [
    "=",
    "+",
    "-",
    "@",
    "＝",
    "＋",
    "－",
    "＠",
    "\t",
    "\r",
    "\n",
    "'",
    '"',
    "{=",
    "http://",
    "mailto:",
    "internal:",
    "",
]
BODIES = [
    "SUM(A1:A9)",
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://x","y")',
    "1+1",
    "1e9",
    "中文，“引号”",
    "0012",
    "🙂",
    "a\nb",
]
COLUMNS = [OutColumn(header=f"列{shown.value}", shown=shown) for shown in Shown]
LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def strings():
    chance = random.Random(2026)
    return [chance.choice(STARTS) + chance.choice(BODIES) + str(n % 97) for n in range(STRINGS)]


def sheet(rows, **more):
    return OutSheet(tab="表", columns=COLUMNS, rows=rows, **more)


def written(*sheets):
    target = io.BytesIO()
    write_workbook(target, sheets)
    return target.getvalue()


def test_ten_thousand_strings_give_no_formula_and_no_link_in_any_kind_of_column():
    texts = strings()
    raw = written(sheet(([text] * len(COLUMNS) for text in texts), title="=1+1", subtitle="=2", footer="=3"))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = archive.namelist()
        page = archive.read("xl/worksheets/sheet1.xml").decode()
    assert page.count("<f>") + page.count("<f ") + page.count("<hyperlink") == 0
    assert not [name for name in names if "externalLink" in name or name.endswith("sheet1.xml.rels")]
    cells = [cell for row in load_workbook(io.BytesIO(raw)).active.iter_rows(min_row=4) for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "inlineStr"}
    assert len(cells) == (STRINGS + 1) * len(COLUMNS)


def test_ten_thousand_strings_give_no_csv_cell_that_begins_a_formula():
    target = io.StringIO()
    write_csv(target, sheet([text] * len(COLUMNS) for text in strings()))
    rows = list(csv.reader(io.StringIO(target.getvalue().removeprefix("\ufeff"), newline="")))
    assert len(rows) == STRINGS + 1
    assert not [cell for row in rows for cell in row if cell.startswith(LIVE)]


def test_codes_and_phones_stay_text():
    raw = written(sheet([["0012", 1, "2", "3"], ["13900001111", 2, 3, None], ["9" * 18, 1, 1, None]]))
    column = [cell for (cell,) in load_workbook(io.BytesIO(raw)).active.iter_rows(min_row=2, max_col=1)]
    assert [(cell.value, cell.data_type, cell.number_format) for cell in column] == [
        ("0012", "s", "@"),
        ("13900001111", "s", "@"),
        ("9" * 18, "s", "@"),
    ]


def test_numbers_money_and_days_are_such():
    raw = written(sheet([["", 3, Decimal("1234.50"), dt.date(2026, 12, 31)]]))
    row = [cell.value for cell in load_workbook(io.BytesIO(raw)).active[2]]
    assert row == [None, 3, 1234.5, dt.datetime(2026, 12, 31)]  # noqa: DTZ001


@pytest.mark.parametrize("value", [10**15, Decimal(10) ** 20, "不限", True])
def test_what_a_number_cannot_hold_is_text(value):
    raw = written(sheet([["", value, value, ""]]))
    cells = load_workbook(io.BytesIO(raw)).active[2][1:3]
    assert [cell.value for cell in cells] == [written_text(value)] * 2


def test_a_day_before_excel_counts_right_is_text():
    raw = written(sheet([["", "", "", dt.date(1900, 2, 28)], ["", "", "", dt.date(1900, 3, 1)]]))
    page = load_workbook(io.BytesIO(raw)).active
    assert (page["D2"].value, page["D3"].value) == ("1900-02-28", dt.datetime(1900, 3, 1))  # noqa: DTZ001


def test_what_no_workbook_can_hold_is_left_out():
    raw = written(sheet([["a\x00b\ud800c\ufffe", "", "", ""], ["长" * 40_000, "", "", ""]]))
    page = load_workbook(io.BytesIO(raw)).active
    assert (page["A2"].value, len(page["A3"].value)) == ("abc", 32_767)


def test_tabs_get_names_that_excel_takes():
    used: set[str] = set()
    names = [sheet_name(name, used) for name in ("a/b*[c]", "A b  c ", "长" * 40, "长" * 40, "''")]
    assert names == ["a b  c", "A b  c (2)", "长" * 31, "长" * 27 + " (2)", "Sheet"]


def test_drop_downs_let_other_words_pass():
    columns = [OutColumn(header="类别", choices=("甲", "乙")), OutColumn(header="带逗号", choices=("a,b",))]
    raw = written(OutSheet(tab="表", columns=columns, rows=[["甲", ""]]))
    book = load_workbook(io.BytesIO(raw))
    rules = book["表"].data_validations.dataValidation
    assert [(rule.formula1, rule.errorStyle) for rule in rules] == [
        ('"甲,乙"', "information"),
        ("'选项（系统）'!$A$1:$A$1", "information"),
    ]
    assert (book["选项（系统）"]["A1"].value, book["选项（系统）"].sheet_state) == ("a,b", "hidden")


def test_a_drop_down_that_looks_like_a_formula_is_none():
    columns = [OutColumn(header="类别", choices=("=1+1", "甲"))]
    raw = written(OutSheet(tab="表", columns=columns, rows=[]))
    (rule,) = load_workbook(io.BytesIO(raw)).active.data_validations.dataValidation
    assert rule.formula1 == '"=1+1,甲"'


def test_nobody_else_writes_workbooks_or_csv():
    writers = [
        str(file)
        for app in ("portal", "members", "alliances", "projects")
        for file in Path(app).rglob("*.py")
        if any(word in file.read_text() for word in ("import xlsxwriter", "csv.writer", "Workbook("))
    ]
    assert sorted(writers) == ["portal/workbooks/csv.py", "portal/workbooks/writing.py"]
