"""Cycles of the table's world, each of a scheme of its own, with the claimant's result in it."""

import datetime as dt
from typing import Any

from django.utils import timezone

from members.models import Region
from tests import factories as make


def cycles_of(street: Region, unit: Any, objector: Any) -> dict[str, Any]:
    """`cycle_computed`, `cycle_reviewed`, `cycle_told`, `cycle_over`; what hangs on them, by its id.

    `cycle_over`: the term for objections is. `judged_leaf` is of the computed one, `told_leaf` of the told.
    """
    cycles = {state: a_cycle(street, unit, state) for state in ("computed", "reviewed", "fed_back")}
    over = a_cycle(street, unit, "fed_back", timezone.localdate() - dt.timedelta(days=1))
    told = cycles["fed_back"].results.get()
    score = told.scores.get()
    objected = a_cycle(street, unit, "fed_back").results.get()
    return {
        "cycle_computed": cycles["computed"].pk,
        "cycle_reviewed": cycles["reviewed"].pk,
        "cycle_told": cycles["fed_back"].pk,
        "cycle_over": over.pk,
        "judged_leaf": cycles["computed"].scheme.indicators.get(source="judgement").pk,
        "result": told.pk,
        "score": score.pk,
        "told_leaf": score.indicator_id,
        "objection": make.ObjectionFactory(result=objected, raised_by=objector).pk,
    }


def a_cycle(street: Region, unit: Any, state: str, until: dt.date | None = None) -> Any:
    """One indicator is judged, one counted; the unit has a score for the latter."""
    scheme = make.SchemeFactory(region=street)
    counted = make.IndicatorFactory(scheme=scheme)
    make.IndicatorFactory(scheme=scheme, source="judgement", rule="marks")
    terms = {} if until is None else {"contest_until": until}
    cycle = make.CycleFactory(scheme=make.adopted(scheme), state="computed")
    make.ScoreFactory(result=make.ResultFactory(cycle=cycle, unit=unit), indicator=counted)
    return make.moved_on(cycle, state, **terms)
