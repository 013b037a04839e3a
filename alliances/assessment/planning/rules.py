"""Points of one indicator from its value: the rule, the limits, and the sentence that explains them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
NOUGHT = Decimal(0)


@dataclass(frozen=True, slots=True)
class Terms:
    """How an indicator scores: one of each, less, ratio, steps, marks; `full` is the cap, `floor` the least.

    `in_hundredths`: the value of MARKS is out of a hundred (a survey's index), not points.
    """

    rule: str
    full: Decimal
    floor: Decimal = NOUGHT
    per_item: Decimal | None = None
    target: Decimal | None = None
    steps: tuple[tuple[Decimal, Decimal], ...] = ()
    in_hundredths: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """How far a cycle differs from what the terms speak of.

    `spans`: how many spans of the scheme's own length it holds, four in the year of a quarterly scheme.
    `months`: its length, for a yearly target. `part`: how many of those months somebody took part in.
    """

    spans: int = 1
    months: int = 12
    part: int = 12

    @property
    def share(self) -> Decimal:
        """From above nought to one, not rounded."""
        return Decimal(self.part) / self.months

    @property
    def folded(self) -> str:
        """In words, where somebody took part in some of the months only."""
        return f" × 参与 {self.part}/{self.months} 个月" if self.part < self.months else ""


PLAIN = Scale()


@dataclass(frozen=True, slots=True)
class Scored:
    """`points` is None where there is nothing to go by: its marks leave both sides of the total."""

    points: Decimal | None
    words: str


def points_for(
    terms: Terms,
    value: Decimal | None,
    *,
    target: Decimal | None = None,
    scale: Scale = PLAIN,
    missing: str = "尚未评议，暂不计",
) -> Scored:
    """Points to the hundredth, between floor and full marks. `target`: one's own for the whole year.

    Targets and steps are asked for as often as `scale` has spans, and only in the part that somebody took
    part in; what counts by the piece is averaged over the spans. Raises ValueError for a rule there is not,
    or a target of nought.
    """
    if value is None:
        return Scored(None, missing)
    if terms.rule == "each":
        return _each(terms, value, scale)
    if terms.rule == "less":
        return _less(terms, value, scale)
    if terms.rule == "ratio":
        return _ratio(terms, value, target, scale)
    if terms.rule == "steps":
        return _steps(terms, value, scale)
    if terms.rule == "marks":
        return _marks(terms, value)
    raise ValueError(f"no rule {terms.rule!r}")


def _each(terms: Terms, value: Decimal, scale: Scale) -> Scored:
    per_item = _given(terms.per_item)
    raw = value / scale.spans * per_item
    return _within(terms, raw, f"{_averaged(value, scale)} × {said(per_item)} 分 = {said(rounded(raw))} 分")


def _less(terms: Terms, value: Decimal, scale: Scale) -> Scored:
    per_item = _given(terms.per_item)
    raw = terms.full - value / scale.spans * per_item
    taken = f"{_averaged(value, scale)} × {said(per_item)}"
    return _within(terms, raw, f"{said(terms.full)} − {taken} = {said(rounded(raw))} 分")


def _averaged(value: Decimal, scale: Scale) -> str:
    return said(value) if scale.spans == 1 else f"{said(value)} ÷ {scale.spans} 期"


def _ratio(terms: Terms, value: Decimal, target: Decimal | None, scale: Scale) -> Scored:
    part, words = goal_of(terms, target, scale)
    raw = value / part * terms.full
    return _within(
        terms,
        raw,
        f"完成 {said(value)}，目标 {words}："
        f"{said(value)} ÷ {said(rounded(part))} × {said(terms.full)} = {said(rounded(raw))} 分",
    )


def goal_of(terms: Terms, target: Decimal | None, scale: Scale) -> tuple[Decimal, str]:
    """The target over this cycle for whoever took part in that much of it, and how it came about."""
    if target is None:
        asked, words = _given(terms.target) * scale.spans, said(_given(terms.target))
        words += f" × {scale.spans} 期" if scale.spans > 1 else ""
    else:
        asked, words = target * scale.months / 12, f"全年 {said(target)}"
        words += f" × {scale.months}/12" if scale.months < 12 else ""
    goal = asked * scale.share
    if goal <= 0:
        raise ValueError("a target of nought divides nothing")
    return goal, words + scale.folded


def _steps(terms: Terms, value: Decimal, scale: Scale) -> Scored:
    steps = scaled_steps(terms, scale)
    reached = [step for step in steps if value >= step[0]]
    if not reached:
        least = said(rounded(min(step[0] for step in steps)))
        return _within(terms, terms.floor, f"{said(value)}，未达到 {least}，得 {said(terms.floor)} 分")
    at_least, points = max(reached)
    times = f"（每期 × {scale.spans} 期{scale.folded}）" if scale.spans > 1 or scale.folded else ""
    return _within(
        terms, points, f"{said(value)}，达到 {said(rounded(at_least))}{times}，得 {said(points)} 分"
    )


def scaled_steps(terms: Terms, scale: Scale) -> list[tuple[Decimal, Decimal]]:
    """Thresholds over this cycle, with their points."""
    return [(least * scale.spans * scale.share, points) for least, points in terms.steps]


def _marks(terms: Terms, value: Decimal) -> Scored:
    if not terms.in_hundredths:
        return _within(terms, value, f"评议 {said(value)} 分")
    raw = value * terms.full / 100
    return _within(terms, raw, f"测评 {said(value)} × {said(terms.full)} ÷ 100 = {said(rounded(raw))} 分")


def _within(terms: Terms, raw: Decimal, words: str) -> Scored:
    points = rounded(min(max(raw, terms.floor), terms.full))
    if raw > terms.full:
        words += f"，封顶 {said(terms.full)} 分"
    elif raw < terms.floor:
        words += f"，最低 {said(terms.floor)} 分"
    return Scored(points, words)


def _given(number: Decimal | None) -> Decimal:
    if number is None:
        raise ValueError("the rule asks for a number that is not given")
    return number


def rounded(number: Decimal) -> Decimal:
    """To the hundredth, halves away from nought, as offices do."""
    return number.quantize(CENT, ROUND_HALF_UP)


def said(number: Decimal) -> str:
    """Without noughts at the end: 2, 0.5, 120."""
    return f"{number.normalize():f}"


def mean(numbers: Sequence[Decimal]) -> Decimal:
    """To the hundredth; of at least one."""
    return rounded(sum(numbers, NOUGHT) / len(numbers))
