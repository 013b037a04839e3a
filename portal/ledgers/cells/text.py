"""Text as people type it into cells: full-width digits, stray spaces, line breaks, marks for "nothing"."""

import datetime
import re
import unicodedata
from functools import lru_cache

from portal.ledgers.cells.base import NO_HINT, CellValue, Hint, Parsed
from portal.ledgers.problems import CellProblem

_BLANKS = frozenset(
    ["", "/", "//", "\\", "-", "--", "---", "—", "——", "–", "一一", "无", "暂无", "没有", "n/a", "#n/a"]
)
_LONGEST_BLANK = 12
_YES = frozenset(["是", "有", "对", "√", "✓", "✔", "☑", "y", "yes", "true", "1", "需要", "可以"])
_NO = frozenset(["否", "不是", "没有", "无", "×", "✗", "✘", "x", "n", "no", "false", "0", "不需要", "不可以"])

_FULL_WIDTH = {
    code: code - 0xFEE0
    for first, last in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ"))
    for code in range(ord(first), ord(last) + 1)
}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]|[\ud800-\udfff]|_x000D_")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CHINESE_GAP = re.compile(r"(?<=[\u3400-\u9fff·])\s+(?=[\u3400-\u9fff·])")


def plain_text(value: CellValue) -> str:
    """Any value as one line of text; digits and Latin letters half-width, Chinese punctuation as it was."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    text = _INVISIBLE.sub("", str(value)).translate(_FULL_WIDTH)
    return " ".join(_CONTROL.sub(" ", text).split())


def compact(value: CellValue) -> str:
    """For reading, not for keeping: NFKC, lower case, without any space."""
    return "".join(unicodedata.normalize("NFKC", plain_text(value)).lower().split())


def is_blank(value: CellValue) -> bool:
    """Nothing, or one of the marks people put where there is nothing: / — 无."""
    if value is None or value == "":
        return True
    return isinstance(value, str) and len(value) <= _LONGEST_BLANK and _is_blank_word(value)


@lru_cache(maxsize=8192)
def _is_blank_word(text: str) -> bool:
    return compact(text) in _BLANKS


def parse_text(value: CellValue, hint: Hint = NO_HINT) -> Parsed:
    """Text of any length."""
    return Parsed(None if is_blank(value) else plain_text(value) or None)


def parse_name(value: CellValue, hint: Hint = NO_HINT) -> Parsed:
    """A name: like text, but spaces between Chinese characters are padding (张　三) and go."""
    text = parse_text(value).value
    return Parsed(text and _CHINESE_GAP.sub("", text))


def parse_yes_no(value: CellValue, hint: Hint = NO_HINT) -> Parsed:
    """是 / 否 and the ticks people use."""
    word = compact(value)
    if word in _YES:
        return Parsed(True)
    if word in _NO:
        return Parsed(False)
    if is_blank(value):
        return Parsed(None)
    raise CellProblem("请填“是”或“否”")
