"""交接清单: what the unit on duty hands on, read from records. Higher capabilities add their parts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from alliances.rotation.models import Duty
from alliances.rotation.reading import successor_of
from portal.registry import Registry


@dataclass(frozen=True)
class HandoverLine:
    """One open matter; `url` is its page, `detail` what tells it apart: due day, who is responsible."""

    text: str
    url: str = ""
    detail: str = ""


@dataclass(frozen=True)
class HandoverPart:
    """`nothing` stands where there are no lines."""

    title: str
    lines: list[HandoverLine]
    nothing: str = "没有。"


HANDOVER_PARTS: Registry[Callable[[Any, Duty], HandoverPart | None]] = Registry("part of a handover")
"""(user, duty): what this user may see of it; None where the part does not concern the duty."""


def handover_parts(user: Any, duty: Duty) -> list[HandoverPart]:
    found = (part(user, duty) for part in HANDOVER_PARTS)
    return [part for part in found if part is not None]


def next_plan(user: Any, duty: Duty) -> HandoverPart:
    """下期计划: what the next unit has written for its period."""
    after = successor_of(duty)
    if after is None:
        return HandoverPart("下期安排", [], "下期轮值单位待定。")
    said = "；".join(filter(None, [after.theme, after.plan]))
    return HandoverPart(
        "下期安排", [HandoverLine(f"{after.words} {after.holder}", detail=said or "尚未填写")]
    )
