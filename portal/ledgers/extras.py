"""Columns a spec does not know: kept as custom fields, except those that hold persons' numbers."""

import re

from portal.ledgers.problems import Problem
from portal.ledgers.results import LedgerRow, SheetReading

NOT_KEPT = "这一列没有导入：里面有电话或证件号码，属于个人信息，不能存为大家都看得到的自定义字段"
LONGEST_NAME, LONGEST_VALUE = 30, 200
_PERSONAL_NAME = re.compile(r"电话|手机|身份证|证件号|银行卡|联系方式")
_PERSONAL_VALUE = re.compile(r"(?<!\d)(?:1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}|\d{17}[\dXx])(?!\d)")


def custom_fields(sheet: SheetReading) -> tuple[dict[int, dict[str, str]], list[Problem]]:
    """The unknown columns of every good row by its number, and what is said about those left out.

    A column with a phone or identity number in it stays out whole: custom fields are shown unmasked.
    """
    rows = sheet.accepted
    left_out = _personal_columns(rows)
    kept = {
        row.row: {_name(name): text for name, text in row.extra.items() if name not in left_out}
        for row in rows
    }
    problems = [Problem(sheet.header_row, name, "", NOT_KEPT) for name in left_out]
    return kept, problems + [problem for row in rows for problem in _cut(row, kept[row.row])]


def _personal_columns(rows: list[LedgerRow]) -> dict[str, None]:
    found: dict[str, None] = {}
    for row in rows:
        for name, text in row.extra.items():
            if name not in found and looks_personal(name, text):
                found[name] = None
    return found


def looks_personal(name: str, text: str) -> bool:
    """Whether a column of this name, or this text in it, says that it holds persons' numbers."""
    return bool(_PERSONAL_NAME.search(name) or _PERSONAL_VALUE.search(text))


def _name(name: str) -> str:
    return name[:LONGEST_NAME]


def _cut(row: LedgerRow, fields: dict[str, str]) -> list[Problem]:
    """Shorten what is too long, and say so."""
    problems = []
    for name, text in fields.items():
        if len(text) > LONGEST_VALUE:
            fields[name] = text[:LONGEST_VALUE]
            problems.append(Problem(row.row, name, f"{text[:20]}…", f"超过 {LONGEST_VALUE} 个字，只留前面的"))
    return problems
