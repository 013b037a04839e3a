"""Until when paired units may claim before everybody else. Pure: plain values in and out."""

import datetime as dt
from typing import Any

from django.utils import timezone

ENDS = dt.time(18)
"""The local time of the last day: the hall opens to everybody when offices have closed."""


def ends_at(
    now: dt.datetime, days: int, *, opens: dt.datetime | None = None, closes: dt.datetime | None = None
) -> dt.datetime | None:
    """So many days after publishing, or after claiming opens where that is later; not beyond its closing.

    None where that leaves no time to be first in.
    """
    start = max(now, opens or now)
    if not days:
        return None
    last = timezone.localdate(start) + dt.timedelta(days=days)
    until = timezone.make_aware(dt.datetime.combine(last, ENDS))
    until = min(until, closes or until)
    return until if until > start else None


def why_first(paired_with: str | None) -> str:
    """Why a unit may claim before the others: 结对优先：贵单位与五龙村结对; or that staff named it."""
    return f"结对优先：贵单位与{paired_with}结对" if paired_with else "优先单位：由党建办指定"


def moment_words(moment: Any) -> str:
    """11月26日 18:00."""
    local = timezone.localtime(moment)
    return f"{local.month}月{local.day}日 {local:%H:%M}"
