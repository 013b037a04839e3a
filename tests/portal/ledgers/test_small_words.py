"""What a terminal is told of a sheet that was not read, and when a cell with a day and a time is the same."""

import datetime as dt

import pytest

from portal.ledgers.handing_out.same import same_cell
from portal.ledgers.reports import report_lines
from tests.portal.ledgers.importing import take

NOON = dt.datetime(2026, 12, 31, 12, 0)  # noqa: DTZ001 -- workbooks know no time zones


@pytest.mark.django_db
def test_a_sheet_that_was_not_read_is_told_with_the_reason():
    taken = take({"附记": [["写着玩的"]]}, commit=False)
    assert list(report_lines(taken, commit=False)) == [
        "附记：没有读取。没有认出这是哪一种台账，未读取",
        "以上只是检查，什么也没有改。加 --commit 导入。",
    ]


@pytest.mark.parametrize(
    ("cell", "value", "same"),
    [
        (NOON, dt.date(2026, 12, 31), True),
        (NOON, dt.date(2026, 12, 30), False),
        (NOON, "2026-12-31", False),
        (3.5, 3, False),
        (None, "", True),
        ("　甲 ", "甲", True),
    ],
)
def test_a_cell_is_the_same_as_what_was_handed_out(cell, value, same):
    assert same_cell(cell, value) is same
