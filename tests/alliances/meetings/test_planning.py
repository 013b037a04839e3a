"""Days, periods and differences as plain values; words that follow authority."""

import datetime as dt

import pytest

from alliances.meetings.authority import WORDINGS, manner_for
from alliances.meetings.planning import Line, covers, difference, earliest_day

DAY = dt.date


@pytest.mark.parametrize(
    ("neighbourhood", "kind", "manner"),
    [
        ("310116101201", "居民区", "assign"),
        ("310116102201", "居民区", "ask"),
        (None, "机关", "ask"),
        (None, "国有企业", "ask"),
        (None, "非公企业", "ask"),
        (None, "驻区部队", "ask"),
        (None, "内设机构", "assign"),
    ],
)
def test_a_street_assigns_to_its_own_and_asks_everybody_else(neighbourhood, kind, manner):
    found = manner_for(office_code="310116101", neighbourhood_code=neighbourhood, kind=kind)
    assert found == manner


def test_a_district_assigns_to_neighbourhoods_of_all_its_streets():
    assert manner_for(office_code="310116", neighbourhood_code="310116102201", kind="村") == "assign"


@pytest.mark.parametrize(
    ("manner", "words"),
    [("assign", ("交办", "催办", "督办")), ("ask", ("商请", "提醒", "提请上级协调"))],
)
def test_each_manner_has_its_words(manner, words):
    found = WORDINGS[manner]
    assert (found.entrust, found.hurry, found.escalate) == words


def test_notice_counts_local_days():
    assert earliest_day(DAY(2026, 2, 26), 3) == DAY(2026, 3, 1)
    assert earliest_day(DAY(2026, 2, 26), 0) == DAY(2026, 2, 26)


@pytest.mark.parametrize(
    ("day", "held"),
    [(DAY(2025, 12, 31), False), (DAY(2026, 1, 1), True), (DAY(2026, 3, 31), True), (DAY(2026, 4, 1), False)],
)
def test_a_quarter_of_duty_holds_its_first_day_and_its_last(day, held):
    assert covers(DAY(2026, 1, 1), 3, day) is held


def test_what_changed_in_minutes_is_shown_line_by_line():
    before, after = "一、通报\n二、商定亮灯\n三、散会", "一、通报\n二、商定亮灯和助学\n三、散会\n四、其他"
    assert list(difference(before, after)) == [
        Line("kept", "一、通报"),
        Line("taken_out", "二、商定亮灯"),
        Line("added", "二、商定亮灯和助学"),
        Line("kept", "三、散会"),
        Line("added", "四、其他"),
    ]
