"""What the parsers make of cells, by example and by property."""

import datetime
from decimal import Decimal

import pytest

from portal.ledgers import cells
from portal.ledgers.cells import Contact, Frequency, Hint, Parsed, Quantity
from portal.ledgers.cells.contacts import check_character
from portal.ledgers.problems import CellProblem

D = datetime.date
MIDNIGHT = datetime.datetime.combine(D(2024, 6, 6), datetime.time())
YEAR = Hint(year=2026)

DATES = [
    (MIDNIGHT, D(2024, 6, 6)),
    (D(2024, 6, 6), D(2024, 6, 6)),
    ("2024/6/6", D(2024, 6, 6)),
    ("2004-05-08", D(2004, 5, 8)),
    ("2007年1月13日", D(2007, 1, 13)),
    ("2012.6.23", D(2012, 6, 23)),
    ("2012.06.23.", D(2012, 6, 23)),
    ("20120623", D(2012, 6, 23)),
    (20120623.0, D(2012, 6, 23)),
    (45449.0, D(2024, 6, 6)),
    ("45449", D(2024, 6, 6)),
    ("２０２４年６月６日", D(2024, 6, 6)),
    ("二〇二六年一月十五日", D(2026, 1, 15)),
    ("2024 6 6", D(2024, 6, 6)),
    ("2024-06-06 18:00:00", D(2024, 6, 6)),
    ("2024年6月6日（星期四）", D(2024, 6, 6)),
    ("2024年6月6日前", D(2024, 6, 6)),
]


@pytest.mark.parametrize(("value", "day"), DATES)
def test_a_date_is_read_in_many_styles(value, day):
    assert cells.parse_date(value) == Parsed(day)


@pytest.mark.parametrize(
    ("value", "day", "warning"),
    [
        ("2024年6月", D(2024, 6, 1), "没有写到日，按 2024-06-01 计"),
        ("202406", D(2024, 6, 1), "没有写到日，按 2024-06-01 计"),
        ("2009年", D(2009, 1, 1), "只写了年份，按 2009-01-01 计"),
        ("24.6.6", D(2024, 6, 6), "年份只写了两位，按 2024 年计"),
        ("6月30日", D(2026, 6, 30), "没有写年份，按 2026 年计"),
        (2026.12, D(2026, 12, 1), "没有写到日，按 2026-12-01 计"),
        (2026.1, D(2026, 1, 1), "Excel 会把 2026.10 存成 2026.1，无法分辨 1 月还是 10 月，请核对"),
    ],
)
def test_half_a_date_is_completed_with_a_warning(value, day, warning):
    assert cells.parse_date(value, YEAR) == Parsed(day, warning)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026年12月", D(2026, 12, 31)),
        ("2026年2月底前", D(2026, 2, 28)),
        ("12月底前", D(2026, 12, 31)),
        ("年底前", D(2026, 12, 31)),
        ("2026年", D(2026, 12, 31)),
        ("2026年上半年", D(2026, 6, 30)),
        ("第三季度", D(2026, 9, 30)),
        ("2025.1-2027.12", D(2027, 12, 31)),
        ("3月至11月", D(2026, 11, 30)),
        ("2027年3月-11月", D(2027, 11, 30)),
        ("2026/1/1-2026/6/30", D(2026, 6, 30)),
    ],
)
def test_a_deadline_is_the_last_day_of_what_is_written(value, day):
    parsed = cells.parse_deadline(value, YEAR)
    assert parsed.value == day
    assert parsed.warning


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
        (cells.parse_phone, D(2024, 1, 1), "不是电话号码"),
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


@pytest.mark.parametrize(
    ("value", "number", "exact"),
    [
        ("１０", 10, True),
        ("1家", 1, True),
        ("约200人", 200, False),
        ("300余户", 300, False),
        (35.0, 35, True),
        ("3,000", 3000, True),
        ("三百", 300, True),
        ("十二", 12, True),
        ("1.2万人", 12000, True),
        ("0", 0, True),
    ],
)
def test_a_whole_number_is_read_whatever_stands_around_it(value, number, exact):
    assert cells.parse_whole(value) == Parsed(number, "" if exact else f"写的是大约数，按 {number} 计")


@pytest.mark.parametrize(
    ("value", "parsed"),
    [
        ("不限", Parsed(None)),
        ("无限制", Parsed(None)),
        ("若干家", Parsed(None, "没有写明家数，按不限计")),
        ("1家", Parsed(1)),
        ("独家", Parsed(1)),
        ("两家", Parsed(2)),
        (2.0, Parsed(2)),
        ("1-3家", Parsed(3, "写的是一个范围，按上限计")),
    ],
)
def test_a_capacity_is_a_number_or_no_limit(value, parsed):
    assert cells.parse_capacity(value) == parsed


@pytest.mark.parametrize(
    ("value", "note", "yuan"),
    [
        ("3.5万", "", "35000.00"),
        ("2万元", "", "20000.00"),
        (12000, "", "12000.00"),
        (12000.0, "", "12000.00"),
        ("5,000元", "", "5000.00"),
        ("¥5,000.00", "", "5000.00"),
        ("人民币３０００元整", "", "3000.00"),
        ("公益", "", "0.00"),
        (3.5, "万元", "35000.00"),
        ("3.5", "单位：万元", "35000.00"),
        ("5000元", "万元", "5000.00"),
        ("2万", "万元", "20000.00"),
    ],
)
def test_money_is_yuan(value, note, yuan):
    assert cells.parse_money(value, Hint(note=note)) == Parsed(Decimal(yuan))


def test_doubtful_money_is_taken_with_a_warning():
    assert cells.parse_money("1.2万元左右") == Parsed(Decimal(12000), "写的是大约数，按 12,000.00 元计")
    odd = cells.parse_money(120000, Hint(note="万元"))
    assert odd == Parsed(Decimal(1_200_000_000), "表头写的单位是万元，按 1,200,000,000 元计，请核对")


@pytest.mark.parametrize(
    ("value", "count", "per"),
    [
        ("2次/月", 2, "month"),
        ("2次/每月", 2, "month"),
        ("12场/年", 12, "year"),
        ("每季度1次", 1, "quarter"),
        ("1次/周", 1, "week"),
        ("每月两场", 2, "month"),
        ("一年4次", 4, "year"),
        ("10", 10, None),
        ("不限", None, None),
        ("可容纳50人", 50, None),
        ("50人/次", 50, None),
    ],
)
def test_a_frequency_is_a_count_and_a_period(value, count, per):
    assert cells.parse_frequency(value) == Parsed(Frequency(count, per, value))


def test_a_bare_frequency_takes_the_period_of_its_header():
    assert cells.parse_frequency(4, Hint(note="次/月")).value == Frequency(4, "month", "4")


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("提前3天", 3),
        (3.0, 3),
        ("一周", 7),
        ("提前 5 天预约", 5),
        ("24小时", 1),
        ("30小时", 2),
        ("随时", 0),
        ("无需预约", 0),
        ("半个月", 15),
        ("提前1个月", 30),
        ("3个工作日", 3),
        ("无", None),
    ],
)
def test_notice_is_a_number_of_days(value, days):
    assert cells.parse_notice_days(value).value == days


@pytest.mark.parametrize(
    ("value", "phone"),
    [
        (13900009917, "13900009917"),
        (13900009917.0, "13900009917"),
        ("139-0000-9620", "13900009620"),
        ("+86 139 0000 9620", "13900009620"),
        ("１３９００００９９１７", "13900009917"),
        ("021-57311540", "021-57311540"),
        ("(021)57311540", "021-57311540"),
        ("02157311540", "021-57311540"),
        ("57311540转801", "57311540-801"),
        ("400-820-8820", "400-820-8820"),
        ("12345", "12345"),
    ],
)
def test_a_phone_number_is_text_in_one_form(value, phone):
    assert cells.parse_phone(value) == Parsed(phone)


def test_of_two_phone_numbers_the_first_is_taken():
    assert cells.parse_phone("13900001111/13900002222") == Parsed("13900001111", "写了 2 个号码，只取第一个")


@pytest.mark.parametrize(
    "value", ["张三 13900001111", "张三（13900001111）", "13900001111张三", "张　三、电话：13900001111"]
)
def test_a_contact_is_a_name_and_a_number(value):
    assert cells.parse_contact(value) == Parsed(Contact("张三", "13900001111"))


def test_a_contact_without_a_number_is_a_name():
    assert cells.parse_contact("张三") == Parsed(Contact("张三", None), "没有写电话")


@pytest.mark.parametrize(
    "value", ["1131011674703654AL", "１１３１ 0116 7470 3654 al", "1131011674703654Al\n"]
)
def test_a_credit_code_is_eighteen_checked_characters(value):
    assert cells.parse_credit_code(value) == Parsed("1131011674703654AL")


def test_the_check_character_is_that_of_the_standard():
    """The worked example of GB 32100-2015."""
    assert check_character("91350100M000100Y4") == "3"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("活动不少于12次，受益50人", [("活动", 12, "次"), ("受益", 50, "人")]),
        (
            "安装路灯32盏，服务500人次，铺路1200米",
            [("安装路灯", 32, "盏"), ("服务", 500, "人次"), ("铺路", 1200, "米")],
        ),
        ("1.讲座4场；2.受益3,000人", [("讲座", 4, "场"), ("受益", 3000, "人")]),
        ("2026年12月前完成32盏", [("完成", 32, "盏")]),
        ("4场讲座", [("讲座", 4, "场")]),
        ("满意率95%", [("满意率", 95, "%")]),
        ("资金3.5万元", [("资金", 35000, "元")]),
        ("做好服务", []),
    ],
)
def test_targets_are_the_quantities_of_a_text(value, found):
    assert cells.parse_targets(value).value == tuple(Quantity(m, Decimal(q), u) for m, q, u in found)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  张　三\n李四 ", "张 三 李四"),
        ("Ａ区，１号（甲）", "A区，1号（甲）"),
        ("甲\x00\ud800\u200b乙_x000D_", "甲 乙"),
        (3.0, "3"),
        (True, "是"),
        (MIDNIGHT, "2024-06-06"),
        ("／", None),
        ("——", None),
        ("无", None),
        (None, None),
    ],
)
def test_text_is_one_clean_line(value, text):
    assert cells.parse_text(value).value == text


def test_a_name_has_no_padding_between_its_characters():
    assert cells.parse_name("张　三").value == "张三"
    assert cells.parse_name("A B 公司").value == "A B 公司"


@pytest.mark.parametrize(
    ("value", "answer"), [("是", True), ("√", True), (False, False), ("无", False), ("", None)]
)
def test_yes_and_no_are_read(value, answer):
    assert cells.parse_yes_no(value).value is answer
