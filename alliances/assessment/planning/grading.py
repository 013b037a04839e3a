"""Grades: by points, held down by conditions, and no more of each than its quota. Best grade first.

Who does not fit into a quota gets the next grade. Of several with the same total at the quota's edge none
is preferred: where they do not all fit, none of them does.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import TypeVar

from alliances.assessment.planning.rules import said

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Step:
    """A grade: its name, from how many points, and for at most how many in a hundred."""

    name: str
    at_least: Decimal
    quota_percent: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What grades go by. `held`: names of the best grades its unmet conditions allow, with the reasons."""

    total: Decimal
    held: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """The grade's name (empty where the total reaches none), and in words why not a better one."""

    grade: str
    words: str = ""


def graded(all_of: Mapping[K, Standing], steps: Sequence[Step]) -> dict[K, Given]:
    """A grade for each, the same in whatever order they come. `steps`: the best first."""
    reasons: dict[K, list[str]] = defaultdict(list)
    waiting: dict[int, list[K]] = defaultdict(list)
    for key, standing in all_of.items():
        place, words = entitled(standing, steps)
        reasons[key] += words
        waiting[place].append(key)
    found: dict[K, Given] = {}
    for place, step in enumerate(steps):
        fitting, falling = _within_quota(waiting[place], all_of, step, len(all_of))
        found |= {key: Given(step.name, "；".join(reasons[key])) for key in fitting}
        for key, reason in falling.items():
            reasons[key].append(reason)
            waiting[place + 1].append(key)
    return found | {key: Given("", "；".join(reasons[key])) for key in waiting[len(steps)]}


def entitled(standing: Standing, steps: Sequence[Step]) -> tuple[int, list[str]]:
    """The place of the grade by points and conditions alone (past the last: none), and what held it down."""
    by_points = next((i for i, step in enumerate(steps) if standing.total >= step.at_least), len(steps))
    names = [step.name for step in steps]
    words = [reason for best, reason in standing.held if names.index(best) > by_points]
    held = [names.index(best) for best, _ in standing.held]
    return max([by_points, *held]), words


def places_of(step: Step, of_all: int) -> int | None:
    """How many may have the grade; None without a quota. A part of a place is none."""
    return None if step.quota_percent is None else of_all * step.quota_percent // 100


def beside(standing: Standing, steps: Sequence[Step], taken: Mapping[str, int], of_all: int) -> Given:
    """The grade of one that was corrected, the others keeping theirs: where a quota is full, the next."""
    place, words = entitled(standing, steps)
    for step in steps[place:]:
        places = places_of(step, of_all)
        if places is None or taken.get(step.name, 0) < places:
            return Given(step.name, "；".join(words))
        words.append(f"“{step.name}”名额 {places} 家已满")
    return Given("", "；".join(words))


def _within_quota(
    keys: Sequence[K], all_of: Mapping[K, Standing], step: Step, of_all: int
) -> tuple[list[K], dict[K, str]]:
    """Who gets the grade, and why the others do not."""
    places = places_of(step, of_all)
    if places is None or len(keys) <= places:
        return list(keys), {}
    fitting: list[K] = []
    falling: dict[K, str] = {}
    ranked = sorted(keys, key=lambda key: -all_of[key].total)
    for total, tied in groupby(ranked, key=lambda key: all_of[key].total):
        group = list(tied)
        if not falling and len(fitting) + len(group) <= places:
            fitting += group
        else:
            words = _why_not(step, places, places - len(fitting), total, len(group))
            falling |= dict.fromkeys(group, words)
    return fitting, falling


def _why_not(step: Step, places: int, left: int, total: Decimal, tied: int) -> str:
    if tied > 1 and 0 < left < tied:
        return f"“{step.name}”名额 {places} 家，余 {left} 个，{said(total)} 分并列 {tied} 家，均不进入"
    return f"达到“{step.name}”分数线，名额 {places} 家已满"
