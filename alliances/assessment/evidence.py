"""What a score rests on: the records behind its value, what was judged, the surveys."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from alliances.assessment.computing import NOUGHT
from alliances.assessment.concerning import key_of, units_counted_for
from alliances.assessment.models import Judgement, Score, Source
from alliances.metrics.reading import Fact, facts_behind, values_together
from alliances.metrics.registry import METRICS, Metric, Span
from alliances.surveys.models import Survey
from alliances.surveys.reading import surveys_behind


@dataclass(frozen=True, slots=True)
class Evidence:
    """`facts`: the newest `count` things; `now` is their sum today, None where no records are counted.

    It differs from the score's value once a record was corrected after the result had been reviewed.
    """

    metric: Metric | None = None
    facts: tuple[Fact, ...] = ()
    count: int = 0
    now: Decimal | None = None
    judgement: Judgement | None = None
    surveys: tuple[Survey, ...] = ()


def evidence_of(score: Score, user: Any) -> Evidence:
    """As this person may see it. A fixed number of queries."""
    indicator = score.indicator
    if indicator.source == Source.METRIC:
        return _records(score, user)
    if indicator.source == Source.JUDGEMENT:
        return Evidence(judgement=judgement_of(score))
    return Evidence(surveys=surveys_of(score, user))


def judgement_of(score: Score) -> Judgement | None:
    result = score.result
    rows = Judgement.objects.filter(cycle=result.cycle_id, indicator=score.indicator_id)
    return rows.filter(unit=result.unit_id, party_org=result.party_org_id).select_related("by").first()


def surveys_of(score: Score, user: Any) -> tuple[Survey, ...]:
    """Those its index was made of, as far as this person sees them."""
    cycle = score.result.cycle
    kind, span = score.indicator.survey_kind, (cycle.from_on, cycle.until_on)
    return tuple(surveys_behind(cycle.scheme.region, kind, *span, key_of(score.result), user))


def _records(score: Score, user: Any) -> Evidence:
    result, name = score.result, score.indicator.metric
    cycle = result.cycle
    span = Span(cycle.scheme.region, cycle.from_on, cycle.until_on)
    units, (_, whom) = units_counted_for(result), key_of(result)
    now = values_together(span, {whom: units}, [name])[whom].get(name, NOUGHT)
    facts, count = facts_behind(name, span, units, user)
    return Evidence(METRICS[name], tuple(facts), count, now)
