"""One table: what was measured, beside what, and whether it reaches the figure that was set."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Line:
    """One row of the table. `ratios` are those of the single rounds; `reach` is a bound in words."""

    work: str
    compared_with: str
    ours: str
    reference: str
    ratios: Sequence[float]
    at_least: float | None = None
    at_most: float | None = None

    @property
    def ratio(self) -> float:
        return median(self.ratios)

    @property
    def verdict(self) -> str:
        if self.at_least is not None:
            return "hit" if self.ratio >= self.at_least else "MISS"
        if self.at_most is not None:
            return "hit" if self.ratio <= self.at_most else "MISS"
        return "shown"

    @property
    def reach(self) -> str:
        if self.at_least is not None:
            return f"≥ {self.at_least:g}"
        return f"≤ {self.at_most:g}" if self.at_most is not None else ""

    def cells(self) -> list[str]:
        spread = f"{self.ratio:.2f} ({min(self.ratios):.2f}–{max(self.ratios):.2f})"
        return [self.work, self.compared_with, self.ours, self.reference, spread, self.reach, self.verdict]


HEADER = ["work", "compared with", "ours", "reference", "ratio (spread)", "reach", ""]


def table(lines: Sequence[Line]) -> str:
    """Markdown, aligned well enough to be read in a terminal."""
    rows = [HEADER, *(line.cells() for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    said = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(
        [
            f"| {said[0]} |",
            f"|{'|'.join('-' * (width + 2) for width in widths)}|",
            *(f"| {row} |" for row in said[1:]),
        ]
    )


def ratios(ours: Sequence[float], reference: Sequence[float]) -> list[float]:
    """Round by round: what disturbs the machine disturbs both of a round."""
    return [mine / other for mine, other in zip(ours, reference, strict=True)]


def in_the_middle(values: Sequence[float], unit: str) -> str:
    return f"{median(values):.3g} {unit}"
