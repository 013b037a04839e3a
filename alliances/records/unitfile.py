"""What the unit file says of a unit's work: figures year by year, and the records themselves."""

from collections.abc import Iterator
from typing import Any

from alliances.records.models import Record, RecordShare
from alliances.records.panels import share_totals_by_year
from members.models import Unit
from members.units.unitfile.parts import MOST_ROWS, FilePart, Row
from portal.documents.kinds import Word
from portal.documents.words import day_words


def years(user: Any, unit: Unit) -> list[Row]:
    """Of each year how many records, and what the unit's shares of them sum to."""
    return [
        {
            "year": row["year"],
            "records": row["records"],
            "figures": "、".join(f"{what} {number} {of}" for what, number, of in row["figures"]),
        }
        for row in share_totals_by_year(seen_shares(user, unit))
    ]


def records(user: Any, unit: Unit) -> Iterator[Row]:
    taken_part = seen_shares(user, unit).values("record")
    for record in Record.objects.filter(pk__in=taken_part).order_by("-occurred_on", "-pk")[:MOST_ROWS]:
        yield {"day": day_words(record.occurred_on), "summary": record.summary, "place": record.place}


def seen_shares(user: Any, unit: Unit) -> Any:
    seen = Record.objects.visible_to(user).counted()
    return RecordShare.objects.filter(unit=unit, record__in=seen.values("pk"))


YEARS = FilePart(
    "历年成效",
    {
        "year": Word("年度", "2026"),
        "records": Word("纪实条数", "12"),
        "figures": Word("数字", "服务 300 人次、资金 12,000 元"),
    },
    years,
)
RECORDS = FilePart(
    "共建纪实",
    {
        "day": Word("日期", "2026年6月1日"),
        "summary": Word("做了什么", "安装路灯 32 盏"),
        "place": Word("地点", "钟楼路"),
    },
    records,
)
