"""试算: what a draft would have given over a span that is over. Nothing is kept."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from alliances.assessment.computing import Outcome, preview
from alliances.assessment.models import Scheme
from alliances.assessment.models.cycles import SPANS
from alliances.assessment.planning.rules import mean, said
from alliances.assessment.planning.spans import spans_of

NO_GRADE = "不评等次"


@dataclass(frozen=True, slots=True)
class Period:
    """`name` is how an address says it: 2026-h1."""

    name: str
    label: str
    since: dt.date
    until: dt.date


def periods_over(scheme: Scheme, today: dt.date) -> list[Period]:
    """Spans of the scheme's cadence in this year and the last that are over, the latest first."""
    found = [
        Period(f"{year}-{span}", f"{year} 年{SPANS[span]}", since, until)
        for year in (today.year - 1, today.year)
        for span, since, until in spans_of(year, scheme.cadence)
        if until < today
    ]
    return found[::-1]


def trial_of(scheme: Scheme, period: Period) -> dict[str, Any]:
    """For the page: figures, how many of each grade, and each one's outcome."""
    outcomes = preview(scheme, period.since, period.until)
    return {
        "outcomes": outcomes,
        "figures": _figures([each.year.total for each in outcomes]),
        "grades": _grades(scheme, outcomes),
        "unmeasured": _unmeasured(scheme),
    }


def _figures(totals: list[Decimal]) -> list[tuple[str, str, str]]:
    if not totals:
        return []
    return [
        ("试算对象", str(len(totals)), "家"),
        ("最高", said(max(totals)), "分"),
        ("平均", said(mean(totals)), "分"),
        ("最低", said(min(totals)), "分"),
    ]


def _grades(scheme: Scheme, outcomes: list[Outcome]) -> list[tuple[str, int]]:
    counted = Counter(each.given.grade for each in outcomes)
    names = [grade.name for grade in scheme.grades.order_by("ordinal")]
    return [(name or NO_GRADE, counted[name]) for name in [*names, ""] if names and (name or counted[name])]


def _unmeasured(scheme: Scheme) -> list[str]:
    rows = scheme.indicators.filter(source__in=["judgement", "survey"]).order_by("ordinal")
    return list(rows.values_list("name", flat=True))
