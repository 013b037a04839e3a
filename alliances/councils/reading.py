"""What the page of an alliance says about it."""

from typing import Any

from alliances.councils.models import Alliance
from portal.workflow.models import Step

STEPS_SHOWN = 8
"""Of a trail that grows with every unit that joins; the list of members has all of those."""


def facts_of(alliance: Alliance) -> list[tuple[str, Any]]:
    return [
        ("类型", alliance.get_kind_display()),
        ("品牌", alliance.brand),
        ("所属区域", alliance.region),
        ("上级", alliance.parent or ""),
        ("成立日期", f"{alliance.founded_on:%Y-%m-%d}" if alliance.founded_on else ""),
        ("会议提前通知", f"{alliance.notice_days} 天"),
    ]


def steps_of(alliance: Alliance) -> list[Step]:
    """Its trail, newest first."""
    return list(Step.objects.about(alliance).select_related("by", "for_unit").order_by("-id")[:STEPS_SHOWN])
