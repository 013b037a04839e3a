"""What the parsers make of numbers: counts, capacities, money, frequencies, notice, targets."""

from decimal import Decimal

import pytest

from portal.ledgers import cells
from portal.ledgers.cells import Frequency, Hint, Parsed, Quantity


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
