"""What could meet a need, by a plain rule that adds up. Pure: plain values in and out.

Two titles that share a word, a category of the same sort, or the way of help that is wanted make a match;
being near, for the same people, or paired makes it a better one. Points are as in the suggestions of
pairings: whole hundredths, each part rounded by itself, the score their sum; 100 points at most.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from alliances.pairing.suggesting.scoring import FAR, UNKNOWN, share_of
from alliances.pairing.suggesting.wording import distance_words, points_words
from projects.matching.words import common_words, pairs_in

ONE_WORD, WORDS = 3000, 4500
"""Hundredths for one pair of characters in common, which is most often a word; and for more than one."""

CATEGORY, WAY, AUDIENCE, NEAR, PAIRED = 1500, 1500, 500, 1000, 1000

WAYS = {
    "资金": ("资金", "助学金", "奖学金", "捐款"),
    "物资": ("物资", "器材", "材料", "图书", "设备"),
    "场地": ("场地", "场所", "阵地", "会议室", "活动室", "报告厅"),
    "人力": ("人力", "志愿", "义务", "队伍"),
    "专业": ("专业", "专家", "人才", "技师", "顾问", "师资"),
}
"""期望方式: a word of what is wanted, and words of titles and categories that offer it."""

FOR_ALL = "全体"


class Source(Enum):
    """What speaks for a unit: a resource it published, or work it took on in a project."""

    RESOURCE = "resource"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class Asked:
    """A need. Its `title` comes without its publisher's name."""

    title: str
    text: str = ""
    category: str = ""
    wanted: str = ""
    for_whom: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """A resource, or a project that a unit took on: what it did once it may do again. `id` is that entry's.

    `metres` to the need's publisher, and `rough`, are as in the suggestions of pairings.
    """

    source: Source
    id: int
    unit: int
    title: str
    text: str = ""
    category: str = ""
    audience: str = ""
    metres: int = UNKNOWN
    rough: bool = False
    paired: bool = False


class MatchReason(NamedTuple):
    """`points` in hundredths."""

    name: str
    words: str
    points: int

    @property
    def in_points(self) -> str:
        return points_words(self.points)


@dataclass(frozen=True, slots=True)
class Match:
    offered: Offered
    reasons: tuple[MatchReason, ...]

    @property
    def score(self) -> int:
        return sum(reason.points for reason in self.reasons)


def matches_of(asked: Asked, offers: Iterable[Offered], most: int) -> list[Match]:
    """The best of them, the best first; of the work of a unit only what fits best. The same for any order."""
    found = [match for offered in offers if (match := match_of(asked, offered)) is not None]
    found.sort(key=lambda each: (-each.score, each.offered.source.value, each.offered.id, each.offered.unit))
    seen: set[int] = set()
    kept = []
    for match in found:
        if match.offered.source is Source.WORK:
            if match.offered.unit in seen:
                continue
            seen.add(match.offered.unit)
        kept.append(match)
    return kept[:most]


def match_of(asked: Asked, offered: Offered) -> Match | None:
    """Why it could meet the need; None where nothing says that it could."""
    what = (_by_words(asked, offered), _by_category(asked, offered), _by_way(asked, offered))
    if not any(what):
        return None
    better = (_by_audience(asked, offered), _by_distance(offered), _by_pairing(offered))
    return Match(offered, tuple(reason for reason in (*what, *better) if reason is not None))


def _by_words(asked: Asked, offered: Offered) -> MatchReason | None:
    """A word of one's title that the other's title or text has."""
    ours, theirs = pairs_in(asked.title), pairs_in(offered.title)
    shared = (ours & (theirs | pairs_in(offered.text))) | (pairs_in(asked.text) & theirs)
    if not shared:
        return None
    named = "、".join(common_words(f"{asked.title} {asked.text}", shared))
    return MatchReason("words", f"都提到“{named}”", WORDS if len(shared) > 1 else ONE_WORD)


def _by_category(asked: Asked, offered: Offered) -> MatchReason | None:
    return (
        MatchReason("category", f"类别相近：{offered.category}", CATEGORY) if _alike(asked, offered) else None
    )


def _alike(asked: Asked, offered: Offered) -> bool:
    same = bool(asked.category) and asked.category == offered.category
    return same or bool(pairs_in(asked.category) & pairs_in(offered.category))


def _by_way(asked: Asked, offered: Offered) -> MatchReason | None:
    """Of resources only: what a unit gave to a project is not known."""
    if offered.source is Source.WORK:
        return None
    offer = f"{offered.category} {offered.title}"
    fitting = [
        way for way, words in WAYS.items() if way in asked.wanted and any(word in offer for word in words)
    ]
    return MatchReason("way", f"期望方式相符：{'、'.join(fitting)}", WAY) if fitting else None


def _by_audience(asked: Asked, offered: Offered) -> MatchReason | None:
    for_whom = pairs_in(f"{asked.for_whom} {asked.title} {asked.text}")
    if FOR_ALL in offered.audience or for_whom & pairs_in(offered.audience):
        return MatchReason("audience", f"服务对象相符：{offered.audience}", AUDIENCE)
    return None


def _by_distance(offered: Offered) -> MatchReason | None:
    if offered.metres == UNKNOWN:
        return None
    points = int(share_of(NEAR // 100, FAR - min(offered.metres, FAR), FAR))
    return MatchReason("distance", distance_words(offered.metres, rough=offered.rough), points)


def _by_pairing(offered: Offered) -> MatchReason | None:
    return MatchReason("pairing", "已是结对单位", PAIRED) if offered.paired else None
