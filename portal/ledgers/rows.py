"""What a row below the header is: data, or one of the lines offices put between and after the data."""

import re
from collections.abc import Sequence
from enum import Enum

from portal.ledgers.cells import plain_text
from portal.ledgers.cells.text import compact
from portal.ledgers.headers import Header, label
from portal.ledgers.workbook import Range


class RowKind(Enum):
    """The value is the reason shown for a row that was left aside."""

    DATA = ""
    HEADER = "重复的表头"
    TOTAL = "合计行"
    FOOTER = "表尾"
    NOTE = "说明文字"
    SECTION = "分类标题"
    NUMBER_ONLY = "只有序号"


_NUMBER = re.compile(r"[\d.、]*")
_TOTAL = re.compile(r"[^\d]{0,10}?(?:合计|小计|总计|共计|累计)数?(?:[:：(（].*|[\d.,个项家人户元万条次名]*)")
_AMOUNT = re.compile(r"共?[\d.,]+[个项家人户元万条次名]*")
_FOOTER = re.compile(
    r"(?:填表|制表|填报|报送|审核|审批|复核|经办|分管|主管|负责|联系|盖章|单位(?:负责人|盖章|公章)|日期|备注|附注|注|说明|填表说明)"
    r"(?:人|单位|日期|时间|领导|说明|电话)?(?:[(（](?:签字|签名|盖章|公章)[)）])?[:：].*"
    r"|[(（](?:盖章|签字|公章)[)）].*|注\d.*"
)
_HEADING = re.compile(r"(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十]+[)）])\s*(.+)")
_COUNT = re.compile(r"[(（](?:共|计)?\d+.{0,3}[)）]$|[:：]$")


class Merges:
    """Fills cells that are merged downwards, row after row. Across, only the first cell has the value."""

    def __init__(self, merged: Sequence[Range]) -> None:
        self.widths: dict[tuple[int, int], int] = {}
        self._starts: dict[int, list[tuple[int, int]]] = {}
        self._active: dict[int, tuple[int, object]] = {}
        for (top, left), (bottom, right) in merged:
            self.widths[top, left] = right - left + 1
            if bottom > top:
                self._starts.setdefault(top, []).append((left, bottom))

    def fill(self, number: int, row: list) -> set[int]:
        """Put the values of merged cells into `row`; the columns that were filled so."""
        filled = set()
        for column, (bottom, value) in list(self._active.items()):
            if number > bottom:
                del self._active[column]
            elif column < len(row) and row[column] == "" and value != "":
                row[column] = value
                filled.add(column)
        for left, bottom in self._starts.get(number, ()):
            if left < len(row):
                self._active[left] = (bottom, row[left])
        return filled


def kind_of(row: Sequence, own: list[int], header: Header, *, after_footer: bool, width: int) -> RowKind:
    """`own` are the columns that hold something of this row's own, `width` how far the first is merged."""
    if header.ordinals.issuperset(own) and _NUMBER.fullmatch(compact(row[own[0]])):
        return RowKind.NUMBER_ONLY
    if is_header_again(row, header):
        return RowKind.HEADER
    first = next((row[at] for at in own if isinstance(row[at], str)), "")
    if len(first) > 60 and len(own) > 1:
        return RowKind.DATA
    text = compact(first)
    if _TOTAL.fullmatch(text) and _has_no_name(row, own, header, first):
        return RowKind.TOTAL
    if _FOOTER.fullmatch(text):
        return RowKind.FOOTER
    if len(own) > 1:
        return RowKind.DATA
    return _kind_of_lone_cell(text, after_footer=after_footer, width=width)


def is_header_again(row: Sequence, header: Header) -> bool:
    """At least half of the recognised columns say just what the header says there."""
    places = list(header.columns.values())
    for labels in header.rows:
        filled = [at for at in places if at < len(labels) and labels[at]]
        same = 0
        for at in filled:
            cell = row[at] if at < len(row) else ""
            same += isinstance(cell, str) and 0 < len(cell) <= 40 and label(cell) == labels[at]
            if not same:  # the first one differs: nearly every row of data ends here
                break
        if same * 2 >= max(len(filled), 3):
            return True
    return False


def section_name(text: str) -> str:
    """一、阵地场所（12项） → 阵地场所."""
    line = plain_text(text)
    found = _HEADING.fullmatch(line)
    return _COUNT.sub("", found[1] if found else line).strip()


def _kind_of_lone_cell(text: str, *, after_footer: bool, width: int) -> RowKind:
    if _HEADING.fullmatch(text) and len(text) <= 30:
        return RowKind.SECTION
    if after_footer or len(text) > 60:
        return RowKind.NOTE
    if width >= 3:
        return RowKind.SECTION if len(text) <= 20 else RowKind.NOTE
    return RowKind.DATA


def _has_no_name(row: Sequence, own: list[int], header: Header, first: str) -> bool:
    names = [header.columns[column.key] for column in header.spec.required]
    return all(
        at not in own
        or row[at] == first
        or not isinstance(row[at], str)
        or _AMOUNT.fullmatch(compact(row[at]))
        for at in names
    )
