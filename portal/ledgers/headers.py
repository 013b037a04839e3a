"""Which rows are the header, what kind of sheet this is, which column means what: by what the cells say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from portal.ledgers.cells import plain_text
from portal.ledgers.cells.text import compact
from portal.ledgers.specs import Column, SheetSpec
from portal.ledgers.workbook import Range

SEARCHED_ROWS = 40
"""Nobody puts more than this above a table."""

_STRONG, _LOOSE, _TAB, _TITLE = 2, 1, 6, 4
_NOTE = re.compile(r"[(（\[【](.*?)[)）\]】]")
_DECORATION = re.compile(r"^[*＊]+|^\d+[.、]|[*＊:：]+$")
_LONGEST_LABEL = 40
PROBLEM_HEADER = "问题（再次导入时不读这一列）"
"""The column that the workbook of problems adds; an office's own 问题 is a column like any other."""

Row = Sequence[object]


@dataclass(slots=True)
class Header:
    """The header of one table: its last row (counted from 0), and the index of each recognised column."""

    spec: SheetSpec
    last_row: int
    columns: dict[str, int]
    names: dict[int, str]
    notes: dict[int, str]
    score: int = 0
    rows: list[list[str]] = field(default_factory=list)
    """The labels of each header row, to know the row again where it is printed once more."""

    @property
    def ignored(self) -> set[int]:
        return {at for at, name in self.names.items() if name == PROBLEM_HEADER}

    @property
    def ordinals(self) -> set[int]:
        keys = (column.key for column in self.spec.columns if column.ordinal)
        return {self.columns[key] for key in keys if key in self.columns}


@lru_cache(maxsize=4096)
def label(text: str) -> str:
    """A header cell as it is compared: no notes in brackets, no spaces, no asterisk."""
    return _DECORATION.sub("", _NOTE.sub("", compact(text)))


def find_header(
    tab: str, rows: Sequence[Row], merged: Sequence[Range], specs: Sequence[SheetSpec]
) -> Header | None:
    """The header of a sheet's first table, or None where no kind of sheet is recognised in its first rows."""
    title = ""
    for number in range(min(len(rows), SEARCHED_ROWS)):
        found = _headers_near(number, tab, title, rows, merged, specs)
        if found:
            return max(found, key=lambda header: (header.score, -len(header.rows)))
        title += "".join(_texts(rows[number]))
    return None


def _headers_near(
    number: int,
    tab: str,
    title: str,
    rows: Sequence[Row],
    merged: Sequence[Range],
    specs: Sequence[SheetSpec],
) -> list[Header]:
    """The headers that begin here, and those a row on: a title above a header looks like a group."""
    hints = {spec: _TAB * _points_to(tab, spec) + _TITLE * _points_to(title, spec) for spec in specs}
    here, below = (
        [found for spec in specs for found in _headers_at(at, rows, merged, spec, hints[spec]) if found]
        for at in (number, min(number + 1, len(rows) - 1))
    )
    return here + below if here else []


def forced_header(spec: SheetSpec, rows: Sequence[Row], at: int | None = None) -> Header | None:
    """The header of a sheet that somebody says is of this kind: row `at`, else the one most like a header."""
    numbers = range(min(len(rows), SEARCHED_ROWS)) if at is None else [at] if at < len(rows) else []
    found = [_understood(spec, [[text] for text in _texts(rows[number])], number)[0] for number in numbers]
    named = [header for header in found if header.names]
    return max(named, key=lambda one: (len(one.columns), len(one.names), -one.last_row), default=None)


def match_row(spec: SheetSpec, row: Row, number: int) -> Header | None:
    """The header that one row is, if it is one for `spec`: for a header repeated lower down."""
    return _match(spec, [[text] for text in _texts(row)], number, hints=0)


def likely_spec(tab: str, rows: Sequence[Row], specs: Sequence[SheetSpec]) -> SheetSpec | None:
    """The kind that name or title point to, though no header was found."""
    title = "".join(plain_text(cell) for row in rows[:5] for cell in row if isinstance(cell, str))
    return next((spec for spec in specs if _points_to(tab, spec) or _points_to(title, spec)), None)


def _points_to(text: str, spec: SheetSpec) -> bool:
    line = compact(text)
    return any(compact(word) in line for word in (spec.tab, *spec.words))


def _headers_at(
    number: int, rows: Sequence[Row], merged: Sequence[Range], spec: SheetSpec, hints: int
) -> list[Header | None]:
    """The row alone, and together with the next one where groups of columns have sub-headers."""
    upper = _spread(number, _texts(rows[number]), merged)
    single = _match(spec, [[text] for text in _texts(rows[number])], number, hints)
    if number + 1 == len(rows) or any(
        not isinstance(cell, str) for cell in rows[number + 1] if cell is not None
    ):
        return [single]
    lower = _texts(rows[number + 1])
    lower += [""] * (len(upper) - len(lower))
    upper += [""] * (len(lower) - len(upper))
    double = _match(spec, [_stacked(*pair) for pair in zip(upper, lower, strict=True)], number + 1, hints)
    if double and (single is None or double.score > single.score):
        double.rows = [[label(text) for text in upper], [label(text) for text in lower]]
        return [double]
    return [single]


def _stacked(upper: str, lower: str) -> list[str]:
    """联系人 over 电话: 联系人电话, else 电话. Where nothing is below, the upper text counts."""
    return [upper + lower, lower] if lower else [upper]


def _texts(row: Row) -> list[str]:
    return [plain_text(cell)[: _LONGEST_LABEL * 2] if isinstance(cell, str) else "" for cell in row]


def _spread(number: int, texts: list[str], merged: Sequence[Range]) -> list[str]:
    """Group headers repeated over the columns they are merged across."""
    texts = list(texts)
    for (top, left), (bottom, right) in merged:
        if top <= number <= bottom and left < len(texts):
            texts[left + 1 : right + 1] = [texts[left]] * (min(right + 1, len(texts)) - left - 1)
    return texts


def unique_names(names: dict[int, str]) -> dict[int, str]:
    """Headers by place as they are spoken of: one printed twice says which column it is."""
    unique: dict[int, str] = {}
    for at, name in names.items():
        unique[at] = f"{name}（第 {at + 1} 列）" if name in unique.values() else name
    return unique


def _match(spec: SheetSpec, candidates: list[list[str]], number: int, hints: int) -> Header | None:
    header, strength = _understood(spec, candidates, number)
    header.score = strength + hints
    return header if _is_enough(spec, header.columns, strength, hints) else None


def _understood(spec: SheetSpec, candidates: list[list[str]], number: int) -> tuple[Header, int]:
    """What a row means as a header, however little, and how strongly it points to this kind of sheet.

    `candidates` are the possible texts of each column's header, best first.
    """
    labels = [[label(text) if len(text) <= _LONGEST_LABEL else "" for text in texts] for texts in candidates]
    columns: dict[str, int] = {}
    strength = sum(
        _assign(spec, labels, columns, names, weight)
        for names, weight in ((_strong, _STRONG), (_loose, _LOOSE))
    )
    _assign_by_ending(spec, labels, columns)
    names = {at: " ".join(texts[0].split()) for at, texts in enumerate(candidates) if texts[0]}
    notes = {at: "".join(_NOTE.findall(name)) for at, name in names.items()}
    rows = [[texts[0] for texts in labels]]
    return Header(spec, number, columns, names, notes, rows=rows), strength


def _assign(spec: SheetSpec, labels: list[list[str]], columns: dict[str, int], names, weight: int) -> int:
    """Give each column still open the first header that has one of its names; the sum of weights given."""
    total = 0
    for column in spec.columns:
        if column.key in columns:
            continue
        wanted = names(column)
        taken = set(columns.values())
        at = next(
            (i for i, texts in enumerate(labels) if i not in taken and not wanted.isdisjoint(texts)), None
        )
        if at is not None:
            columns[column.key] = at
            total += weight if not column.ordinal else 1
    return total


def _assign_by_ending(spec: SheetSpec, labels: list[list[str]], columns: dict[str, int]) -> None:
    """Without a required column nothing can be read: 本年度共建项目名称 is taken for 项目名称."""
    for column in spec.required:
        if column.key not in columns:
            names = tuple(name for name in _strong(column) if len(name) >= 3)
            taken = set(columns.values())
            ends = (i for i, texts in enumerate(labels) if i not in taken and texts[-1].endswith(names))
            if (at := next(ends, None)) is not None:
                columns[column.key] = at


def _is_enough(spec: SheetSpec, columns: dict[str, int], strength: int, hints: int) -> bool:
    if any(column.key not in columns for column in spec.required):
        return False
    telling = sum(column.key in columns for column in spec.columns if not column.ordinal)
    return telling >= 2 if hints else telling >= 3 and strength >= telling + 2


@lru_cache(maxsize=1024)
def known_labels(spec: SheetSpec) -> frozenset[str]:
    """Everything a header of this kind of sheet may say."""
    return frozenset().union(*(_strong(column) | _loose(column) for column in spec.columns))


@lru_cache(maxsize=4096)
def _strong(column: Column) -> frozenset[str]:
    return frozenset(label(name) for name in (column.header, *column.synonyms))


@lru_cache(maxsize=4096)
def _loose(column: Column) -> frozenset[str]:
    return frozenset(label(name) for name in column.loose)
