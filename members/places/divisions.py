"""Reads a file of public division codes. Pure: no database, no changes."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from members.places.models import CODE_LENGTHS

COLUMNS = ("code", "name", "level", "parent_code")
LONGEST_NAME = 60


@dataclass(frozen=True)
class Division:
    """One row of the file as it stands there; `row` counts the heading as 1, like a spreadsheet."""

    row: int
    code: str
    name: str
    level: str
    parent_code: str


class BadDivisionsError(Exception):
    """The file cannot be taken in; `problems` are sentences with the rows they concern."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_divisions(lines: Iterable[str]) -> list[Division]:
    """The rows of the file. Raises BadDivisionsError when the heading does not name the four columns."""
    reader = csv.DictReader(lines)
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or [])]
    if missing:
        raise BadDivisionsError([f"第 1 行：缺少列 {'、'.join(missing)}。表头应为 {','.join(COLUMNS)}。"])
    return [
        Division(row, *[(line[column] or "").strip() for column in COLUMNS])
        for row, line in enumerate(reader, start=2)
    ]


def problems_with(divisions: Iterable[Division], known_codes: set[str]) -> list[str]:
    """What is wrong with the rows; parents may stand in the file or be among `known_codes`."""
    rows = list(divisions)
    parents = known_codes | {division.code for division in rows}
    seen: dict[str, int] = {}
    problems = []
    for division in rows:
        problems += [f"第 {division.row} 行：{words}" for words in problems_of(division, parents, seen)]
        seen.setdefault(division.code, division.row)
    return problems


def problems_of(division: Division, parents: set[str], seen: dict[str, int]) -> Iterator[str]:
    if division.code in seen:
        yield f"区划代码 {division.code} 与第 {seen[division.code]} 行重复。"
    if not 0 < len(division.name) <= LONGEST_NAME:
        yield f"名称须为 1 到 {LONGEST_NAME} 个字。"
    length = CODE_LENGTHS.get(division.level)
    if length is None:
        yield f"层级“{division.level}”不认识，可用的有 {'、'.join(CODE_LENGTHS)}。"
    elif not (division.code.isascii() and division.code.isdecimal() and len(division.code) == length):
        yield f"区划代码“{division.code}”应为 {length} 位数字。"
    yield from parent_problems(division, parents)


def parent_problems(division: Division, parents: set[str]) -> Iterator[str]:
    parent = division.parent_code
    if parent and (not division.code.startswith(parent) or parent == division.code):
        yield f"区划代码 {division.code} 应以上级代码 {parent} 开头。"
    elif parent and parent not in parents:
        yield f"上级代码 {parent} 既不在文件中，也没有导入过。"
