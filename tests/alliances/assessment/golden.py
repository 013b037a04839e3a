"""Worked examples: records and judgements as a hand would put them down, and the scores as one reads them."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from alliances.assessment.actions.cycles import compute
from alliances.assessment.actions.judging import Judged, judge
from alliances.assessment.actions.patterned import draft_from
from alliances.assessment.concerning import key_of
from alliances.assessment.models import Cycle, Result
from alliances.assessment.patterns import PATTERNS
from alliances.assessment.planning.spans import spans_of
from tests import factories as make

YEAR = 2026


def from_pattern(name: str) -> Any:
    """In force, for the street; an appraisal rests on a document."""
    pattern = PATTERNS[name]
    staff = make.staff_of()
    basis = make.DocumentFactory(region=make.street(), kind="scheme")
    terms = {"basis": basis} if pattern.purpose == "appraisal" else {}
    return make.adopted(draft_from(pattern, make.street(), by=staff, year=YEAR, **terms))


def cycle_of(scheme: Any, span: str) -> Cycle:
    cadence = "year" if span == "year" else scheme.cadence
    _, since, until = next(each for each in spans_of(YEAR, cadence) if each[0] == span)
    return Cycle.objects.create(scheme=scheme, span=span, from_on=since, until_on=until)


def worked(unit: Any, on: str, count: int = 1, **figures: str) -> None:
    """So many records of the unit on that day ("05-08"); figures are of each."""
    for _ in range(count):
        record = make.RecordFactory(region=make.street(), occurred_on=dt.date.fromisoformat(f"{YEAR}-{on}"))
        make.RecordShareFactory(record=record, unit=unit, figures=figures)


def completed(unit: Any, on: str) -> None:
    """A claim that was completed on that day."""
    noon = dt.datetime.fromisoformat(f"{YEAR}-{on}T12:00:00+08:00")
    moments = {"claimed_at": noon, "confirmed_at": noon, "completed_at": noon}
    make.ClaimFactory(unit=unit, state="completed", **moments)


def judged(cycle: Cycle, **values: Mapping[Any, str]) -> None:
    """Indicator's name → whom → value."""
    staff = make.staff_of()
    for name, given in values.items():
        leaf = cycle.scheme.indicators.get(name=name, source="judgement")
        keys = {whom: ("party_org" if hasattr(whom, "level") else "unit", whom.pk) for whom in given}
        said = [Judged(keys[whom], Decimal(value), "检查记录") for whom, value in given.items()]
        judge(cycle, leaf, said, by=staff)


def computed(cycle: Cycle) -> dict[str, Result]:
    """Name of whom it concerns → its result."""
    compute(cycle, by=None)
    rows = cycle.results.select_related("unit", "party_org", "grade")
    return {str(row.whom): row for row in rows if key_of(row)}


def points_of(result: Result) -> dict[str, Decimal | None]:
    return dict(result.scores.values_list("indicator__name", "points"))
