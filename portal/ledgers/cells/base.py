"""The words all cell parsers share."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

CellValue = (
    str | int | float | bool | datetime.datetime | datetime.date | datetime.time | datetime.timedelta | None
)


class Parsed(NamedTuple):
    """What a cell means; `warning` (Chinese, may be empty) says what was assumed."""

    value: Any
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """What stands around a cell: the note in its header's brackets (资金预算（万元）), the ledger's year."""

    note: str = ""
    year: int | None = None


NO_HINT = Hint()
Parser = Callable[[CellValue, Hint], Parsed]
