"""What the parsers make of dates and deadlines."""

import datetime

import pytest

from portal.ledgers import cells
from portal.ledgers.cells import Hint, Parsed

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
