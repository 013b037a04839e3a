"""Results of a cycle, computed set-based from records, judgements and surveys; and how they are kept."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from alliances.assessment.concerning import Assessed, Key, assessed_by, key_of
from alliances.assessment.models import Cycle, Indicator, Judgement, Result, Scheme, Score, Source, Target
from alliances.assessment.planning.grading import Given, Standing, Step, graded
from alliances.assessment.planning.rules import PLAIN, Scale, Scored, Terms, points_for, said
from alliances.assessment.planning.spans import scale_of
from alliances.assessment.planning.totals import Leaf, Total, Year, total_of, year_total
from alliances.assessment.states import TOLD
from alliances.metrics.reading import values_of, values_together
from alliances.metrics.registry import Span
from alliances.surveys.reading import index_of
from portal.inserting import insert_many, insert_values

NOUGHT = Decimal(0)
SHARE = Decimal("0.0001")
MISSING = {Source.SURVEY: "测评不足 5 份，暂不计", Source.JUDGEMENT: "尚未评议，暂不计"}
NOT_GIVEN = "没有加分"

ByWhom = Mapping[tuple[int, Key], Any]
"""(indicator, whom) → what is given."""


@dataclass(frozen=True, slots=True)
class Part:
    """An indicator as it is computed with: looked up once, not for each one assessed."""

    indicator: Indicator
    pk: int
    terms: Terms
    is_bonus: bool
    index: str
    missing: str


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator's value and points for one."""

    part: Part
    value: Decimal | None
    scored: Scored

    @property
    def indicator(self) -> Indicator:
        return self.part.indicator

    @property
    def leaf(self) -> Leaf:
        return Leaf(self.scored.points, self.part.terms.full, self.part.is_bonus, self.part.index)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a cycle, or a trial of a draft, gives for one."""

    assessed: Assessed
    share: Decimal
    measured: tuple[Measured, ...]
    total: Total
    year: Year
    given: Given

    @property
    def why(self) -> str:
        parts = [self.total.words, self.year.words, self.given.words]
        if self.share < 1:
            parts.insert(0, f"{self.assessed.since:%Y-%m-%d} 起参加，目标按参与的月数折算")
        return "；".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Plan:
    """A scheme as it is computed with."""

    scheme: Scheme
    parts: tuple[Part, ...]
    steps: tuple[Step, ...]
    conditions: tuple[Any, ...]


def plan_of(scheme: Scheme) -> Plan:
    leaves = scheme.indicators.exclude(parent=None).select_related("parent").order_by("ordinal")
    return Plan(
        scheme,
        tuple(map(_part, leaves)),
        tuple(Step(each.name, each.at_least, each.quota_percent) for each in scheme.grades.all()),
        tuple(scheme.conditions.select_related("best", "indicator")),
    )


def _part(leaf: Indicator) -> Part:
    group = leaf.group
    missing = NOT_GIVEN if group.is_bonus else MISSING.get(Source(leaf.source), "")
    return Part(leaf, leaf.pk, terms_of(leaf), group.is_bonus, group.index, missing)


def terms_of(indicator: Indicator) -> Terms:
    return Terms(
        rule=indicator.rule,
        full=indicator.full_marks,
        floor=indicator.floor,
        per_item=indicator.per_item,
        target=indicator.target,
        steps=tuple((Decimal(str(least)), Decimal(str(points))) for least, points in indicator.steps),
        in_hundredths=indicator.source == Source.SURVEY,
    )


def outcomes_of(cycle: Cycle) -> list[Outcome]:
    """In the order in which those concerned are listed. The number of queries does not grow with them."""
    assessed = assessed_in(cycle)
    judged = {(row.indicator_id, key_of(row)): row.value for row in cycle.judgements.all()}
    ordinary = _ordinary(cycle) if cycle.span == "year" else {}
    return _outcomes(plan_of(cycle.scheme), assessed, (cycle.from_on, cycle.until_on), judged, ordinary)


def preview(scheme: Scheme, since: dt.date, until: dt.date) -> list[Outcome]:
    """试算: what a draft would have given over a span. Nothing is kept; what people judge is left out."""
    return _outcomes(plan_of(scheme), assessed_by(scheme, since, until), (since, until), {}, {})


def assessed_in(cycle: Cycle) -> list[Assessed]:
    return assessed_by(cycle.scheme, cycle.from_on, cycle.until_on)


def unjudged(cycle: Cycle) -> list[tuple[Any, Indicator]]:
    """Who has no judgement yet, and in which indicator. What comes on top is given to whom it is due."""
    judged = {(row.indicator_id, key_of(row)) for row in Judgement.objects.filter(cycle=cycle)}
    asked = cycle.scheme.indicators.filter(source=Source.JUDGEMENT, parent__is_bonus=False)
    everybody = assessed_in(cycle)
    return [
        (each.whom, indicator)
        for indicator in asked.order_by("ordinal")
        for each in everybody
        if (indicator.pk, each.key) not in judged
    ]


def _outcomes(
    plan: Plan,
    assessed: Sequence[Assessed],
    days: tuple[dt.date, dt.date],
    judged: ByWhom,
    ordinary: Mapping[Key, list[Decimal]],
) -> list[Outcome]:
    values = _values(plan, assessed, days)
    judged = {**judged, **_surveyed(plan, assessed, days)}
    targets = {
        (row.indicator_id, key_of(row)): row.quantity
        for row in Target.objects.filter(indicator__scheme=plan.scheme)
    }
    whole_year = (dt.date(plan.scheme.year, 1, 1), dt.date(plan.scheme.year, 12, 31))
    rows = []
    for each in assessed:
        scale = scale_of(plan.scheme.cadence, *days, each.since)
        measured = tuple(
            _measured(part, each, values, judged, targets.get((part.pk, each.key)), scale)
            for part in plan.parts
        )
        total = total_of([row.leaf for row in measured], plan.scheme.full_marks)
        percent = plan.scheme.ordinary_percent if days == whole_year else 0
        rows.append(
            (each, scale.share, measured, total, year_total(total, ordinary.get(each.key, []), percent))
        )
    standings = {row[0].key: Standing(row[4].total, held_down(plan.conditions, row[2])) for row in rows}
    given = graded(standings, plan.steps)
    return [Outcome(*row, given[row[0].key]) for row in rows]


def _values(
    plan: Plan, assessed: Sequence[Assessed], days: tuple[dt.date, dt.date]
) -> dict[Key, dict[str, Decimal]]:
    """Whom → metric → value: of all units whose records count for it."""
    names = sorted({part.indicator.metric for part in plan.parts if part.indicator.source == Source.METRIC})
    if not names:
        return {each.key: {} for each in assessed}
    span = Span(plan.scheme.region, *days)
    if plan.scheme.is_appraisal:
        found = values_together(span, {each.key[1]: each.units for each in assessed}, names)
    else:
        found = values_of(span, [each.key[1] for each in assessed], names)
    return {each.key: found[each.key[1]] for each in assessed}


def _surveyed(
    plan: Plan, assessed: Sequence[Assessed], days: tuple[dt.date, dt.date]
) -> dict[tuple[int, Key], Decimal]:
    """(indicator, whom) → the index of the surveys that were closed in the span. One query a kind."""
    leaves = [part.indicator for part in plan.parts if part.indicator.source == Source.SURVEY]
    keys = [each.key for each in assessed]
    units, orgs = ([number for whom, number in keys if whom == name] for name in ("unit", "party_org"))
    found = {
        kind: index_of(plan.scheme.region, kind, *days, units, orgs)
        for kind in sorted({leaf.survey_kind for leaf in leaves})
    }
    return {(leaf.pk, key): value for leaf in leaves for key, value in found[leaf.survey_kind].items()}


def _measured(
    part: Part,
    each: Assessed,
    values: Mapping[Key, Mapping[str, Decimal]],
    judged: ByWhom,
    target: Decimal | None,
    scale: Scale,
) -> Measured:
    if part.indicator.source == Source.METRIC:
        value: Decimal | None = values[each.key].get(part.indicator.metric, NOUGHT)
    else:
        value, scale = judged.get((part.pk, each.key)), PLAIN
    scored = points_for(part.terms, value, target=target, scale=scale, missing=part.missing)
    return Measured(part, value, scored)


def held_down(conditions: Sequence[Any], measured: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    """Best grades allowed by the conditions that are not met, with the sentence why."""
    if not conditions:
        return ()
    values = {row.indicator.pk: row.value for row in measured}
    return tuple(
        (
            each.best.name,
            f"“{each.indicator}”为 {said(value)}，不到 {said(each.at_least)}，最高“{each.best}”",
        )
        for each in conditions
        if (value := values.get(each.indicator_id)) is not None and value < each.at_least
    )


def _ordinary(cycle: Cycle) -> dict[Key, list[Decimal]]:
    """Totals of the year's other cycles that were told, by whom; those of editions before count as well."""
    rows = Result.objects.current().filter(cycle__scheme__in=cycle.scheme.editions(), cycle__state__in=TOLD)
    found: dict[Key, list[Decimal]] = {}
    for row in rows.exclude(cycle=cycle).order_by("cycle__from_on"):
        found.setdefault(key_of(row), []).append(row.total)
    return found


def digest_of(outcomes: Iterable[Outcome]) -> str:
    """The same for the same results, in whatever order they come."""
    said_of = sorted(
        [
            *map(str, each.assessed.key),
            *map(str, (kept_share(each), each.year.total, each.given.grade, each.why)),
            sorted((name, str(value)) for name, value in each.total.indices.items()),
            sorted(map(_said_of, each.measured)),
        ]
        for each in outcomes
    )
    return hashlib.sha256(json.dumps(said_of, ensure_ascii=False).encode()).hexdigest()


def _said_of(row: Measured) -> tuple[int, str, str, str]:
    return row.part.pk, str(row.value), str(row.scored.points), row.scored.words


def store(cycle: Cycle, outcomes: Sequence[Outcome]) -> None:
    """In place of what was computed before; the caller holds the cycle's lock."""
    Score.objects.filter(result__cycle=cycle).delete()
    cycle.results.all().delete()
    grades = {grade.name: grade for grade in cycle.scheme.grades.all()}
    results = [_result(cycle, each, grades.get(each.given.grade)) for each in outcomes]
    insert_many(results)
    insert_values(
        Score,
        ["result_id", "indicator_id", "value", "points", "words"],
        (
            (result.pk, row.part.pk, row.value, row.scored.points, row.scored.words[:200])
            for result, each in zip(results, outcomes, strict=True)
            for row in each.measured
        ),
    )


def kept_share(outcome: Outcome) -> Decimal:
    return outcome.share.quantize(SHARE)


def _result(cycle: Cycle, each: Outcome, grade: Any) -> Result:
    return Result(
        cycle=cycle,
        **each.assessed.fields,
        share=kept_share(each),
        base=each.total.base,
        bonus=each.total.bonus,
        ordinary=each.year.ordinary,
        total=each.year.total,
        indices={name: str(value) for name, value in each.total.indices.items()},
        grade=grade,
        why=each.why[:300],
    )
