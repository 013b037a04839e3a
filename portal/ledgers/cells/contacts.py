"""Telephone numbers and the unified social credit code (统一社会信用代码, GB 32100-2015)."""

import re
from typing import NamedTuple

from portal.ledgers.cells.base import NO_HINT, CellValue, Hint, Parsed
from portal.ledgers.cells.text import compact, is_blank, parse_name, plain_text
from portal.ledgers.problems import CellProblem

_SEPARATOR = re.compile(r"[/、,，;；|]|或")
_LANDLINE = re.compile(r"\(?(0(?:10|2\d|[3-9]\d{2}))\)?-?([2-9]\d{6,7})(?:(?:-|转|分机)(\d{1,6}))?")
_LOCAL = re.compile(r"([2-9]\d{6,7})(?:(?:-|转|分机)(\d{1,6}))?")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_SERVICE = re.compile(r"[48]00-?\d{3}-?\d{4}|9\d{4,7}|1[02]\d{3}|1[12]\d")

_CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_LENGTH = 18


class Contact(NamedTuple):
    """A person and a number out of one cell; either may be None."""

    name: str | None
    phone: str | None


def parse_contact(value: CellValue, hint: Hint = NO_HINT) -> Parsed:
    """张三 13900001111, 张三（021-57311540）: name and number written together."""
    if is_blank(value):
        return Parsed(None)
    text = plain_text(value)
    number = re.search(r"[+(（\d][\d\-—（）()+ ]{5,}", text)
    if number is None:
        return Parsed(Contact(parse_name(text).value, None), "没有写电话")
    phone = parse_phone(number.group().strip(" -—（()）"))
    name = re.sub(r"[:：()（）/、,，;；]|电话|手机", " ", text[: number.start()] + text[number.end() :])
    return Parsed(Contact(parse_name(name).value, phone.value), phone.warning)


def parse_phone(value: CellValue, hint: Hint = NO_HINT) -> Parsed:
    """One number as text: mobiles as 11 digits, landlines as 021-57311540, extensions as -801."""
    if is_blank(value):
        return Parsed(None)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise CellProblem("不是电话号码")
    text = compact(value).replace("—", "-").replace("–", "-")
    numbers = [part for part in _SEPARATOR.split(text) if part]
    first = _number(numbers[0]) if numbers else None
    if first is None:
        raise CellProblem(_phone_reason(text))
    return Parsed(first, f"写了 {len(numbers)} 个号码，只取第一个" if len(numbers) > 1 else "")


def parse_credit_code(value: CellValue, hint: Hint = NO_HINT) -> Parsed:
    """Eighteen characters whose last one checks the others; any first character and class is accepted."""
    if is_blank(value):
        return Parsed(None)
    if isinstance(value, float):
        raise CellProblem("被 Excel 当成数字存储，后几位已丢失，请把单元格设为文本后重填")
    code = re.sub(r"[-.·'’]", "", compact(value)).upper()
    if len(code) != _CODE_LENGTH:
        raise CellProblem(f"统一社会信用代码应为 18 位，这里是 {len(code)} 位")
    strange = [character for character in code if character not in _CODE_CHARACTERS]
    if strange:
        raise CellProblem(f"统一社会信用代码里不应有“{strange[0]}”（不用字母 I、O、S、V、Z）")
    if check_character(code) != code[-1]:
        raise CellProblem("统一社会信用代码的校验位不对，请核对有没有抄错")
    return Parsed(code)


def check_character(code: str) -> str:
    """The 18th character that belongs to the first 17: (31 - sum of value by 3^i mod 31) mod 31."""
    total = sum(
        _CODE_CHARACTERS.index(character) * pow(3, place, 31) for place, character in enumerate(code[:17])
    )
    return _CODE_CHARACTERS[-total % 31]


def _number(text: str) -> str | None:
    digits = re.sub(r"^(?:\+|00)?86-?(?=1|0)", "", re.sub(r"^(?:电话|手机|tel)[::]?", "", text))
    mobile = re.sub(r"[-.()]", "", digits)
    if _MOBILE.fullmatch(mobile):
        return mobile
    if found := _LANDLINE.fullmatch(digits):
        return "-".join(part for part in found.groups() if part)
    if found := _LOCAL.fullmatch(digits):
        return "-".join(part for part in found.groups() if part)
    return digits if _SERVICE.fullmatch(digits) else None


def _phone_reason(text: str) -> str:
    if re.fullmatch(r"\d(\.\d+)?e\+?\d+", text):
        return "电话被 Excel 显示成科学计数，已丢失几位，请把单元格设为文本后重填"
    digits = re.sub(r"[-+() ]", "", text)
    if not digits.isdecimal():
        return "电话里有不是数字的字符"
    if digits.startswith("1"):
        return f"手机号应为 11 位，这里是 {len(digits)} 位" if len(digits) != 11 else "不是有效的手机号"
    return "不是有效的电话号码，固定电话请写成 021-57311540"
