"""From tallies to figures. Nothing comes out of fewer than five counted answers.

A group is one side's answers about one subject. A group, or a question in it, that has fewer is left out of
every figure above it as well: whoever knows the total cannot subtract their way down to it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

LEAST = 5
CENT = Decimal("0.01")

Points = Sequence[int | None]
"""What each choice is worth; None where it does not count."""


@dataclass(frozen=True, slots=True)
class Group:
    """One side's answers: `counts[question][choice]`. `weight` is the side's."""

    weight: int
    ballots: int
    counts: Sequence[Sequence[int]]


def counted(points: Points, counts: Sequence[int]) -> int:
    """How many answers have points."""
    return sum(count for worth, count in zip(points, counts, strict=False) if worth is not None)


def mean(points: Points, counts: Sequence[int]) -> Fraction | None:
    """Of one question; None below five counted answers."""
    answers = counted(points, counts)
    if answers < LEAST:
        return None
    worths = zip(points, counts, strict=False)
    return Fraction(sum(worth * count for worth, count in worths if worth is not None), answers)


def side_mean(points: Points, group: Group) -> Fraction | None:
    """The mean of its questions' means; questions below five are left out, None where all are."""
    means = [found for counts in group.counts if (found := mean(points, counts)) is not None]
    return sum(means, Fraction(0)) / len(means) if means else None


def index(points: Points, groups: Iterable[Group]) -> Fraction | None:
    """The mean of the sides by their weights, over those that have enough answers."""
    found = [(group.weight, side_mean(points, group)) for group in groups]
    known = [(weight, value) for weight, value in found if value is not None]
    return weighted(known)


def answers_behind(points: Points, groups: Iterable[Group]) -> int:
    """Ballots of the sides that an index is made of."""
    return sum(group.ballots for group in groups if side_mean(points, group) is not None)


def weighted(values: Iterable[tuple[int, Fraction]]) -> Fraction | None:
    """The mean by weights above nought; None of nothing."""
    rows = list(values)
    if not rows:
        return None
    return sum((value * weight for weight, value in rows), Fraction(0)) / sum(weight for weight, _ in rows)


def rounded(value: Fraction) -> Decimal:
    """To two decimals, halves up."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(CENT, ROUND_HALF_UP)
