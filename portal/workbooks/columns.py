"""What a table handed out looks like, said without knowing how a workbook is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

NOTES_TAB, NOTES_TITLE = "填表说明", "填表说明（系统生成，导入时不读取）"
CHOICES_TAB = "选项（系统）"
"""Sheets that go with tables and are none themselves: how to fill them in, what long drop-downs offer."""


class Shown(Enum):
    """How a column's cells are written. Codes and phones are TEXT, which no program turns into numbers."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutColumn:
    """One column. `width` in characters; `choices` become a drop-down that other words may overrule."""

    header: str
    shown: Shown = Shown.TEXT
    width: int = 14
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutSheet:
    """One table: a merged title, a line below it, headers, rows, a footer, as offices lay them out.

    `rows` gives one value for each column; None and "" leave the cell empty. `notes` are written on a sheet
    of their own (填表说明) by whoever collects them.
    """

    tab: str
    columns: Sequence[OutColumn]
    rows: Iterable[Sequence[Any]]
    title: str = ""
    subtitle: str = ""
    footer: str = ""
