"""A workbook, opened safely: every tab as rows of plain values, with what Excel knows about them besides."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

import python_calamine
from defusedxml import DefusedXmlException, ElementTree

from portal.ledgers import archive, scan
from portal.ledgers.problems import LedgerError

MAX_ROWS = 100_000
MAX_INDEX_BYTES = 1024 * 1024
"""Of the parts that list the sheets: the only ones held as a tree."""

Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range, each (row, column) counted from 0."""


@dataclass(slots=True)
class Tab:
    """One worksheet. Hidden ones are read like any other: offices hide what they do not print."""

    name: str
    marks: scan.SheetMarks
    _sheet: python_calamine.CalamineSheet

    @property
    def merged(self) -> list[Range]:
        return self._sheet.merged_cell_ranges or []

    def rows(self) -> Iterator[list]:
        """Every row from the first of the sheet, every cell from column A; an empty cell is ''.

        Rows at the end that hold only formulas without results come as empty lists.
        """
        margin = [""] * (self._sheet.start or (0, 0))[1]
        last_row = self._sheet.end[0] if self._sheet.end else -1
        for row in self._sheet.iter_rows():
            yield margin + row
        for _ in range(last_row, self.marks.last_row):
            yield []


def open_workbook(source: archive.Source, *, max_rows: int = MAX_ROWS) -> list[Tab]:
    """The worksheets of an .xlsx (path, bytes or open file), in order. Charts and macros are left out.

    Raises LedgerError, in Chinese, for everything that is not a sound workbook of bearable size:
    at most `max_rows` rows with something in them over all sheets.
    """
    parts = archive.unpack(archive.load(source))
    sheets = _sheet_parts(parts)
    parts = {name: part for name, part in parts.items() if not _is_sheet(name) or name in sheets.values()}
    marks = _scan(parts, sheets, max_rows)
    try:
        book = python_calamine.load_workbook(archive.pack(parts))
        return [Tab(name, marks[name], book.get_sheet_by_name(name)) for name in sheets]
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise _damaged() from error


def _is_sheet(part: str) -> bool:
    return part.lower().startswith("xl/worksheets/")


def _scan(parts: dict[str, bytes], sheets: dict[str, str], max_rows: int) -> dict[str, scan.SheetMarks]:
    lengths: list[int] = []
    for name, content in parts.items():
        if name.lower() == "xl/sharedstrings.xml":
            lengths = scan.shared_text_lengths(content)
        elif name not in sheets.values():
            scan.check_part(content)
    marks = {tab: scan.scan_sheet(parts[part], lengths, tab) for tab, part in sheets.items()}
    if sum(sheet.rows for sheet in marks.values()) > max_rows:
        raise LedgerError(
            "too_many_rows", f"工作簿里的数据超过 {max_rows:,} 行。请按类别或年份分成几份上传。"
        )
    scan.check_together(list(marks.values()))
    return marks


def _sheet_parts(parts: dict[str, bytes]) -> dict[str, str]:
    """Tab name → name of its part, worksheets only, in the order of the workbook."""
    targets = {
        relation.get("Id"): (relation.get("Type", ""), relation.get("Target", ""))
        for relation in _children(parts, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    found: dict[str, str] = {}
    for sheet in _children(parts, "xl/workbook.xml", "sheet"):
        key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), None)
        kind, target = targets.get(key, ("", ""))
        if kind.endswith("/worksheet"):
            if sheet.get("name", "") in found:
                raise _damaged()
            found[sheet.get("name", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    if (
        not found
        or len(set(found.values())) < len(found)
        or any(part not in parts for part in found.values())
    ):
        raise _damaged()
    return found


def _children(parts: dict[str, bytes], part: str, tag: str) -> Iterator[Element]:
    if part not in parts or len(parts[part]) > MAX_INDEX_BYTES:
        raise _damaged()
    scan.check_part(parts[part])
    try:
        root = ElementTree.fromstring(parts[part])
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise _damaged() from error
    return (element for element in root.iter() if element.tag.rpartition("}")[2] == tag)


def _damaged() -> LedgerError:
    return LedgerError("damaged", f"文件结构已损坏，读不出工作表。{archive.SAVE_AS}。")
