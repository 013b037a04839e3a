"""Days in the styles found in ledgers: 2024/6/6, 2012.6.23, 2007年1月13日, 45449, 2026年12月底前."""

import calendar
import datetime
import math
import re

from portal.ledgers.cells.base import NO_HINT, CellValue, Hint, Parsed
from portal.ledgers.cells.numerals import arabic
from portal.ledgers.cells.text import compact, is_blank, plain_text
from portal.ledgers.problems import CellProblem

FIRST_YEAR, LAST_YEAR = 1900, 2100
_EXCEL_EPOCH = datetime.date(1899, 12, 30)
_SERIALS = range(10_000, 73_416)
"""Days since the epoch that a bare number may mean: 1927 to 2100."""

_DAY = re.compile(r"(\d{4}|\d\d)[-/.年,、](\d{1,2})[-/.月,、](\d{1,2})(?:日|号)?")
_MONTH = re.compile(r"(\d{4}|\d\d年)[-/.年]?(\d{1,2})月?份?")
_YEAR = re.compile(r"(\d{4})年?度?")
_DAY_OF_YEAR = re.compile(r"(\d{1,2})[-/.月](\d{1,2})(?:日|号)?")
_MONTH_OF_YEAR = re.compile(r"(\d{1,2})月份?")
_TIME = re.compile(r"(?<=\d|日|号)[ t]?\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$|(?<=日|号)\d{1,2}[时点]\d*分?$")
_BRACKETS = re.compile(r"[(（【\[].*?[)）】\]]|(?:星期|周)[一二三四五六日天]$")
_TAIL = re.compile(r"(?:之?前完成|之?前|以前|完成|截止|为止|止|底|末|起|开始|左右)+$|[.。,，;；]+$")
_PARTS_OF_YEAR = {"上半年": (1, 6), "下半年": (7, 12), "全年": (1, 12), "年内": (1, 12), "年": (1, 12)}
_PART_OF_YEAR = re.compile(r"(?:(\d{4})年?度?)?(?:第?([1-4])季度?|(上半年|下半年|全年|年内|年))")


def parse_date(value: CellValue, hint: Hint = NO_HINT) -> Parsed:
    """A day. Of a month or year alone the first day, with a warning."""
    return _parse(value, hint, last=False)


def parse_deadline(value: CellValue, hint: Hint = NO_HINT) -> Parsed:
    """A day by which something is due. Of a month, quarter or year alone, and of a span, the last day."""
    return _parse(value, hint, last=True)


def _parse(value: CellValue, hint: Hint, *, last: bool) -> Parsed:
    if value is None or is_blank(value):
        return Parsed(None)
    if isinstance(value, datetime.date):
        moment = value.date() if isinstance(value, datetime.datetime) else value
        return Parsed(_day(moment.year, moment.month, moment.day, value))
    if isinstance(value, (bool, datetime.time, datetime.timedelta)):
        raise CellProblem("不是日期")
    if isinstance(value, (int, float)):
        return _from_number(value, last=last)
    return _from_text(value, hint, last=last)


def _from_number(number: int | float, *, last: bool) -> Parsed:
    if not math.isfinite(number) or not 0 < number < 10**8:
        raise CellProblem("不是日期")
    whole = int(number)
    if FIRST_YEAR <= whole <= LAST_YEAR:
        return _from_year_and_decimals(number, last=last)
    if whole in _SERIALS:
        return Parsed(_EXCEL_EPOCH + datetime.timedelta(days=whole))
    digits = str(whole)
    if len(digits) == 8:
        return Parsed(_day(int(digits[:4]), int(digits[4:6]), int(digits[6:]), digits))
    if len(digits) == 6 and FIRST_YEAR <= int(digits[:4]) <= LAST_YEAR:
        return _month(int(digits[:4]), int(digits[4:]), digits, last=last)
    raise CellProblem("不是日期")


def _from_year_and_decimals(number: int | float, *, last: bool) -> Parsed:
    """2026.12 typed as a number; 2026.1 may have been 2026.10, Excel drops the zero."""
    year, _, decimals = repr(number).partition(".")
    if decimals in {"", "0"}:
        return _year(int(year), last=last)
    parsed = _month(int(year), int(decimals) if len(decimals) <= 2 else 0, number, last=last)
    if decimals == "1":
        return Parsed(parsed.value, "Excel 会把 2026.10 存成 2026.1，无法分辨 1 月还是 10 月，请核对")
    return parsed


def _from_text(value: str, hint: Hint, *, last: bool) -> Parsed:
    text = _tidy(value)
    if text.isdecimal() and len(text) < 9:
        return _from_number(int(text), last=last)
    parsed = _whole_day(text, value) or _part(text, hint, value, last=last)
    if parsed is None and last:
        parsed = _end_of_span(text, hint)
    if parsed is None:
        raise CellProblem("看不出是哪一天，请写成 2026-12-31 的样子")
    return parsed


def _tidy(value: str) -> str:
    text = _TIME.sub("", " ".join(plain_text(value).replace("：", ":").lower().split()))
    text = re.sub(r"(?<=\d) (?=\d)", "/", text)
    text = arabic(_BRACKETS.sub("", compact(text)))
    return _TAIL.sub("", _TAIL.sub("", text)) or text


def _whole_day(text: str, value: object) -> Parsed | None:
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    year, month, day = found.groups()
    on = _day(_full_year(year), int(month), int(day), value)
    return Parsed(on, f"年份只写了两位，按 {on.year} 年计" if len(year) == 2 else "")


def _part(text: str, hint: Hint, value: object, *, last: bool) -> Parsed | None:
    """A year, month, quarter or a day without its year."""
    if found := _MONTH.fullmatch(text):
        return _month(_full_year(found[1].rstrip("年")), int(found[2]), value, last=last)
    if found := _YEAR.fullmatch(text):
        return _year(int(found[1]), last=last)
    if found := _PART_OF_YEAR.fullmatch(text):
        return _part_of_year(found, hint, last=last)
    if hint.year is None:
        return None
    if found := _DAY_OF_YEAR.fullmatch(text):
        return Parsed(
            _day(hint.year, int(found[1]), int(found[2]), value), f"没有写年份，按 {hint.year} 年计"
        )
    if found := _MONTH_OF_YEAR.fullmatch(text):
        return _month(hint.year, int(found[1]), value, last=last)
    return None


def _part_of_year(found: re.Match[str], hint: Hint, *, last: bool) -> Parsed | None:
    year = int(found[1]) if found[1] else hint.year
    if year is None:
        return None
    quarter = int(found[2] or 0)
    first, final = (quarter * 3 - 2, quarter * 3) if quarter else _PARTS_OF_YEAR[found[3]]
    return _month(year, final if last else first, found[0], last=last)


def _end_of_span(text: str, hint: Hint) -> Parsed | None:
    """The right-hand side of 2025.1-2027.12, 3月至11月; a missing year is taken from the left."""
    for sign in ("至", "到", "~", "—", "–", "-"):
        left, found, right = text.rpartition(sign)
        if not (found and left and right):
            continue
        year = re.match(r"(\d{4})\D", left)
        hint = Hint(year=int(year[1]) if year else hint.year)
        right = _TAIL.sub("", right)
        parsed = _whole_day(right, text) or _part(right, hint, text, last=True)
        return parsed and Parsed(parsed.value, f"写的是一段时间，按最后一天 {parsed.value} 计")
    return None


def _month(year: int, month: int, value: object, *, last: bool) -> Parsed:
    on = _day(year, month, 1, value)
    if last:
        on = on.replace(day=calendar.monthrange(year, month)[1])
    return Parsed(on, f"没有写到日，按 {on} 计")


def _year(year: int, *, last: bool) -> Parsed:
    on = _day(year, 12, 31, year) if last else _day(year, 1, 1, year)
    return Parsed(on, f"只写了年份，按 {on} 计")


def _full_year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return (2000 if int(digits) < 70 else 1900) + int(digits)


def _day(year: int, month: int, day: int, value: object) -> datetime.date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CellProblem(f"年份 {year} 不对，应在 {FIRST_YEAR} 至 {LAST_YEAR} 之间")
    try:
        return datetime.date(year, month, day)
    except ValueError as error:
        raise CellProblem(f"没有这一天：{year}年{month}月{day}日") from error
