"""What the unit file says of a unit's duties: those it was planned for and those it held."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from alliances.rotation.models import Duty
from members.units.models import Unit
from members.units.unitfile.parts import MOST_ROWS, FilePart, Row
from portal.documents.kinds import Word


def duties(user: Any, unit: Unit) -> Iterator[Row]:
    rows = Duty.objects.visible_to(user).standing().filter(Q(holder=unit) | Q(planned_seat__unit=unit))
    related = rows.select_related("rotation__alliance", "holder", "planned_seat__unit")
    for duty in related.order_by("-period", "-pk")[:MOST_ROWS]:
        yield {
            "alliance": duty.rotation.alliance.name,
            "rotation": duty.rotation.name,
            "period": duty.words,
            "theme": duty.theme,
            "moved": moved(duty, unit),
            "handed": "已交接" if duty.handed_over_at else "",
        }


def moved(duty: Duty, unit: Unit) -> str:
    planned = duty.planned_seat.unit
    if planned == duty.holder:
        return ""
    return f"让给{duty.holder}" if planned == unit else f"接手{planned}"


DUTIES = FilePart(
    "轮值",
    {
        "alliance": Word("组织", "朱泾镇区域化党建联席会议"),
        "rotation": Word("轮值名称", "轮值主任单位"),
        "period": Word("期", "2026年3月"),
        "theme": Word("主题", "学雷锋志愿服务"),
        "moved": Word("变动", ""),
        "handed": Word("交接", "已交接"),
    },
    duties,
)
