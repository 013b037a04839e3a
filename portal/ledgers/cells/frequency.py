"""How often a resource can be had: 2次/月, 12场/年, 每季度1次, １０, 不限."""

import re
from dataclasses import dataclass

from portal.ledgers.cells.amounts import LARGEST_WHOLE, parse_capacity
from portal.ledgers.cells.base import NO_HINT, CellValue, Hint, Parsed
from portal.ledgers.cells.numerals import arabic
from portal.ledgers.cells.text import compact, is_blank, plain_text
from portal.ledgers.problems import CellProblem

_PERIODS = {"年": "year", "月": "month", "季度": "quarter", "季": "quarter", "周": "week", "星期": "week"}
_PERIODS |= {"天": "day", "日": "day", "年度": "year", "工作日": "day"}
_PERIOD = "年度|年|月|季度|季|周|星期|工作日|天|日"
_UNIT = r"[^\d\W]{0,3}?"
_COUNT = r"(?:约|不少于|至少|不超过|最多)?(?P<count>\d{1,9})"
_PER = re.compile(rf"{_COUNT}{_UNIT}(?:/每?|每)(?:1个|1|个)?(?P<period>{_PERIOD})")
_EVERY = re.compile(rf"(?:每|1)?个?(?P<period>{_PERIOD})(?:内|均|度)?{_COUNT}{_UNIT}(?:左右|以上|以内)?")
_TIME_OF_DAY = re.compile(r"[上下中]午|早上|晚上|夜间|点|时$")


@dataclass(frozen=True, slots=True)
class Frequency:
    """`count` in each `per` (day, week, month, quarter, year; None where no period is named).

    `count` None is no limit. `text` is what the cell said.
    """

    count: int | None
    per: str | None
    text: str


def parse_frequency(value: CellValue, hint: Hint = NO_HINT) -> Parsed:
    """A capacity with or without a period; a bare number takes the period named in the header's brackets."""
    if is_blank(value):
        return Parsed(None)
    text = plain_text(value)
    line = arabic(compact(value))
    found = None if _TIME_OF_DAY.search(line) else _PER.fullmatch(line) or _EVERY.fullmatch(line)
    if found:
        return Parsed(Frequency(_count(found["count"]), _PERIODS[found["period"]], text))
    try:
        capacity = parse_capacity(re.sub(r"(?:/|每)(?:次|场|批|期)$|^(?:可容纳|容纳|每次|每场)", "", line))
    except CellProblem as problem:
        raise CellProblem("看不出容量或频次，请写成“2次/月”“12场/年”、一个数字或“不限”") from problem
    if capacity.value is None:
        return Parsed(Frequency(None, None, text), capacity.warning)
    return Parsed(Frequency(capacity.value, _period_of_header(hint.note), text), capacity.warning)


def _period_of_header(note: str) -> str | None:
    found = re.search(rf"(?:/|每)({_PERIOD})", compact(note))
    return _PERIODS[found[1]] if found else None


def _count(digits: str) -> int:
    if not 1 <= int(digits) <= LARGEST_WHOLE:
        raise CellProblem("次数至少应为 1")
    return int(digits)
