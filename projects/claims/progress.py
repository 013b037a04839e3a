"""How far a project has come: the chain from need to closing, and targets against what records say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from projects.claims.states import HOLDING, UNDER_WAY, ClaimState
from projects.listings.models import Project, Target

MEASURES = {"场": "events", "场次": "events", "次": "events", "人": "people", "人次": "person_times"} | {
    "元": "funds",
    "小时": "hours",
    "米": "metres",
    "平方米": "square_metres",
    "件": "pieces",
    "盏": "pieces",
    "套": "pieces",
    "个": "pieces",
}
"""Unit of measure of a target → the standard figure of records that counts the same thing."""


@dataclass(frozen=True)
class Reached:
    """A target and what the records sum to; None where no standard figure counts it."""

    target: Target
    done: Decimal | None

    @property
    def met(self) -> bool:
        return self.done is not None and self.done >= self.target.quantity


def reached(targets: Sequence[Target], totals: Mapping[str, Decimal]) -> list[Reached]:
    """Each target with what was reached. Two of one measure cannot be told apart: neither is summed."""
    names = [MEASURES.get(target.unit_of_measure) for target in targets]
    return [
        Reached(target, totals.get(name, Decimal(0)) if name and names.count(name) == 1 else None)
        for target, name in zip(targets, names, strict=True)
    ]


def chain_of(
    project: Project, states: Sequence[str], *, records: int, feedback: int, need_url: str
) -> list[dict[str, str]]:
    """需求 → 项目 → 认领 → 进展 → 核实 → 办结, with the first that is not done as the present one."""
    held = [state for state in states if state in HOLDING]
    working = [state for state in held if state in (*UNDER_WAY, ClaimState.CLOSED)]
    closed = bool(held) and all(state == ClaimState.CLOSED for state in held)
    published = project.published_at
    links = [
        ("需求", "来自需求清单" if project.need_id else "直接立项", True, need_url),
        (
            "项目",
            f"{timezone.localtime(published):%m月%d日}发布" if published else "未发布",
            bool(published),
            "",
        ),
        ("认领", f"{len(held)} 家" if held else "等待认领", bool(working), "#claims" if held else ""),
        ("进展", f"{records} 条纪实" if records else "—", bool(records), "#records" if records else ""),
        ("核实", f"{feedback} 家村居" if feedback else "—", bool(feedback), "#feedback" if feedback else ""),
        ("办结", "已办结" if closed else "—", closed, ""),
    ]
    now = next((n for n, link in enumerate(links) if not link[2]), None)
    return [
        {"label": label, "detail": detail, "url": url, "state": state_of(n, now, done)}
        for n, (label, detail, done, url) in enumerate(links)
    ]


def state_of(place: int, now: int | None, done: bool) -> str:
    if done:
        return "done"
    return "now" if place == now else "todo"
