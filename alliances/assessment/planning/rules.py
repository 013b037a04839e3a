"""Points of one indicator from its value: the rule, the limits, and the sentence that explains them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
WHOLE = Decimal(1)
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
class Scored:
    """`points` is None where there is nothing to go by: its marks leave both sides of the total."""

    points: Decimal | None
    words: str


def points_for(
    terms: Terms,
    value: Decimal | None,
    *,
    target: Decimal | None = None,
    share: Decimal = WHOLE,
    missing: str = "尚未评议，暂不计",
) -> Scored:
    """Points to the hundredth, between floor and full marks. `target` stands before the terms' own.

    `share` (0 to 1) is how much of the span somebody took part: a target is asked for in that part only.
    Raises ValueError for a rule there is not, or a target of nought.
    """
    if value is None:
        return Scored(None, missing)
    if terms.rule == "each":
        return _each(terms, value)
    if terms.rule == "less":
        return _less(terms, value)
    if terms.rule == "ratio":
        return _ratio(terms, value, target, share)
    if terms.rule == "steps":
        return _steps(terms, value)
    if terms.rule == "marks":
        return _marks(terms, value)
    raise ValueError(f"no rule {terms.rule!r}")


def _each(terms: Terms, value: Decimal) -> Scored:
    per_item = _given(terms.per_item)
    raw = value * per_item
    return _within(terms, raw, f"{said(value)} × {said(per_item)} 分 = {said(rounded(raw))} 分")


def _less(terms: Terms, value: Decimal) -> Scored:
    per_item = _given(terms.per_item)
    raw = terms.full - value * per_item
    words = f"{said(terms.full)} − {said(value)} × {said(per_item)} = {said(rounded(raw))} 分"
    return _within(terms, raw, words)


def _ratio(terms: Terms, value: Decimal, target: Decimal | None, share: Decimal) -> Scored:
    asked = _given(terms.target if target is None else target)
    part = asked * share
    if part <= 0:
        raise ValueError("a target of nought divides nothing")
    raw = value / part * terms.full
    folded = f"（按参与时长折算，原为 {said(asked)}）" if share < 1 else ""
    words = (
        f"完成 {said(value)}，目标 {said(rounded(part))}{folded}："
        f"{said(value)} ÷ {said(rounded(part))} × {said(terms.full)} = {said(rounded(raw))} 分"
    )
    return _within(terms, raw, words)


def _steps(terms: Terms, value: Decimal) -> Scored:
    reached = [step for step in terms.steps if value >= step[0]]
    if not reached:
        least = min(step[0] for step in terms.steps)
        return _within(terms, terms.floor, f"{said(value)}，未达到 {said(least)}，得 {said(terms.floor)} 分")
    at_least, points = max(reached)
    return _within(terms, points, f"{said(value)}，达到 {said(at_least)}，得 {said(points)} 分")


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
