"""Until when a year's records are entered: December's work also in January, until the office's day."""

import datetime as dt
from typing import Any

from django.utils import timezone

from members.models import Region
from members.places.models import MOST_DAYS, policy_of
from portal.permits import may
from portal.refusals import Refusal


def closing_day(region: Region, year: int) -> dt.date:
    """The last day on which work of `year` may be entered: so many days into the year after."""
    return dt.date(year, 12, 31) + dt.timedelta(days=policy_of(region).late_days)


def check_open(region: Region, occurred_on: dt.date, by: Any) -> None:
    """Raises Refusal `year_closed` after that day, except for 审核 of the street."""
    if occurred_on.year >= timezone.localdate().year:
        return
    last = closing_day(region, occurred_on.year)
    if timezone.localdate() > last and not may(by, "records.enter_late", region):
        raise Refusal(
            "year_closed",
            f"{occurred_on.year} 年度的纪实补录已于 {last:%Y-%m-%d} 截止。"
            f"确需补录，请联系{region}党建办审核人员。",
        )


def late_help(region: Region) -> str:
    """What a form says about the day, with the closing day while last year is still open."""
    today = timezone.localdate()
    said = "填事情发生的那天。"
    if today > dt.date(today.year - 1, 12, 31) + dt.timedelta(days=MOST_DAYS):
        return said  # no office keeps a year open as long as that
    last = closing_day(region, today.year - 1)
    if today > last:
        return said
    return f"{said}{today.year - 1} 年的工作可以补记到 {last:%Y-%m-%d}。"
