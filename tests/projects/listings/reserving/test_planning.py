"""Until when paired units are first."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from projects.listings.reserving.planning import ends_at, why_first

CHINA = ZoneInfo("Asia/Shanghai")


def at(day: int, hour: int) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("days", "opens", "closes", "until"),
    [
        (3, None, None, at(23, 18)),
        (0, None, None, None),
        (3, at(25, 10), None, at(28, 18)),
        (3, at(18, 10), None, at(23, 18)),
        (3, None, at(22, 12), at(22, 12)),
        (3, None, at(30, 12), at(23, 18)),
        (3, None, at(19, 12), None),
    ],
)
def test_it_ends_at_six_so_many_days_on_within_the_time_for_claiming(days, opens, closes, until) -> None:
    assert ends_at(at(20, 9), days, opens=opens, closes=closes) == until


def test_late_at_night_it_is_already_tomorrow_in_utc_but_not_here() -> None:
    assert ends_at(at(20, 23).astimezone(dt.UTC), 1) == at(21, 18)


def test_why_a_unit_is_first_is_said() -> None:
    assert [why_first("五龙村"), why_first(None)] == [
        "结对优先：贵单位与五龙村结对",
        "优先单位：由党建办指定",
    ]
