"""Targets out of a sentence: 活动不少于12次，受益50人 → 活动 12 次, 受益 50 人."""

import re
from decimal import Decimal
from typing import NamedTuple

from portal.ledgers.cells.base import NO_HINT, CellValue, Hint, Parsed
from portal.ledgers.cells.text import is_blank, plain_text

_CLAUSES = re.compile(r"[，,；;。、\n！!]|(?:\s*\d+[)）.、](?=\D))")
_UNITS = (
    "人次|户次|人|平方米|平方公里|公里|千米|米|㎡|小时|学时|课时|场次|场|次|盏|户|家|个|件|本|元|套|项|期|份|台|处|名|位|条|"
    "批|堂|节|支|幅|棵|株|吨|公斤|辆|根|块|座|间|张|篇|对|组|幢|栋|楼|箱|袋|瓶|盆|册|天|%|％"
)
_QUANTITY = re.compile(
    rf"(?P<before>[^\d]*?)(?P<number>\d{{1,12}}(?:,\d{{3}})*(?:\.\d{{1,4}})?)(?P<scale>[百千万亿]?)"
    rf"(?P<more>[余多+]?)(?P<unit>{_UNITS})?(?P<after>[^\d]*)"
)
_DATE = re.compile(
    r"(?:于|在)?(?:\d{1,4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月(?:\d{1,2}日)?|\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?)底?(?:之?前|以前)?"
)
_FILLERS = re.compile(
    r"不少于|不低于|不小于|达到|至少|超过|大约|约|累计|共计|总计|共|≥|>=|>|以上|左右|[:：()（）\s]|(?<![惠普])及$|为$"
)
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


class Quantity(NamedTuple):
    """One number a project wants to reach; `measure` says of what and may be empty."""

    measure: str
    quantity: Decimal
    unit: str


def parse_targets(value: CellValue, hint: Hint = NO_HINT) -> Parsed:
    """All quantities of a text, in order, as a tuple; an empty one where the text has none."""
    if is_blank(value):
        return Parsed(())
    clauses = _CLAUSES.split(_DATE.sub("", _without_grouping(plain_text(value))))
    return Parsed(tuple(found for clause in clauses for found in _quantities(clause)))


def _without_grouping(text: str) -> str:
    """3,000 as 3000, before commas part the clauses."""
    return re.sub(r"(?<=\d)[,，](?=\d{3}(?!\d))", "", text)


def _quantities(clause: str) -> list[Quantity]:
    found = []
    for match in _QUANTITY.finditer(clause):
        measure = _FILLERS.sub("", match["before"]) or _FILLERS.sub("", match["after"])
        unit = (match["unit"] or "").replace("％", "%")
        found.append(Quantity(measure[:40], Decimal(match["number"]) * _SCALES[match["scale"]], unit))
    return found
