"""Workbooks for the tests, the ordinary and the nasty ones, each as bytes."""

import io
import zipfile
from collections.abc import Iterable, Sequence

from openpyxl import Workbook

from portal.ledgers.cells import parse_capacity, parse_deadline, parse_money, parse_name
from portal.ledgers.specs import NUMBER, Column, SheetSpec

TASKS = SheetSpec(
    kind="tasks",
    tab="任务清单",
    words=("任务",),
    section="category",
    columns=(
        NUMBER,
        Column(key="category", header="任务类别", parse=parse_name, loose=("类别",), fills_down=True),
        Column(
            key="title", header="任务名称", parse=parse_name, loose=("名称",), required=True, max_length=20
        ),
        Column(key="owner", header="责任单位", parse=parse_name, synonyms=("牵头单位",)),
        Column(key="capacity", header="家数", parse=parse_capacity, default=1),
        Column(key="due_on", header="完成时限", parse=parse_deadline),
        Column(key="budget", header="资金预算", parse=parse_money, once=True),
        Column(key="phone", header="联系人电话"),
    ),
)
PEOPLE = SheetSpec(
    kind="people",
    tab="人员表",
    not_taken="人员表不导入",
    columns=(
        Column(key="person", header="姓名", required=True),
        Column(key="post", header="职务"),
        Column(key="age", header="年龄"),
    ),
)
SPECS = (TASKS, PEOPLE)
HEADER = ["序号", "任务类别", "任务名称", "责任单位", "家数", "完成时限", "资金预算"]

_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def workbook(rows: Iterable[Sequence], *, tab: str = "任务清单", merged: Sequence[str] = ()) -> bytes:
    """One sheet, written row by row from A1."""
    book = Workbook()
    sheet = book.active
    sheet.title = tab
    for row in rows:
        sheet.append(list(row))
    for place in merged:
        sheet.merge_cells(place)
    return saved(book)


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def packed(parts: dict[str, bytes | str], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def parts(sheet_xml: str, *, shared_xml: str = "") -> dict[str, bytes | str]:
    """The least that makes an .xlsx of one sheet called 任务清单."""
    found: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "xl/workbook.xml": f'<workbook {_NS} xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="任务清单" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": sheet_xml,
    }
    if shared_xml:
        found["xl/sharedStrings.xml"] = f"<sst {_NS}>{shared_xml}</sst>"
    return found


def sheet_xml(rows: str) -> str:
    return f"<worksheet {_NS}><sheetData>{rows}</sheetData></worksheet>"


def text_row(number: int, texts: Sequence[str]) -> str:
    cells = "".join(
        f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for at, text in enumerate(texts)
    )
    return f'<row r="{number}">{cells}</row>'


def zip_bomb() -> bytes:
    return packed(parts(sheet_xml(" " * 30_000_000)))


def bomb_that_lies_about_its_size() -> bytes:
    """The central directory says 100 bytes where 30 MB come out."""
    raw = bytearray(zip_bomb())
    at = raw.rindex(b"PK\x01\x02", 0, raw.rindex(b"xl/worksheets/sheet1.xml"))
    raw[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(raw)


def too_many_entries() -> bytes:
    return packed({**parts(sheet_xml("")), **{f"xl/media/{number}": b"" for number in range(1001)}})


def entity_bomb() -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY e0 "ha">{entities}]>'
    return packed(parts(doctype + sheet_xml(text_row(1, ["&e9;"]))))


def deeply_nested() -> bytes:
    return packed(parts("<a>" * 300_000 + "</a>" * 300_000), method=zipfile.ZIP_STORED)


def cell_far_away() -> bytes:
    rows = text_row(1, HEADER) + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return packed(parts(sheet_xml(rows)))


def long_text_used_often() -> bytes:
    """32 kB once in the shared texts, 100,000 times in the cells: 3 GB when copied."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 90_000))
    return packed(parts(sheet_xml(cells), shared_xml=f"<si><t>{'长' * 32_000}</t></si>"))


def many_rows(count: int) -> bytes:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, count + 1))
    return packed(parts(sheet_xml(rows)))


def two_tabs_of_one_name() -> bytes:
    found = parts(sheet_xml(text_row(1, HEADER)))
    tab = '<sheet name="任务清单" sheetId="1" r:id="rId1"/>'
    found["xl/workbook.xml"] = str(found["xl/workbook.xml"]).replace(tab, tab * 2)
    return packed(found)


def two_tabs_on_one_part() -> bytes:
    found = parts(sheet_xml(text_row(1, HEADER)))
    twice = '<sheet name="甲" sheetId="1" r:id="rId1"/><sheet name="乙" sheetId="2" r:id="rId2"/>'
    found["xl/workbook.xml"] = f'<workbook {_NS} xmlns:r="{_RELATIONS}"><sheets>{twice}</sheets></workbook>'
    relation = f'Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    found["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" {relation}'
        f'<Relationship Id="rId2" {relation}</Relationships>'
    )
    return packed(found)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(100)
