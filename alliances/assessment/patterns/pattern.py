"""What a scheme can start from: plain data, copied into a draft and then the office's own."""

from dataclasses import dataclass
from decimal import Decimal

from alliances.assessment.models import Cadence, Purpose, Rule, Source

Number = Decimal | int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """An indicator: its marks, where its value comes from, and its rule."""

    name: str
    full: Number
    source: Source = Source.JUDGEMENT
    rule: Rule = Rule.MARKS
    metric: str = ""
    survey: str = ""
    per_item: Number | None = None
    target: Number | None = None
    steps: tuple[tuple[Number, Number], ...] = ()
    floor: Number = 0
    requirement: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Its full marks are those of its indicators together."""

    name: str
    leaves: tuple[Leaf, ...]
    is_bonus: bool = False
    index: str = ""

    @property
    def full(self) -> Decimal:
        return sum((Decimal(leaf.full) for leaf in self.leaves), Decimal(0))


@dataclass(frozen=True, slots=True)
class Mark:
    """A grade: from how many points, for at most how many in a hundred."""

    name: str
    at_least: int
    quota: int | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """Whose value of that indicator stays below gets no grade better than `best`. Both by name."""

    indicator: str
    at_least: int
    best: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """`about` says what it is for, `source` after what it was made. Its grades: the best first."""

    name: str
    about: str
    source: str
    purpose: Purpose
    cadence: Cadence
    groups: tuple[Group, ...]
    grades: tuple[Mark, ...] = ()
    limits: tuple[Limit, ...] = ()
    ordinary_percent: int = 0
    publicise_days: int = 0

    @property
    def full_marks(self) -> Decimal:
        return sum((group.full for group in self.groups if not group.is_bonus), Decimal(0))


def counted(name: str, full: Number, metric: str, per_item: Number, requirement: str = "") -> Leaf:
    """So many points for each one that the records show."""
    return Leaf(
        name=name,
        full=full,
        source=Source.METRIC,
        metric=metric,
        rule=Rule.EACH,
        per_item=per_item,
        requirement=requirement,
    )


def reached(name: str, full: Number, metric: str, target: Number, requirement: str = "") -> Leaf:
    """Points by how much of a target the records show; the target can be one's own."""
    return Leaf(
        name=name,
        full=full,
        source=Source.METRIC,
        metric=metric,
        rule=Rule.RATIO,
        target=target,
        requirement=requirement,
    )


def judged(name: str, full: Number, requirement: str = "") -> Leaf:
    return Leaf(name=name, full=full, requirement=requirement)


def lost(name: str, full: Number, each: Number, requirement: str = "") -> Leaf:
    """Full marks, less so many for each thing that somebody found."""
    return Leaf(name=name, full=full, rule=Rule.LESS, per_item=each, requirement=requirement)


def surveyed(name: str, full: Number, survey: str) -> Leaf:
    return Leaf(name=name, full=full, source=Source.SURVEY, survey=survey)
