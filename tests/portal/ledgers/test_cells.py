"""What the parsers say of a cell that cannot be used."""

import datetime

import pytest

from portal.ledgers import cells
from portal.ledgers.cells import Hint
from portal.ledgers.problems import CellProblem


@pytest.mark.parametrize(
    ("parse", "value", "reason"),
    [
        (cells.parse_date, "2026年2月30日", "没有这一天：2026年2月30日"),
        (cells.parse_date, "2月30日", "看不出是哪一天，请写成 2026-12-31 的样子"),
        (cells.parse_date, "待定", "看不出是哪一天，请写成 2026-12-31 的样子"),
        (cells.parse_date, "1/2/2024", "看不出是哪一天，请写成 2026-12-31 的样子"),
        (cells.parse_date, "1024年1月1日", "年份 1024 不对，应在 1900 至 2100 之间"),
        (cells.parse_date, True, "不是日期"),
        (cells.parse_date, datetime.time(9, 30), "不是日期"),
        (cells.parse_date, float("nan"), "不是日期"),
        (cells.parse_whole, "-3", "数字不能小于 0，也不能过大"),
        (cells.parse_whole, "3.5", "应当是整数"),
        (cells.parse_whole, "许多", "看不出数字，请填阿拉伯数字"),
        (cells.parse_whole, "30-50人", "写的是一个范围，请填一个确定的数字"),
        (cells.parse_capacity, "0", "至少应为 1；不限制请填“不限”"),
        (cells.parse_money, "面议", "看不出金额，请填阿拉伯数字"),
        (cells.parse_money, "5000人", "看不出金额，请填数字，如 12000 或 1.2万元"),
        (cells.parse_money, "5000-8000元", "写的是一个范围，请填一个确定的金额"),
        (cells.parse_money, -5, "金额不能小于 0，也不能大于一万亿元"),
        (cells.parse_frequency, "每周三下午", "看不出容量或频次，请写成“2次/月”“12场/年”、一个数字或“不限”"),
        (cells.parse_frequency, "0次/月", "次数至少应为 1"),
        (cells.parse_notice_days, "电话预约", "看不出提前天数，请填阿拉伯数字"),
        (cells.parse_notice_days, "3人", "看不出提前几天，请填数字，如 3 或“提前3天”"),
        (cells.parse_phone, "1390000991", "手机号应为 11 位，这里是 10 位"),
        (cells.parse_phone, "12900009917", "不是有效的手机号"),
        (cells.parse_phone, "13900O09917", "电话里有不是数字的字符"),
        (cells.parse_phone, "1.39E+10", "电话被 Excel 显示成科学计数，已丢失几位，请把单元格设为文本后重填"),
        (cells.parse_phone, "0215731", "不是有效的电话号码，固定电话请写成 021-57311540"),
        (cells.parse_phone, datetime.date(2024, 1, 1), "不是电话号码"),
        (cells.parse_credit_code, "11310116699259867", "统一社会信用代码应为 18 位，这里是 17 位"),
        (cells.parse_credit_code, "113101166992598675", "统一社会信用代码的校验位不对，请核对有没有抄错"),
        (
            cells.parse_credit_code,
            "11310116699259867O",
            "统一社会信用代码里不应有“O”（不用字母 I、O、S、V、Z）",
        ),
        (cells.parse_credit_code, 1.131e17, "被 Excel 当成数字存储，后几位已丢失，请把单元格设为文本后重填"),
        (cells.parse_yes_no, "也许", "请填“是”或“否”"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_reason(parse, value, reason):
    with pytest.raises(CellProblem) as problem:
        parse(value, Hint())
    assert problem.value.reason == reason
