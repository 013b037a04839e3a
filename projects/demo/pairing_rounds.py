"""The rounds of pairing of the demo: their rules, their pairs, and when each of them was begun."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from alliances.pairing.models import Mode, Programme
from members.models import Region
from projects.demo.pairing_list import MONTHLY, NEW_ROUND, RENEWED_ROUND, TOWN_AND_COUNTRY, VILLAGES, Pair

BETWEEN_UNITS = [Mode.STATIONED, Mode.VOLUNTARY]
THURSDAYS = "周四行动"


@dataclass(frozen=True)
class Round:
    """Opened and drafted on `day`, agreed by both two days later, filed after a week.

    `renewed`: pairs that go on from the round before. Deeds are recorded from `deeds_from` on, a quarter
    between one and the next, at most so many of each pair. `ends_in`: the last pairs end so many days from
    the demo's day.
    """

    programme: Programme
    day: dt.date
    pairs: Sequence[Pair]
    deeds_from: dt.date
    renewed: Sequence[Pair] = ()
    most: int = 3
    ends_in: Sequence[int] = ()


def hundreds_name(year: int) -> str:
    return f"{year}年双百结对"


def rounds_of(street: Region, year: int) -> list[Round]:
    """Two years of 双百结对, 城乡结对 over both, 村居共建 and 周四行动 of this year."""
    before = year - 1
    going_on = [pair for pair in RENEWED_ROUND if pair.goes_on]
    return [
        Round(
            _hundreds(street, before), dt.date(before, 2, 18), RENEWED_ROUND, dt.date(before, 9, 3), most=1
        ),
        Round(
            _country(street, before),
            dt.date(before, 12, 8),
            TOWN_AND_COUNTRY,
            dt.date(year, 3, 10),
            ends_in=(24, 5),
        ),
        Round(_hundreds(street, year), dt.date(year, 2, 9), NEW_ROUND, dt.date(year, 4, 7), going_on),
        Round(_villages(street, year), dt.date(year, 3, 3), VILLAGES, dt.date(year, 5, 9)),
        Round(_thursdays(street, year), dt.date(year, 2, 12), MONTHLY, dt.date(year, 3, 1)),
    ]


def _hundreds(street: Region, year: int) -> Programme:
    return Programme(
        region=street,
        name=hundreds_name(year),
        modes=BETWEEN_UNITS,
        purpose="机关和单位结对村居，问需于民、服务到家",
        based_on=f"朱委办〔{year}〕6号",
        from_on=dt.date(year, 3, 1),
        most_per_partner=2,
        most_per_host=3,
    )


def _country(street: Region, year: int) -> Programme:
    return Programme(
        region=street,
        name=f"{year}—{year + 2}年城乡结对",
        modes=BETWEEN_UNITS,
        purpose="城区单位与农村结对，资源下乡、产品进城",
        from_on=dt.date(year, 12, 1),
        term_months=24,
    )


def _villages(street: Region, year: int) -> Programme:
    begins = dt.date(year, 3, 1)
    return Programme(region=street, name=f"{year}年村居共建", modes=[Mode.VILLAGES], from_on=begins)


def _thursdays(street: Region, year: int) -> Programme:
    return Programme(
        region=street,
        name=THURSDAYS,
        modes=BETWEEN_UNITS,
        purpose="每月一个星期四，单位到就近居民区共同活动",
        from_on=dt.date(year, 3, 1),
        every_months=1,
    )
