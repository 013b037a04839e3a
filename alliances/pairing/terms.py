"""How long a pairing lasts, as offices write it: 2025.1-2027.12, 三年, 2024年9月至2026年8月, 长期. Pure."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from alliances.pairing.planning import last_day_of_term
from portal.ledgers.cells.numerals import arabic
from portal.ledgers.cells.text import compact

YEARS = range(1990, 2101)
LONGEST = 120
"""Months. 长期 is written down as this, so that somebody looks at it again."""

_WHOLE = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})[日号]?")
_MONTH = re.compile(r"(\d{4})[-./年](\d{1,2})月?份?")
_YEAR = re.compile(r"(\d{4})年?度?")
_LATER = re.compile(r"(?:(\d{1,2})[月.])?(\d{1,2})[月日号]?")
_STRONG = re.compile(r"至|到|~|～|—+|–|--")
_EDGE = re.compile(r"^(?:自|从|由|期限|有效期|为期|为|[:：])+|(?:为?止|截止|为期|有效)+$")
_LENGTH = re.compile(r"(?:(\d{1,3})年(半)?|(半)年|(\d{1,3})个?月)(?:期|整|有效|制)?")
_START = re.compile(r"(.+?)(?:起|开始)(?:[,，])?(.*)")
_END = re.compile(r"(?:至|到|截至|截止到?)?(.+?)(?:底|末|之?前|为?止|到期|截止)*")
_ALWAYS = ("长期", "长期有效", "长期结对", "永久", "无固定期限", "不限", "不定期")
_BRACKETS = re.compile(r"[(（](.*?)[)）]")

Days = tuple[dt.date, dt.date]
"""The first and the last day of what is written: a month has thirty of them, a day is its own last."""


@dataclass(frozen=True, slots=True)
class Term:
    """What is written: a first day, a last day, a length in months; each only where it is said."""

    from_on: dt.date | None = None
    until_on: dt.date | None = None
    months: int | None = None

    def span(self, begins: dt.date, months: int) -> tuple[dt.date, dt.date]:
        """From when to when, where `begins` and `months` stand for what is not said. May be reversed."""
        first = self.from_on or begins
        return first, self.until_on or last_day_of_term(first, self.months or months)


def read_term(text: str) -> Term | None:
    """None for what nobody can read. `months` is 1 to LONGEST; a span ends no earlier than it begins."""
    plain = compact(text)
    inside = "".join(_BRACKETS.findall(plain))
    for part in (inside, _BRACKETS.sub("", plain)):
        found = _read(part) if part else None
        if found is not None:
            return found
    return None


def _read(plain: str) -> Term | None:
    if plain in _ALWAYS:
        return Term(months=LONGEST)
    text = _EDGE.sub("", arabic(plain))
    return _span(text) or _length(text) or _begun(text) or _one(text, plain)


def _span(text: str) -> Term | None:
    """Two ends; the later may leave out its year: 2025年3月-12月."""
    text = text.replace("起", "") if _STRONG.search(text) else text
    for cut in [*_STRONG.finditer(text), *re.finditer("-", text)]:
        first, last = _days(text[: cut.start()]), None
        if first is not None and not _WHOLE.fullmatch(text):
            last = _days(text[cut.end() :]) or _days_of_year(first[0].year, text[cut.end() :])
        if first is not None and last is not None and first[0] <= last[1]:
            whole_month = _MONTH.fullmatch(text) and cut.group() == "-"
            return None if whole_month else Term(first[0], last[1])
    return None


def _length(text: str) -> Term | None:
    months = _months(text)
    return Term(months=months) if months else None


def _begun(text: str) -> Term | None:
    """2025年7月起三年, or 2025年7月起."""
    found = _START.fullmatch(text)
    first = _days(found[1]) if found else None
    if found is None or first is None:
        return None
    months = _months(found[2])
    return Term(first[0], months=months) if months or not found[2] else None


def _one(text: str, plain: str) -> Term | None:
    """A year is all of it; a month or a day alone is the last."""
    if _YEAR.fullmatch(text) and plain == compact(text):
        days = _days(text)
        return Term(*days) if days else None
    found = _END.fullmatch(text)
    days = _days(found[1]) if found else None
    return Term(until_on=days[1]) if days else None


def _months(text: str) -> int | None:
    found = _LENGTH.fullmatch(text)
    if found is None:
        return None
    years, half, only_half, months = found.groups()
    total = int(years or 0) * 12 + (6 if half or only_half else 0) + int(months or 0)
    return total if 1 <= total <= LONGEST else None


def _days(text: str) -> Days | None:
    if found := _WHOLE.fullmatch(text):
        year, month, day = found.group(1, 3, 4) if found[1] else found.group(5, 6, 7)
        return _period(int(year), int(month), int(day))
    if found := _MONTH.fullmatch(text):
        return _period(int(found[1]), int(found[2]))
    if found := _YEAR.fullmatch(text):
        return _period(int(found[1]))
    return None


def _days_of_year(year: int, text: str) -> Days | None:
    found = _LATER.fullmatch(text)
    if found is None:
        return None
    return _period(year, int(found[1]), int(found[2])) if found[1] else _period(year, int(found[2]))


def _period(year: int, month: int | None = None, day: int | None = None) -> Days | None:
    """None for a day there is not."""
    if year not in YEARS:
        return None
    if month is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return dt.date(year, month, 1), dt.date(year, month, last)
    return (dt.date(year, month, day),) * 2 if 1 <= day <= last else None


def term_words(from_on: dt.date, until_on: dt.date) -> str:
    """A term as a ledger says it: read again, it gives the same days."""
    return f"{from_on:%Y-%m-%d}至{until_on:%Y-%m-%d}"
