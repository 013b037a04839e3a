"""What is refused before anything is read, with which code and which sentence."""

import contextlib
import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.ledgers import archive
from portal.ledgers.problems import LedgerError
from portal.ledgers.reading import read_ledger
from portal.ledgers.workbook import open_workbook
from tests.portal.ledgers import workbooks

GOOD = workbooks.workbook([workbooks.HEADER, [1, "甲类", "修路", "某局", 1, "2026-12-31", 100]])

REFUSED = {
    "empty file": (b"", "empty", "文件是空的"),
    "old .xls": (workbooks.OLE, "old_format", "另存为"),
    "encrypted": (workbooks.ENCRYPTED, "encrypted", "密码"),
    "csv renamed": ("序号,名称\n1,修路".encode("gb18030"), "not_xlsx", "文本文件"),
    "html renamed": (b"<html><table><tr><td>1</td></tr></table></html>", "not_xlsx", "网页"),
    "xml spreadsheet 2003": (b'<?xml version="1.0"?><Workbook/>', "not_xlsx", "XML"),
    "pdf": (b"%PDF-1.7 ...", "not_xlsx", "PDF"),
    "random bytes": (b"\x01\x02\0\0\x03", "not_xlsx", "其他类型"),
    "docx": (workbooks.packed({"word/document.xml": "<a/>"}), "not_xlsx", "Word"),
    "pptx": (workbooks.packed({"ppt/presentation.xml": "<a/>"}), "not_xlsx", "演示文稿"),
    "ods": (workbooks.packed({"content.xml": "<a/>"}), "old_format", ".ods"),
    "plain zip": (workbooks.packed({"台账.xlsx": GOOD}), "not_xlsx", "先解压"),
    "cut in half": (GOOD[: len(GOOD) // 2], "damaged", "已损坏"),
    "broken xml": (workbooks.packed(workbooks.parts("<worksheet><sheetData>")), "damaged", "已损坏"),
    "no sheets": (workbooks.packed({"xl/workbook.xml": "<workbook/>"}), "damaged", "已损坏"),
    "nonsense cell": (
        workbooks.packed(workbooks.parts(workbooks.sheet_xml('<row r="1"><c r="??"><v>1</v></c></row>'))),
        "damaged",
        "已损坏",
    ),
    "a name space nobody declared": (
        workbooks.packed({**workbooks.parts(workbooks.sheet_xml("")), "xl/workbook.xml": "<a:workbook/>"}),
        "damaged",
        "已损坏",
    ),
    "two tabs of one name": (workbooks.two_tabs_of_one_name(), "damaged", "已损坏"),
    "two tabs on one part": (workbooks.two_tabs_on_one_part(), "damaged", "已损坏"),
    "zip bomb": (workbooks.zip_bomb(), "too_large", "压缩比"),
    "lying header": (workbooks.bomb_that_lies_about_its_size(), "damaged", "已损坏"),
    "too many entries": (workbooks.too_many_entries(), "too_large", "部件"),
    "entity bomb": (workbooks.entity_bomb(), "unsafe", "XML 声明"),
    "deep nesting": (workbooks.deeply_nested(), "unsafe", "结构异常"),
    "cell far away": (workbooks.cell_far_away(), "too_large", "第 1048576 行"),
    "long text used often": (workbooks.long_text_used_often(), "too_large", "总量过大"),
}


@pytest.mark.parametrize(("raw", "code", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_is_refused_with_what_to_do(raw, code, words):
    with pytest.raises(LedgerError) as refused:
        open_workbook(raw)
    assert refused.value.code == code
    assert words in refused.value.sentence
    assert "请" in refused.value.sentence


@pytest.mark.parametrize("name", ["zip bomb", "lying header", "deep nesting", "cell far away"])
def test_a_bomb_takes_little_memory(name):
    tracemalloc.start()
    with pytest.raises(LedgerError):
        open_workbook(REFUSED[name][0])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60_000_000


def test_more_rows_than_the_limit_are_refused():
    with pytest.raises(LedgerError) as refused:
        open_workbook(workbooks.many_rows(31), max_rows=30)
    assert refused.value.code == "too_many_rows"
    assert refused.value.sentence == "工作簿里的数据超过 30 行。请按类别或年份分成几份上传。"


def test_as_many_rows_as_the_limit_are_read():
    assert [tab.marks.rows for tab in open_workbook(workbooks.many_rows(30), max_rows=30)] == [30]


def test_sheets_that_are_too_large_only_together_are_refused(monkeypatch):
    monkeypatch.setattr("portal.ledgers.scan.MAX_AREA", 10)
    book = workbooks.Workbook()
    book.active.append([1] * 6)
    book.create_sheet("乙").append([1] * 6)
    with pytest.raises(LedgerError, match="总量过大"):
        open_workbook(workbooks.saved(book))


def test_a_file_over_the_size_limit_is_not_read_to_its_end(monkeypatch):
    monkeypatch.setattr(archive, "MAX_FILE_BYTES", 1000)
    file = io.BytesIO(bytes(5000))
    with pytest.raises(LedgerError, match="文件超过"):
        open_workbook(file)
    assert file.tell() == 1001


def test_an_archive_that_unpacks_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(LedgerError, match="解压后超过"):
        open_workbook(GOOD)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_entries_of_one_name_are_refused():
    buffer = io.BytesIO(GOOD)
    with zipfile.ZipFile(buffer, "a") as archive_file:
        archive_file.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(LedgerError, match="部件重名"):
        open_workbook(buffer.getvalue())


def test_a_sheet_that_is_all_chart_is_left_out():
    book = workbooks.Workbook()
    book.active.title = "任务清单"
    book.create_chartsheet("走势图")
    assert [tab.name for tab in open_workbook(workbooks.saved(book))] == ["任务清单"]


def test_path_open_file_and_bytes_read_the_same(tmp_path: Path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(GOOD)
    with path.open("rb") as file:
        tabs = [open_workbook(source)[0] for source in (path, file, GOOD)]
    assert [list(tab.rows()) for tab in tabs] == [list(tabs[0].rows())] * 3


def test_rows_and_columns_before_the_first_cell_are_kept():
    xml = workbooks.sheet_xml('<row r="3"><c r="C3"><v>7</v></c></row>')
    tab = open_workbook(workbooks.packed(workbooks.parts(xml)))[0]
    assert list(tab.rows()) == [["", "", ""], ["", "", ""], ["", "", 7.0]]


def test_last_rows_that_hold_only_formulas_without_results_are_not_lost():
    xml = workbooks.sheet_xml(
        '<row r="1"><c r="A1"><v>7</v></c></row><row r="3"><c r="A3"><f>1+1</f></c></row>'
    )
    tab = open_workbook(workbooks.packed(workbooks.parts(xml)))[0]
    assert list(tab.rows()) == [[7.0], [], []]
    assert tab.marks.formulas == {(2, 0): False}


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_workbook_with_any_bytes_changed_is_read_or_refused(data):
    raw = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    _read_or_refuse(bytes(raw))


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_sheet_with_any_bytes_changed_is_read_or_refused(data):
    found = workbooks.parts(workbooks.sheet_xml(workbooks.text_row(1, workbooks.HEADER)))
    name = data.draw(st.sampled_from(sorted(found)))
    raw = bytearray(str(found[name]).encode())
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    _read_or_refuse(workbooks.packed({**found, name: bytes(raw)}))


def _read_or_refuse(raw: bytes) -> None:
    """Anything but a LedgerError fails the test."""
    with contextlib.suppress(LedgerError):
        read_ledger(raw, workbooks.SPECS)
