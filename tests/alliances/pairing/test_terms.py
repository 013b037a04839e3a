"""How long a pairing lasts, as offices write it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliances.pairing.terms import LONGEST, Term, read_term, term_words

D = dt.date
SPANS = {
    "2025.1-2027.12": (D(2025, 1, 1), D(2027, 12, 31)),
    "2025.01—2027.12": (D(2025, 1, 1), D(2027, 12, 31)),
    "2025-2027": (D(2025, 1, 1), D(2027, 12, 31)),
    "2025年至2027年": (D(2025, 1, 1), D(2027, 12, 31)),
    "2024年9月至2026年8月": (D(2024, 9, 1), D(2026, 8, 31)),
    "自2024年9月起至2026年2月止": (D(2024, 9, 1), D(2026, 2, 28)),
    "2025年1月1日-2025年12月31日": (D(2025, 1, 1), D(2025, 12, 31)),
    "2025.1.15-2026.1.14": (D(2025, 1, 15), D(2026, 1, 14)),
    "2025-1-15至2026-1-14": (D(2025, 1, 15), D(2026, 1, 14)),
    "2025-1-15-2026-1-14": (D(2025, 1, 15), D(2026, 1, 14)),
    "2025/3~2026/2": (D(2025, 3, 1), D(2026, 2, 28)),
    "2025年3月-12月": (D(2025, 3, 1), D(2025, 12, 31)),
    "2025.3-12": (D(2025, 3, 1), D(2025, 12, 31)),
    "2025年3月5日至9月4日": (D(2025, 3, 5), D(2025, 9, 4)),
    "二〇二五年一月至二〇二七年十二月": (D(2025, 1, 1), D(2027, 12, 31)),
    "三年（2025.1-2027.12）": (D(2025, 1, 1), D(2027, 12, 31)),
    "２０２５．１－２０２７．１２": (D(2025, 1, 1), D(2027, 12, 31)),
    "2026年": (D(2026, 1, 1), D(2026, 12, 31)),
    "2026年度": (D(2026, 1, 1), D(2026, 12, 31)),
}
LENGTHS = {
    "三年": 36,
    "1年": 12,
    "一年": 12,
    "两年": 24,
    "一年半": 18,
    "半年": 6,
    "18个月": 18,
    "六个月": 6,
    "3年期": 36,
    "为期三年": 36,
    "十年": 120,
    "长期": LONGEST,
    "长期有效": LONGEST,
}
OTHERS = {
    "2027年12月31日止": Term(until_on=D(2027, 12, 31)),
    "至2027年12月": Term(until_on=D(2027, 12, 31)),
    "2027年底前": Term(until_on=D(2027, 12, 31)),
    "2027-12": Term(until_on=D(2027, 12, 31)),
    "2025年7月起": Term(D(2025, 7, 1)),
    "自2025年7月18日起三年": Term(D(2025, 7, 18), months=36),
}
UNREADABLE = (
    "随时",
    "待定",
    "2027.12-2025.1",
    "2025年13月",
    "2025.2.30",
    "五百年",
    "每年一签",
    "0年",
    "2025.1-",
)


@pytest.mark.parametrize(("text", "days"), SPANS.items())
def test_two_ends(text, days):
    assert read_term(text) == Term(*days)


@pytest.mark.parametrize(("text", "months"), LENGTHS.items())
def test_lengths(text, months):
    assert read_term(text) == Term(months=months)


@pytest.mark.parametrize(("text", "term"), OTHERS.items())
def test_one_end_or_a_beginning_with_a_length(text, term):
    assert read_term(text) == term


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_nobody_can_read(text):
    assert read_term(text) is None


def test_what_is_not_said_is_filled_in():
    begins = D(2026, 1, 1)
    assert Term(months=36).span(begins, 12) == (begins, D(2028, 12, 31))
    assert Term(until_on=D(2027, 6, 30)).span(begins, 12) == (begins, D(2027, 6, 30))
    assert Term(D(2025, 7, 1)).span(begins, 12) == (D(2025, 7, 1), D(2026, 6, 30))


DAYS = st.dates(D(1990, 1, 1), D(2100, 12, 31))


@given(DAYS, DAYS)
def test_what_is_handed_out_reads_the_same(one, other):
    first, last = sorted((one, other))
    assert read_term(term_words(first, last)) == Term(first, last)


@given(st.text(alphabet="0123456789年月日-.至到（）半长期三起止前 ", max_size=20) | st.text(max_size=20))
def test_nothing_makes_it_stumble(text):
    found = read_term(text)
    if found is not None and found.from_on and found.until_on:
        assert found.from_on <= found.until_on
