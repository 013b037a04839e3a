"""Whatever stands in a cell: it is read or refused with a reason, and what was written comes back."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.ledgers import cells
from portal.ledgers.cells import Hint, Parsed
from portal.ledgers.cells.contacts import check_character
from portal.ledgers.problems import CellProblem, shown

D = datetime.date

PARSERS = [getattr(cells, name) for name in cells.__all__ if name.startswith("parse_")]
ANY_CELL = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.text("0123456789一二三十百千万亿年月日季度天周次场人元家/-.,，。至到约余不限（）() \n提前每"),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@pytest.mark.parametrize("parse", PARSERS, ids=lambda parse: parse.__name__)
@given(value=ANY_CELL, note=st.sampled_from(["", "万元", "次/月"]), year=st.sampled_from([None, 2026]))
def test_any_cell_is_read_or_a_problem_with_a_reason(parse, value, note, year):
    assert isinstance(shown(value), str)
    try:
        parsed = parse(value, Hint(note=note, year=year))
    except CellProblem as problem:
        found = problem.reason
    else:
        found = parsed.warning or "读出"
    assert found


@given(day=st.dates(D(1927, 6, 1), D(2100, 12, 31)))
def test_a_day_written_in_any_style_comes_back(day):
    serial = (day - D(1899, 12, 30)).days
    styles = [f"{day:%Y-%m-%d}", f"{day.year}/{day.month}/{day.day}", f"{day.year}.{day.month}.{day.day}"]
    styles += [f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}", serial, float(serial), day]
    assert {cells.parse_date(style) for style in styles} == {Parsed(day)}


@given(number=st.integers(0, 2_147_483_647))
def test_a_number_written_in_any_style_comes_back(number):
    full_width = str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)})
    styles = [number, float(number), str(number), f"{number:,}", f"{number}人", full_width]
    assert {cells.parse_whole(style) for style in styles} == {Parsed(number)}


@given(cents=st.integers(0, 99_999_999_999))
def test_money_written_in_any_style_comes_back(cents):
    yuan = Decimal(cents) / 100
    styles = [f"{yuan:.2f}", f"{yuan:,.2f}元", f"¥{yuan:.2f}", f"{yuan / 10_000:.6f}万元"]
    assert {cells.parse_money(style) for style in styles} == {Parsed(yuan)}


@given(body=st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17), data=st.data())
def test_a_credit_code_with_one_character_changed_is_found_out(body, data):
    code = body + check_character(body)
    assert cells.parse_credit_code(code) == Parsed(code)
    place = data.draw(st.integers(0, 17))
    other = data.draw(st.sampled_from(sorted(set("0123456789ABCDEFGHJKLMNPQRTUWXY") - {code[place]})))
    with pytest.raises(CellProblem):
        cells.parse_credit_code(code[:place] + other + code[place + 1 :])


@given(value=st.text())
def test_cleaning_a_text_twice_changes_nothing_more(value):
    once = cells.plain_text(value)
    assert cells.plain_text(once) == once
