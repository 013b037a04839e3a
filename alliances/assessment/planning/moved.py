"""What moved since last time, and what would raise it: of one indicator, in words and numbers."""

from decimal import ROUND_CEILING, Decimal

from alliances.assessment.planning.rules import (
    NOUGHT,
    PLAIN,
    Scale,
    Terms,
    goal_of,
    points_for,
    said,
    scaled_steps,
)


def moved(points: Decimal | None, before: Decimal | None) -> Decimal | None:
    """By how much more (less, if negative) than before; None where either time nothing was scored."""
    if points is None or before is None:
        return None
    return points - before


def raised_by(
    terms: Terms, value: Decimal | None, *, target: Decimal | None = None, scale: Scale = PLAIN
) -> str:
    """What is missing to the next point that there is to be had; empty where nothing more can be done.

    Only what goes by counting: nobody can promise how something will be judged. Of LESS nothing can be made
    good, so nothing is said. The number named is enough: with it the points are those that it names.
    """
    if value is None or terms.in_hundredths or terms.rule not in ("each", "ratio", "steps"):
        return ""
    asked = _asked(terms, value, target, scale)
    if asked is None:
        return ""
    more = (asked - value).to_integral_value(ROUND_CEILING)
    now = points_for(terms, value, target=target, scale=scale).points or NOUGHT
    then = points_for(terms, value + more, target=target, scale=scale).points or NOUGHT
    return f"再有 {said(more)}，可由 {said(now)} 分到 {said(then)} 分" if then > now else ""


def _asked(terms: Terms, value: Decimal, target: Decimal | None, scale: Scale) -> Decimal | None:
    """The value at which there are more points: one more item, the next step, the target."""
    if terms.rule == "each":
        return value + 1
    if terms.rule == "steps":
        return min((least for least, _ in scaled_steps(terms, scale) if least > value), default=None)
    goal, _ = goal_of(terms, target, scale)
    return goal if goal > value else None
