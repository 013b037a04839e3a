"""A ledger as the office keeps it, read into rows of values: nothing is stored, nothing is lost.

Every line below a header is one row of data or is listed as skipped; every cell of a row is a value, or
stands in `extra` under its own header, or is a problem with its place and reason.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, islice

from portal.ledgers.archive import Source
from portal.ledgers.cells import plain_text
from portal.ledgers.choosing import LEFT_OUT, SAID_NOTHING, Said, directed, header_of
from portal.ledgers.headers import (
    SEARCHED_ROWS,
    Header,
    known_labels,
    label,
    likely_spec,
    match_row,
    unique_names,
)
from portal.ledgers.problems import shown
from portal.ledgers.progress import RowProgress
from portal.ledgers.records import RecordReader
from portal.ledgers.results import LedgerReading, SheetReading, SkippedRow
from portal.ledgers.rows import Merges, RowKind, is_header_again, kind_of, section_name
from portal.ledgers.scan import SheetMarks
from portal.ledgers.specs import SheetSpec
from portal.ledgers.workbook import MAX_ROWS, Tab, open_workbook
from portal.workbooks.columns import CHOICES_TAB, NOTES_TAB, NOTES_TITLE


def read_ledger(
    source: Source,
    specs: Sequence[SheetSpec],
    *,
    year: int | None = None,
    max_rows: int = MAX_ROWS,
    said: Said = SAID_NOTHING,
    progress: RowProgress | None = None,
) -> LedgerReading:
    """Read every sheet of a workbook that one of `specs` describes. Dates without a year get `year`.

    What a person `said` of its sheets, columns and cells goes before what they look like.
    Raises LedgerError where the file as a whole cannot be read.
    """
    reading, progress, done = LedgerReading(), progress or RowProgress(), 0
    progress.begin("正在打开工作簿", done=0, total=1)
    tabs = open_workbook(source, max_rows=max_rows)
    total = sum(tab.marks.rows for tab in tabs)
    for tab in tabs:
        progress.begin(f"正在读取“{tab.name}”", done=done, total=total)
        done += tab.marks.rows
        rows = progress.through(tab.rows())
        first = list(islice(rows, SEARCHED_ROWS + 1))
        if _goes_with_ledgers(tab, first):
            continue
        header = header_of(tab.name, first, tab.merged, specs, said)
        if header is None or header.spec.not_taken:
            reason = header.spec.not_taken if header else _why_not(tab, first, specs, said)
            reading.not_read.append({"tab": tab.name, "reason": reason})
        else:
            reading.sheets.append(_SheetReader(tab, header, year, said).read(chain(first, rows)))
    return reading


def _goes_with_ledgers(tab: Tab, first: list[list]) -> bool:
    """Whether the portal wrote the sheet beside the ledgers it handed out; such a one is not spoken of."""
    if tab.name == CHOICES_TAB:
        return True
    return tab.name == NOTES_TAB and bool(first and first[0]) and first[0][0] == NOTES_TITLE


def _why_not(tab: Tab, first: list[list], specs: Sequence[SheetSpec], said: Said) -> str:
    if said.kind_of(tab.name) == LEFT_OUT:
        return "按您的选择，这张工作表没有读取"
    if not tab.marks.rows:
        return "这张工作表是空的"
    spec = likely_spec(tab.name, first, specs)
    if spec is None:
        return "没有认出这是哪一种台账，未读取"
    if spec.not_taken:
        return spec.not_taken
    wanted = "、".join(f"“{column.header}”" for column in spec.required)
    return f"看名称像是“{spec.tab}”，但没有找到含{wanted}的表头，请补上表头后重新上传"


class _SheetReader:
    """Walks one sheet from top to bottom and sorts its lines."""

    def __init__(self, tab: Tab, header: Header, year: int | None, said: Said) -> None:
        self.marks = tab.marks
        self.merges = Merges(tab.merged)
        self.labels = known_labels(header.spec)
        self.unreadable = _unreadable_cells(tab.marks)
        self.year = year
        self.said = said
        self.typed = said.typed_in(tab.name)
        self.after_footer = False
        self.result = SheetReading(tab.name, header.spec.kind, header.spec, header.last_row + 1)
        self._read_by(header)

    def read(self, rows: Iterable[list]) -> SheetReading:
        start = self.header.last_row
        if self.result.lacking:
            return self.result
        for number, row in enumerate(rows):
            filled = self.merges.fill(number, row)
            own = [
                at for at, cell in enumerate(row) if cell != "" and at not in filled and not _is_space(cell)
            ]
            lost = self.unreadable.get(number, [])
            row.extend([""] * (max(lost, default=-1) + 1 - len(row)))
            own += lost
            if number > start and own:
                self._take(number, row, sorted(own), filled)
        return self.result

    def _take(self, number: int, row: list, own: list[int], filled: set[int]) -> None:
        kind = self._kind(number, row, own)
        if kind is RowKind.DATA:
            self.result.rows.append(self.records.read(number, row, filled))
        else:
            text = next((plain_text(row[at]) for at in own if at < len(row) and row[at] != ""), "")
            self.result.skipped.append(SkippedRow(number + 1, kind.value, shown(text)))
            if kind is RowKind.SECTION:
                self.records.begin_section(section_name(text))
        self.after_footer = kind is RowKind.FOOTER or (self.after_footer and kind is RowKind.NOTE)

    def _kind(self, number: int, row: list, own: list[int]) -> RowKind:
        first = row[own[0]] if own[0] < len(row) else ""
        if isinstance(first, str) and len(own) >= 3 and label(first) in self.labels:
            if is_header_again(row, self.header):
                return RowKind.HEADER
            again = match_row(self.header.spec, row, number)
            if again is not None:
                self._read_by(again)
                return RowKind.HEADER
        width = self.merges.widths.get((number, own[0]), 1)
        return kind_of(row, own, self.header, after_footer=self.after_footer, width=width)

    def _read_by(self, header: Header) -> None:
        """Read on by this header: the first one, or one lower down that may order its columns otherwise."""
        result, names = self.result, unique_names(header.names)
        remembered = directed(header, names, self.said, result.tab)
        lacking = [column.header for column in header.spec.required if column.key not in header.columns]
        if lacking and result.columns:
            return  # a header lower down that leaves out what every row needs: go on by the one above
        result.lacking, result.remembered = lacking, result.remembered | remembered
        self.header = header
        self.records = RecordReader(header, self.marks, self.year, self.typed)
        result.columns |= {key: names[at] for key, at in header.columns.items()}
        new = [names[at] for at in self.records.unknown if names[at] not in result.unknown_columns]
        result.unknown_columns += new
        result.places = {name: at for at, name in names.items()} | result.places


def _is_space(cell: object) -> bool:
    return isinstance(cell, str) and not cell.strip()


def _unreadable_cells(marks: SheetMarks) -> dict[int, list[int]]:
    """Cells that look empty to the reader but hold an error or a formula without a result, by row."""
    found: dict[int, list[int]] = {}
    lost = [place for place, has_result in marks.formulas.items() if not has_result]
    for row, column in {*lost, *marks.errors}:
        found.setdefault(row, []).append(column)
    return found
