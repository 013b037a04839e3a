"""What a sheet of a ledger may look like, said by the app that takes it in; this folder knows no model."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.ledgers.cells import Parser, parse_text, parse_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column a sheet may have.

    `synonyms` say as much as the header itself; `loose` names (名称, 单位) fit only once the sheet is
    known by something else. `default` stands where the cell is blank or cannot be read. `fills_down`: a
    blank cell below a filled one means the same. `once`: an amount merged over several rows belongs to the
    first. `ordinal`: the running number; a row with nothing else is empty, and it gives no warnings.
    `mask`: personal data, and how whoever only looks at an import sees it. `handed_out`: whether it is
    a column of the portal's own ledgers too, or only one that offices write otherwise. `how` says how to fill
    it in, where that does not follow from what reads it.
    """

    key: str
    header: str
    parse: Parser = parse_text
    synonyms: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    required: bool = False
    default: Any = None
    fills_down: bool = False
    once: bool = False
    ordinal: bool = False
    max_length: int | None = None
    mask: Callable[[str], str] | None = None
    handed_out: bool = True
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSpec:
    """One kind of sheet. `words` in a tab's name or title point to it; `not_taken`, a Chinese sentence, says
    why a recognised sheet is left alone; `section` names the column that headings between rows stand for;
    `note` is said beside what came in.
    """

    kind: str
    tab: str
    columns: tuple[Column, ...]
    words: tuple[str, ...] = ()
    not_taken: str = ""
    section: str = ""

    @property
    def names_row(self) -> Column:
        """The column that says what a row is about."""
        return self.required[0]

    @property
    def required(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.required)


NUMBER = Column(
    key="number",
    header="序号",
    parse=parse_whole,
    synonyms=("编号", "顺序号", "序", "No", "NO."),
    ordinal=True,
)
"""The running number of a row: most sheets have one."""

REF = Column(
    key="ref",
    header="系统编号",
    how="由系统填写，请不要改动：再次导入时按它找到这一条，名称改了也认得。新增的行留空",
)
"""Which row of the portal's a row is: so that even its name can be edited. The portal fills it in."""

SAID_STATE = Column(key="system_state", header="系统状态", how="由系统填写，只供查看：改动它不起作用")
"""For people to read. Taking in a ledger moves nothing from state to state."""
