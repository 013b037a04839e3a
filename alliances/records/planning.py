"""Dividing a record's figures among the units that took part, so that the shares sum to the figures."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_DOWN, Decimal

from alliances.records.figures import DECIMALS, FIGURES


def apportion(total: Decimal, weights: Sequence[int], places: int = 0) -> list[Decimal]:
    """Divide `total` by positive weights into parts of `places` decimals whose sum is exactly `total`.

    Largest remainder: each gets its part rounded down; what is left goes, one smallest step each, to
    the largest remainders, the earlier first. Errors: ValueError without weights or for one below 1.
    """
    if not weights or min(weights) < 1:
        raise ValueError("weights must be at least one positive number")
    step = Decimal(1).scaleb(-places)
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [part.quantize(step, ROUND_DOWN) for part in exact]
    left = int((total - sum(parts)) / step)
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for index in by_remainder[:left]:
        parts[index] += step
    return parts


def shares_of(figures: Mapping[str, Decimal], weights: Sequence[int]) -> list[dict[str, str]]:
    """For each unit its share of every figure that is not zero, as decimal text (JSON keeps it exact)."""
    shares: list[dict[str, str]] = [{} for _ in weights]
    for name in FIGURES:
        total = figures.get(name, Decimal(0))
        if total:
            for share, part in zip(shares, apportion(total, weights, DECIMALS.get(name, 0)), strict=True):
                share[name] = str(part)
    return shares
