"""From points to a total: base and bonus, indices, and a year out of its cycles."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from alliances.assessment.planning.rules import NOUGHT, mean, rounded, said


@dataclass(frozen=True, slots=True)
class Leaf:
    """One indicator: its points (None where it was not scored), its full marks, where it stands."""

    points: Decimal | None
    full: Decimal
    is_bonus: bool = False
    index: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """`base` is out of the scheme's full marks, `bonus` comes on top; `words` say what is unusual."""

    base: Decimal
    bonus: Decimal
    total: Decimal
    indices: dict[str, Decimal] = field(default_factory=dict)
    words: str = ""


def total_of(leaves: Iterable[Leaf], full_marks: Decimal) -> Total:
    """Whatever was not scored leaves earned and full marks alike; the rest is brought to full marks again."""
    rows = list(leaves)
    within = [row for row in rows if not row.is_bonus]
    bonus = sum((row.points for row in rows if row.is_bonus and row.points is not None), NOUGHT)
    earned = sum((row.points for row in within if row.points is not None), NOUGHT)
    counted = sum((row.full for row in within if row.points is not None), NOUGHT)
    base, words = earned, ""
    if any(row.points is None for row in within):
        base = rounded(earned / counted * full_marks) if counted else NOUGHT
        words = (
            f"有指标暂不计分，其余 {said(counted)} 分中得 {said(earned)} 分，折算为 {said(base)} 分"
            if counted
            else "各项指标都暂不计分"
        )
    return Total(base, bonus, base + bonus, indices_of(within), words)


def indices_of(rows: Iterable[Leaf]) -> dict[str, Decimal]:
    """Of each index, points earned in a hundred of what could be earned, by name."""
    earned: dict[str, Decimal] = defaultdict(Decimal)
    full: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        if row.index and row.points is not None:
            earned[row.index] += row.points
            full[row.index] += row.full
    return {name: rounded(earned[name] / full[name] * 100) for name in sorted(full)}


@dataclass(frozen=True, slots=True)
class Year:
    """A year's total, the mean of its ordinary cycles (None where there were none), and how it came about."""

    total: Decimal
    ordinary: Decimal | None
    words: str


def year_total(own: Total, ordinary: Sequence[Decimal], percent: int) -> Year:
    """平时平均 by `percent`, 年度 by the rest, and the bonus. Without ordinary cycles the year is all."""
    if not percent:
        return Year(own.total, None, "")
    if not ordinary:
        return Year(own.total, None, "没有平时成绩，全年按年度成绩计")
    average = mean(ordinary)
    mixed = rounded((average * percent + own.base * (100 - percent)) / 100)
    words = (
        f"平时平均 {said(average)} × {percent}% + 年度 {said(own.base)} × {100 - percent}% = {said(mixed)} 分"
    )
    if own.bonus:
        words += f"，另加分 {said(own.bonus)} 分"
    return Year(mixed + own.bonus, average, words)
