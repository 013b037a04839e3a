"""Text as a cell of a workbook or of a CSV file takes it."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

LONGEST_CELL = 32_767
LONGEST_TAB = 31
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_TAB = re.compile(r"[\[\]:*?/\\']")
_LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With these a program reading CSV may begin a formula."""


def written_text(value: Any) -> str:
    """The value as a person reads it, without what no workbook can hold."""
    return _NOT_IN_XML.sub("", _plain(value))[:LONGEST_CELL]


def csv_text(value: Any) -> str:
    """The same for CSV: what could begin a formula gets an apostrophe before it, numbers stay numbers."""
    text = written_text(value)
    if isinstance(value, str) and text.startswith(_LIVE):
        return f"'{text}"
    return text


def sheet_name(name: str, used: set[str]) -> str:
    """A name Excel takes, other than those in `used`, to which it is added."""
    plain = _NOT_IN_TAB.sub(" ", written_text(name)).strip()[:LONGEST_TAB] or "Sheet"
    found, ordinal = plain, 2
    while found.casefold() in used:
        ending = f" ({ordinal})"
        found, ordinal = plain[: LONGEST_TAB - len(ending)] + ending, ordinal + 1
    used.add(found.casefold())
    return found


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return str(value)
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, dt.date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)
