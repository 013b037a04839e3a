"""Names of files that Windows takes too; periods in words."""

import datetime as dt

import pytest

from portal.exports.inspection.names import LONGEST, safe_name, unused
from portal.exports.inspection.periods import days_of, period_words


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ('a<b>:"c"/d\\e|f?g*h', "a_b___c__d_e_f_g_h.pdf"),
        ("  楼道\u200b照明\n更新 . ", "楼道 照明 更新.pdf"),
        ("CON", "_CON.pdf"),
        ("lpt1.备份", "_lpt1.备份.pdf"),
        ("联合", "联合.pdf"),
        ("...", "未命名.pdf"),
    ],
)
def test_what_a_system_refuses_is_left_out(stem, name):
    assert safe_name(stem, "pdf") == name


def test_long_names_are_cut_between_letters():
    name = safe_name("灯" * 200, "png")
    assert (len(name.encode()) <= LONGEST, name.strip("灯")) == (True, ".png")


def test_two_of_one_name_are_told_apart_whatever_their_capitals():
    used: set[str] = set()
    assert [unused(name, used) for name in ("A.png", "a.png", "a.png")] == ["A.png", "a (2).png", "a (3).png"]


@pytest.mark.parametrize(
    ("year", "span", "words"),
    [(2026, "q3", "2026 年第三季度"), (2024, "h1", "2024 年上半年"), (2026, "year", "2026 年全年")],
)
def test_a_span_has_its_name(year, span, words):
    assert period_words(*days_of(year, span)) == words


def test_any_other_period_is_said_by_its_days():
    assert period_words(dt.date(2026, 1, 2), dt.date(2026, 3, 4)) == "2026-01-02 至 2026-03-04"
