"""The reasons of a suggestion, in words and numbers. Pure; what they give adds up to the score."""

from collections.abc import Sequence
from typing import NamedTuple

from alliances.pairing.suggesting.planning import Suggestion, Without
from alliances.pairing.suggesting.scoring import UNKNOWN

MOST_EXAMPLES = 3
LEAST_SHOWN = 50
"""Metres; less would be written 0.0 km."""


class Reason(NamedTuple):
    """`points` in hundredths."""

    name: str
    label: str
    words: str
    points: int

    @property
    def in_points(self) -> str:
        return points_words(self.points)


WITHOUT_PARTNER = {
    Without.FULL: "在本批次已达上限",
    Without.NO_FIT: "没有与本批次结对类型相符的单位",
    Without.ALL_TAKEN: "与相符的单位都已结对",
    Without.NOBODY_LEFT: "本次单位不够分配",
}
"""Why a host has nobody."""

WITHOUT_HOST = {
    Without.FULL: "在本批次已达上限",
    Without.NO_FIT: "没有与本批次结对类型相符的村居",
    Without.ALL_TAKEN: "与相符的村居都已结对",
    Without.NOBODY_LEFT: "本次村居名额已满，采纳后可再算一次",
}
"""Why a partner has nobody."""


def reasons_of(found: Suggestion, examples: Sequence[str] = ()) -> list[Reason]:
    """One for each part of the score, in the order of the weights."""
    said = (
        ("distance", "距离", distance_words(found.metres, rough=found.rough)),
        ("needs", "供需", needs_words(found.met, found.asked, examples)),
        ("load", "均衡", load_words(found)),
        ("history", "延续", f"结对过 {found.before} 次" if found.before else "没有结对过"),
    )
    return [Reason(*each, points) for each, points in zip(said, found.points, strict=True)]


def distance_words(metres: int, *, rough: bool = False) -> str:
    if metres == UNKNOWN:
        return "没有坐标，距离不计分"
    if metres < LEAST_SHOWN:
        return "距离不到 0.1 km"
    km = f"{metres / 1000:.1f} km"
    return f"距离约 {km}（按所在街道估算）" if rough else f"距离 {km}"


def needs_words(met: int, asked: int, examples: Sequence[str]) -> str:
    if not asked:
        return "村居没有发布需求"
    named = "、".join(examples[:MOST_EXAMPLES])
    more = f"（{named}{'等' if len(examples) > MOST_EXAMPLES else ''}）" if named else ""
    return f"可满足 {asked} 项需求中的 {met} 项{more}"


def load_words(found: Suggestion) -> str:
    if not found.host_load and not found.partner_load:
        now = "双方当前没有结对"
    else:
        now = f"当前结对：村居 {found.host_load} 家、单位 {found.partner_load} 家"
    return f"{now}，村居本次新增的第 {found.ordinal + 1} 家" if found.ordinal else now


def in_one_line(reasons: Sequence[Reason]) -> str:
    """距离 0.8 km；可满足 3 项需求中的 2 项；双方当前没有结对；结对过 1 次."""
    return "；".join(reason.words for reason in reasons)


def points_words(hundredths: int) -> str:
    """Two decimals always, so that a column of them lines up and can be added."""
    return f"{hundredths // 100}.{hundredths % 100:02d}"
