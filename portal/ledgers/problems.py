"""How a workbook is refused as a whole, and how a single cell is said to be wrong."""

import datetime
from dataclasses import dataclass, field

from portal.refusals import Refusal

SHOWN = 60
"""Characters of a cell's text that a problem repeats: enough to find it, not enough to flood a page."""


class LedgerError(Refusal):
    """The file as a whole cannot be read; the sentence says why and what to do."""

    status = 400


class CellProblem(Exception):  # noqa: N818 - a finding about a cell that the reader always catches
    """The cell says nothing that can be used; the text is the reason in Chinese, without the place."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one cell: row as in Excel, column as its header is written, the rest as text.

    `key` is the spec's column it was read as; empty for a column the spec does not know.
    """

    row: int
    column: str
    value: str
    reason: str
    key: str = field(default="", compare=False)

    def as_json(self) -> dict[str, int | str]:
        return {"row": self.row, "column": self.column, "value": self.value, "reason": self.reason}


def shown(value: object) -> str:
    """A cell's value as a person would read it in Excel, shortened. Never raises."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, datetime.datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
