"""Whole numbers, capacities, money and days of notice."""

from decimal import ROUND_HALF_UP, Decimal

from portal.ledgers.cells.base import NO_HINT, CellValue, Hint, Parsed
from portal.ledgers.cells.numerals import Amount, read_amount, read_range
from portal.ledgers.cells.text import compact, is_blank
from portal.ledgers.problems import CellProblem

LARGEST_WHOLE = 2_147_483_647
LARGEST_MONEY = Decimal("999999999999.99")
ODD_MONEY = 100_000_000
"""Yuan; above this a column headed 万元 was probably filled in in yuan."""

_NO_LIMIT = frozenset(
    [
        "不限",
        "不限制",
        "无限制",
        "无限",
        "不限家数",
        "不限数量",
        "不限名额",
        "不限人数",
        "不限量",
        "不设上限",
        "无上限",
        "无上限制",
        "没有限制",
        "均可",
        "不限次数",
    ]
)
_SEVERAL = frozenset(["若干", "若干家", "多家", "多个", "数家"])
_EXCLUSIVE = frozenset(["独家", "独家认领", "唯一", "仅限一家", "单家"])
_FREE = frozenset(["免费", "公益", "无偿", "不收费", "无需资金", "零"])
_AT_ONCE = frozenset(
    ["随时", "当天", "当日", "即时", "无需", "不需要", "无需预约", "不用预约", "无需提前", "随到随用"]
)
_DAYS = {"": 1, "天": 1, "日": 1, "个工作日": 1, "工作日": 1, "个自然日": 1, "周": 7, "个星期": 7, "星期": 7}
_DAYS |= {"个月": 30, "月": 30, "礼拜": 7, "个礼拜": 7}
_MONEY_UNITS = frozenset(["", "元", "圆", "块", "人民币", "元整", "元人民币", "rmb", "元年", "元每年"])


def parse_whole(value: CellValue, hint: Hint = NO_HINT) -> Parsed:
    """A count from 0 on; whatever unit follows the number is dropped (约200人, 300余户)."""
    if is_blank(value):
        return Parsed(None)
    amount = _one_number(value)
    number = _whole(amount)
    return Parsed(number, "" if amount.exact else f"写的是大约数，按 {number} 计")


def parse_capacity(value: CellValue, hint: Hint = NO_HINT) -> Parsed:
    """How many may claim: from 1 on; None, said by 不限, is no limit. Blank is for the column's default."""
    word = compact(value).strip("。.")
    if word in _NO_LIMIT:
        return Parsed(None)
    if word in _SEVERAL:
        return Parsed(None, "没有写明家数，按不限计")
    if word in _EXCLUSIVE:
        return Parsed(1)
    limits = read_range(value)
    if limits:
        return Parsed(_at_least_one(_whole(Amount(max(limits[:2]), "", True))), "写的是一个范围，按上限计")
    parsed = parse_whole(value)
    return parsed if parsed.value is None else Parsed(_at_least_one(parsed.value), parsed.warning)


def parse_money(value: CellValue, hint: Hint = NO_HINT) -> Parsed:
    """Yuan as Decimal with two places. A bare number counts in 万元 where the header says so."""
    if is_blank(value):
        return Parsed(None)
    if compact(value) in _FREE:
        return Parsed(Decimal("0.00"))
    if read_range(value):
        raise CellProblem("写的是一个范围，请填一个确定的金额")
    amount = _one_number(_without_currency(value), "金额")
    if amount.unit not in _MONEY_UNITS:
        raise CellProblem("看不出金额，请填数字，如 12000 或 1.2万元")
    in_tens_of_thousands = "万" in hint.note and not amount.unit and not _names_scale(value)
    yuan = (amount.number * (10_000 if in_tens_of_thousands else 1)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if not 0 <= yuan <= LARGEST_MONEY:
        raise CellProblem("金额不能小于 0，也不能大于一万亿元")
    if in_tens_of_thousands and yuan > ODD_MONEY:
        return Parsed(yuan, f"表头写的单位是万元，按 {yuan:,.0f} 元计，请核对")
    return Parsed(yuan, "" if amount.exact else f"写的是大约数，按 {yuan:,.2f} 元计")


def parse_notice_days(value: CellValue, hint: Hint = NO_HINT) -> Parsed:
    """Days of notice: 3, 提前3天, 一周, 24小时. Working days count as days, with a warning."""
    word = compact(value)
    for filler in ("需", "请", "至少", "提前", "预约", "之前", "前", "以上", "左右", "内"):
        word = word.replace(filler, "") if word not in _AT_ONCE else word
    if word in _AT_ONCE:
        return Parsed(0)
    if is_blank(value):
        return Parsed(None)
    if word in {"半个月", "半月"}:
        return Parsed(15, "按 15 天计")
    amount = _one_number(value if isinstance(value, (int, float)) else word, "提前天数")
    if amount.unit in {"小时", "个小时"}:
        return Parsed(-(-_whole(amount) // 24), "按天数向上取整")
    if amount.unit not in _DAYS:
        raise CellProblem("看不出提前几天，请填数字，如 3 或“提前3天”")
    days = _whole(amount._replace(number=amount.number * _DAYS[amount.unit]))
    return Parsed(days, "按自然日计" if "工作日" in amount.unit else "")


def _one_number(value: CellValue, what: str = "数字") -> Amount:
    amount = read_amount(value)
    if amount is not None:
        return amount
    if read_range(value):
        raise CellProblem("写的是一个范围，请填一个确定的数字")
    raise CellProblem(f"看不出{what}，请填阿拉伯数字")


def _whole(amount: Amount) -> int:
    if amount.number != amount.number.to_integral_value():
        raise CellProblem("应当是整数")
    if not 0 <= amount.number <= LARGEST_WHOLE:
        raise CellProblem("数字不能小于 0，也不能过大")
    return int(amount.number)


def _at_least_one(number: int) -> int:
    if number < 1:
        raise CellProblem("至少应为 1；不限制请填“不限”")
    return number


def _without_currency(value: CellValue) -> CellValue:
    if not isinstance(value, str):
        return value
    return compact(value).removeprefix("人民币").removeprefix("rmb").replace("/年", "").removesuffix("整")


def _names_scale(value: CellValue) -> bool:
    return isinstance(value, str) and any(scale in compact(value) for scale in "百千万亿w")
