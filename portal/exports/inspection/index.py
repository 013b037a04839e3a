"""卷内目录 and 校验清单: what lies in a folder, for people and for programs."""

import io
from collections.abc import Iterable, Iterator
from copy import deepcopy
from tempfile import TemporaryFile
from typing import Any

from docx.oxml.ns import qn

from portal.documents.layout import add_level_1, add_table, add_text, add_title, new_paper
from portal.exports.inspection.folder import Entry, Folder
from portal.exports.inspection.periods import period_words
from portal.exports.inspection.settling import settle
from portal.workbooks.columns import OutColumn, OutSheet, Shown
from portal.workbooks.csv import write_csv
from portal.workbooks.text import written_text
from portal.workbooks.writing import write_workbook

INDEX, MANIFEST = "00 卷内目录", "校验清单.csv"
HEADERS = ("序号", "文号/编号", "题名", "日期", "件数/页数", "备注", "文件")
MILLIMETRES = (10, 28, 34, 26, 14, 18, 26)
CHARACTERS = (6, 20, 40, 12, 10, 24, 60)
TEXT = qn("w:t")
NOT_THERE = "应有而未能收入的材料"


def write_index(folder: Folder) -> None:
    """The index as a Word file and as a workbook, then the digests of everything, these two included."""
    for ending, write in (("docx", _write_paper), ("xlsx", _write_book)):
        with TemporaryFile() as raw, TemporaryFile() as settled:
            write(raw, folder)
            raw.seek(0)
            settle(raw, settled, folder.ask.until)
            settled.seek(0)
            folder.put(f"{INDEX}.{ending}", settled)
    folder.put(MANIFEST, io.BytesIO(_manifest(folder)))


def title_of(folder: Folder) -> str:
    return f"{folder.ask.region.name}迎检台账（{period_words(*folder.ask.period)}）"


def _write_paper(file: Any, folder: Folder) -> None:
    paper = new_paper()
    add_title(paper, title_of(folder))
    add_text(paper, "卷内目录", indent=False)
    table = add_table(paper, HEADERS, [["—"] * len(HEADERS)], widths=MILLIMETRES)
    _fill_like_last(table, _rows(folder))
    if folder.missing:
        add_level_1(paper, NOT_THERE)
        for entry in folder.missing:
            add_text(paper, f"{entry.title}：{entry.remark or '原文件读不出来'}")
    paper.save(file)


def _fill_like_last(table: Any, rows: Iterable[list[Any]]) -> None:
    """Rows in the place of the last one that look like it: laying out each cell anew takes a millisecond."""
    last = table.rows[-1]._tr
    table._tbl.remove(last)
    for values in rows:
        row = deepcopy(last)
        for cell, value in zip(row.tc_lst, values, strict=True):
            next(cell.iter(TEXT)).text = written_text(value)
        table._tbl.append(row)


def _write_book(file: Any, folder: Folder) -> None:
    sheets = [_sheet("卷内目录", folder, _rows(folder))]
    if folder.missing:
        sheets.append(_sheet(NOT_THERE, folder, _missing(folder.missing)))
    write_workbook(file, sheets)


def _sheet(tab: str, folder: Folder, rows: Iterable[list[Any]]) -> OutSheet:
    columns = [
        OutColumn(header=header, width=width, shown=Shown.NUMBER if header == "序号" else Shown.TEXT)
        for header, width in zip(HEADERS, CHARACTERS, strict=True)
    ]
    return OutSheet(tab=tab, title=f"{title_of(folder)}{tab}", columns=columns, rows=rows)


def _rows(folder: Folder) -> Iterator[list[Any]]:
    for ordinal, line in enumerate(folder.lines, 1):
        yield [ordinal, *_words(line.entry), line.path]


def _missing(entries: list[Entry]) -> Iterator[list[Any]]:
    for ordinal, entry in enumerate(entries, 1):
        yield [ordinal, *_words(entry), "没有收入"]


def _words(entry: Entry) -> list[Any]:
    day = f"{entry.day:%Y-%m-%d}" if entry.day else ""
    return [written_text(each) for each in (entry.number, entry.title, day, entry.count, entry.remark)]


def _manifest(folder: Folder) -> bytes:
    columns = [OutColumn(header=header) for header in ("文件", "字节数", "SHA-256")]
    rows = [[each.path, each.size, each.sha256] for each in folder.digests]
    text = io.StringIO(newline="")
    write_csv(text, OutSheet(tab="校验清单", columns=columns, rows=rows))
    return text.getvalue().encode()
