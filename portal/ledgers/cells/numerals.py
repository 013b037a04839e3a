"""Numbers inside text: 3,000 · 3.5万 · 约200人 · 三家 · １０."""

import re
from decimal import Decimal
from typing import NamedTuple

from portal.ledgers.cells.base import CellValue
from portal.ledgers.cells.text import compact

_DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_CHINESE = re.compile(r"[〇○零一二三四五六七八九十百千两]+")
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "w": 10_000, "亿": 100_000_000}

_ABOUT_BEFORE = "大约|约为|约|近|将近|不少于|不低于|至少|超过|不超过|最多|可达|≥|>=|>|≤|<="
_ABOUT_AFTER = "左右|上下|以上|以内|以下"
_AMOUNT = re.compile(
    rf"(?P<about>{_ABOUT_BEFORE})?[¥$]?(?P<number>-?\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|-?\d{{1,15}}(?:\.\d{{1,15}})?)"
    rf"(?P<scale>[百千万亿w])?(?P<more>[余多来几+])?(?P<unit>[^\d\W]{{0,6}}?)(?P<after>{_ABOUT_AFTER})?"
)
_RANGE = re.compile(r"(\d+(?:\.\d+)?)\D{0,3}[-~—–至到](\d+(?:\.\d+)?)(\D*)")


class Amount(NamedTuple):
    """One number as written. `exact` is False for 约, 余, 左右 and the like."""

    number: Decimal
    unit: str
    exact: bool


def arabic(text: str) -> str:
    """Chinese numerals in `text` as digits: 十二月 → 12月, 二〇二六 → 2026, 三家 → 3家."""
    return _CHINESE.sub(lambda found: _value(found.group()), text)


def read_amount(value: CellValue) -> Amount | None:
    """The number a whole cell states, with its unit; None when it states no single number."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Amount(Decimal(repr(value)), "", True) if abs(value) < 1e15 else None
    text = compact(value)
    found = _AMOUNT.fullmatch(text) or _AMOUNT.fullmatch(arabic(text))
    if found is None:
        return None
    number = Decimal(found["number"].replace(",", "")) * _SCALES[found["scale"] or ""]
    return Amount(number, found["unit"], not (found["about"] or found["more"] or found["after"]))


def read_range(value: CellValue) -> tuple[Decimal, Decimal, str] | None:
    """Both ends of 30-50人 and its unit, or None."""
    found = _RANGE.fullmatch(compact(value)) if isinstance(value, str) else None
    return (Decimal(found[1]), Decimal(found[2]), found[3]) if found else None


def _value(run: str) -> str:
    if not any(character in _TENS for character in run):
        return "".join(str(_DIGITS[character]) for character in run)
    total, digit = 0, None
    for character in run:
        if character in _TENS:
            total += (1 if digit is None else digit) * _TENS[character]
            digit = None
        else:
            digit = _DIGITS[character]
    return str(total + (digit or 0))
