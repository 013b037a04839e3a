"""One row of cells into one LedgerRow: what blank and ditto cells refer to, and what each cell means."""

from collections.abc import Mapping
from typing import Any

from portal.ledgers.cells import CellValue, Hint, is_blank, plain_text
from portal.ledgers.headers import Header, unique_names
from portal.ledgers.problems import CellProblem, Problem, shown
from portal.ledgers.results import LedgerRow
from portal.ledgers.scan import SheetMarks
from portal.ledgers.specs import Column

_DITTO = frozenset(["同上", "同上行", "同前", "〃", '"', "″", "''", "”", "“", "“”", "’’"])
_NOTHING: Mapping[str, str] = {}
_NOWHERE = -1
"""The place of a column that was typed in although the sheet has none."""

Typed = Mapping[int, Mapping[str, str]]
"""What somebody typed over the cells: by row as in Excel, then by column key."""


def is_ditto(cell: CellValue) -> bool:
    """Whether the cell only points to the one above."""
    return isinstance(cell, str) and cell.strip() in _DITTO


class RecordReader:
    """Reads the rows under one header, from top to bottom."""

    def __init__(self, header: Header, marks: SheetMarks, year: int | None, typed: Typed) -> None:
        self.spec = header.spec
        self.marks = marks
        self.typed = typed
        self.year = year
        self.names = unique_names(header.names)
        self.columns = [
            (column, header.columns[column.key], Hint(header.notes.get(header.columns[column.key], ""), year))
            for column in self.spec.columns
            if column.key in header.columns
        ]
        self.defaults = {column.key: column.default for column in self.spec.columns}
        self.known = set(header.columns.values())
        self.unknown = [at for at in self.names if at not in self.known | header.ignored]
        self.ignored = header.ignored
        self.above: dict[str, CellValue] = {}

    def begin_section(self, name: str) -> None:
        """A heading between the rows stands for the spec's `section` column until the next one."""
        if self.spec.section:
            self.above[self.spec.section] = name
            self.defaults[self.spec.section] = name

    def read(self, number: int, cells: list, filled: set[int]) -> LedgerRow:
        """`number` counts from 0; `filled` are the columns whose value comes from a merged cell above."""
        row = LedgerRow(number + 1, values=dict(self.defaults))
        typed = self.typed.get(row.row, _NOTHING)
        for column, at, hint in self.columns:
            cell = cells[at] if at < len(cells) else ""
            if column.key in typed:
                self._read_typed(row, column, at, cell, hint)
                continue
            row.raw[column.key] = None if cell == "" else cell
            try:
                row.values[column.key] = self._value(row, column, (number, at), cell, hint, at in filled)
            except CellProblem as problem:
                self._note(row, column, at, cell, problem)
        for column in self.spec.columns if typed else ():
            if column.key in typed and column.key not in row.raw:
                self._read_typed(row, column, _NOWHERE, "", Hint("", self.year))
        self._keep_unknown(row, number, cells)
        return row

    def _read_typed(self, row: LedgerRow, column: Column, at: int, cell: CellValue, hint: Hint) -> None:
        """What was typed over the cell, read as the cell would be; the row says so."""
        text = self.typed[row.row][column.key]
        row.raw[column.key] = text or None
        name = column.header if at == _NOWHERE else self._name(at)
        row.warnings.append(Problem(row.row, name, shown(cell), f"按更正的“{shown(text)}”读取", column.key))
        try:
            row.values[column.key] = self._meant(row, column, at, text, hint)
        except CellProblem as problem:
            self._note(row, column, at, text, problem)

    def _note(self, row: LedgerRow, column: Column, at: int, cell: CellValue, problem: CellProblem) -> None:
        if column.ordinal:
            return
        name = column.header if at == _NOWHERE else self._name(at)
        found = Problem(row.row, name, shown(cell), problem.reason, column.key)
        (row.rejected if column.required else row.warnings).append(found)

    def _value(
        self,
        row: LedgerRow,
        column: Column,
        place: tuple[int, int],
        cell: CellValue,
        hint: Hint,
        merged: bool,
    ) -> Any:
        if column.ordinal:
            return column.parse(cell, hint).value
        self._warn_of_formula(row, place, cell)
        if merged and column.once:
            self._warn(row, place[1], cell, "与上面几行合并，只记在第一行", column.key)
            return column.default
        return self._meant(row, column, place[1], cell, hint)

    def _meant(self, row: LedgerRow, column: Column, at: int, cell: CellValue, hint: Hint) -> Any:
        cell = self._resolved(column, cell)
        if is_blank(cell):
            if column.required:
                raise CellProblem(f"“{column.header}”不能为空")
            return column.default
        value, warning = column.parse(cell, hint)
        if value is None and column.required:
            raise CellProblem(f"“{column.header}”不能为空")
        if column.max_length and isinstance(value, str) and len(value) > column.max_length:
            raise CellProblem(f"超过 {column.max_length} 个字，请缩短")
        if warning:
            self._warn(row, at, cell, warning, column.key)
        return value

    def _resolved(self, column: Column, cell: CellValue) -> CellValue:
        """The cell, or what it refers to: 同上, or a blank in a column that fills down."""
        if isinstance(cell, str):
            text = cell.strip()
            if text in _DITTO:
                if self.above.get(column.key, "") == "":
                    raise CellProblem("写的是“同上”，但上面没有可用的内容")
                return self.above[column.key]
            if not text:
                return self.above.get(column.key, "") if column.fills_down else ""
        self.above[column.key] = cell
        return cell

    def _warn_of_formula(self, row: LedgerRow, place: tuple[int, int], cell: CellValue) -> None:
        if place in self.marks.errors:
            raise CellProblem(f"单元格是错误值 {self.marks.errors[place]}，请改正后重填")
        if place not in self.marks.formulas:
            return
        if not self.marks.formulas[place]:
            raise CellProblem("公式没有算出结果，请用 Excel 打开并保存后重新上传，或直接填写结果")
        self._warn(row, place[1], cell, "这一格是公式，用的是 Excel 上次算出的结果")

    def _keep_unknown(self, row: LedgerRow, number: int, cells: list) -> None:
        """Columns without a header too, under their place, so that nothing is lost."""
        for at, cell in enumerate(cells):
            if at in self.known or at in self.ignored:
                continue
            try:
                self._warn_of_formula(row, (number, at), cell)
            except CellProblem as problem:
                self._warn(row, at, cell, problem.reason)
            if cell != "" and (text := plain_text(cell)):
                row.extra[self._name(at)] = text

    def _warn(self, row: LedgerRow, at: int, cell: CellValue, reason: str, key: str = "") -> None:
        row.warnings.append(Problem(row.row, self._name(at), shown(cell), reason, key))

    def _name(self, at: int) -> str:
        return self.names.get(at) or f"第 {at + 1} 列"
