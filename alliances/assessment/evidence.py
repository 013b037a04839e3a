"""What a score rests on: the records behind its value, what was judged."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from alliances.assessment.computing import NOUGHT
from alliances.assessment.concerning import key_of, units_counted_for
from alliances.assessment.models import Judgement, Score, Source
from alliances.metrics.reading import Fact, facts_behind, values_together
from alliances.metrics.registry import METRICS, Metric, Span


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


def evidence_of(score: Score, user: Any) -> Evidence:
    """As this person may see it. A fixed number of queries."""
    indicator = score.indicator
    if indicator.source == Source.METRIC:
        return _records(score, user)
    if indicator.source == Source.JUDGEMENT:
        return Evidence(judgement=judgement_of(score))
    return Evidence()


def judgement_of(score: Score) -> Judgement | None:
    result = score.result
    rows = Judgement.objects.filter(cycle=result.cycle_id, indicator=score.indicator_id)
    return rows.filter(unit=result.unit_id, party_org=result.party_org_id).select_related("by").first()


def _records(score: Score, user: Any) -> Evidence:
    result, name = score.result, score.indicator.metric
    cycle = result.cycle
    span = Span(cycle.scheme.region, cycle.from_on, cycle.until_on)
    units, (_, whom) = units_counted_for(result), key_of(result)
    now = values_together(span, {whom: units}, [name])[whom].get(name, NOUGHT)
    facts, count = facts_behind(name, span, units, user)
    return Evidence(METRICS[name], tuple(facts), count, now)
