"""Schemes, their parts, cycles, results and objections for tests."""

import datetime as dt
from decimal import Decimal
from typing import Any

import factory
from django.utils import timezone

from alliances.assessment.models import (
    Condition,
    Cycle,
    Grade,
    Indicator,
    Judgement,
    Objection,
    Result,
    Scheme,
    Score,
    Target,
)
from alliances.assessment.states import TOLD, CycleState, SchemeState
from tests.factories.alliances import DocumentFactory
from tests.factories.members import EnrolmentFactory, UserFactory, street
from tests.factories.organisation import PartyOrgFactory
from tests.factories.year import YEAR


class SchemeFactory(factory.django.DjangoModelFactory):
    """A draft for member units of the street, by half-years, that says nothing yet.

    With `purpose="appraisal"` it concerns party organisations and rests on a document.
    """

    class Meta:
        model = Scheme

    region = factory.LazyFunction(street)
    year = YEAR
    name = factory.Sequence(lambda n: f"共建情况反馈办法{n}")
    purpose = "feedback"
    cadence = "half"
    full_marks = Decimal(100)

    @factory.lazy_attribute
    def basis(self) -> Any:
        return DocumentFactory(region=self.region, kind="scheme") if self.purpose == "appraisal" else None


class IndicatorGroupFactory(factory.django.DjangoModelFactory):
    """The first level: full marks only."""

    class Meta:
        model = Indicator

    scheme = factory.SubFactory(SchemeFactory)
    ordinal = factory.LazyAttribute(lambda row: row.scheme.indicators.count() + 1)
    name = factory.Sequence(lambda n: f"指标组{n}")
    full_marks = Decimal(100)


class IndicatorFactory(factory.django.DjangoModelFactory):
    """The second level: two points for each record, in a group of its own of as many marks."""

    class Meta:
        model = Indicator

    scheme = factory.SubFactory(SchemeFactory)
    parent = factory.LazyAttribute(
        lambda row: IndicatorGroupFactory(scheme=row.scheme, full_marks=row.full_marks)
    )
    ordinal = factory.LazyAttribute(lambda row: row.parent.ordinal + row.parent.children.count() + 1)
    name = factory.Sequence(lambda n: f"参加共建活动{n}")
    full_marks = Decimal(100)
    source = "metric"
    metric = factory.LazyAttribute(lambda row: "records" if row.source == "metric" else "")
    survey_kind = factory.LazyAttribute(lambda row: "public" if row.source == "survey" else "")
    rule = "each"
    per_item = factory.LazyAttribute(lambda row: Decimal(2) if row.rule in ("each", "less") else None)
    target = factory.LazyAttribute(lambda row: Decimal(10) if row.rule == "ratio" else None)
    steps = factory.LazyAttribute(lambda row: [[1, 5], [2, 10]] if row.rule == "steps" else [])


class GradeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Grade

    scheme = factory.SubFactory(SchemeFactory, purpose="appraisal")
    ordinal = factory.LazyAttribute(lambda row: row.scheme.grades.count() + 1)
    name = factory.Sequence(lambda n: f"等次{n}")
    at_least = Decimal(60)


class ConditionFactory(factory.django.DjangoModelFactory):
    """Fewer than five: nothing better than the scheme's only grade."""

    class Meta:
        model = Condition

    scheme = factory.SubFactory(SchemeFactory, purpose="appraisal")
    indicator = factory.LazyAttribute(lambda row: IndicatorFactory(scheme=row.scheme))
    best = factory.LazyAttribute(lambda row: GradeFactory(scheme=row.scheme))
    at_least = Decimal(5)


class YearTargetFactory(factory.django.DjangoModelFactory):
    """年度目标 of a party organisation, entered by the office and not yet pledged."""

    class Meta:
        model = Target

    indicator = factory.LazyAttribute(
        lambda row: IndicatorFactory(scheme=SchemeFactory(purpose="appraisal"), rule="ratio")
    )
    party_org = factory.LazyAttribute(lambda row: PartyOrgFactory(region=row.indicator.scheme.region))
    quantity = Decimal(12)


def scheme_with_indicator(**terms: Any) -> Scheme:
    """A draft with one group of one indicator, whose marks add up: it can be adopted."""
    scheme = SchemeFactory(**terms)
    IndicatorFactory(scheme=scheme)
    return scheme


def adopted_scheme(**terms: Any) -> Scheme:
    """In force, written past the actions: what hangs on it was there before."""
    return adopted(scheme_with_indicator(**terms))


def adopted(scheme: Scheme) -> Scheme:
    """The draft as it would be in force."""
    Scheme.objects.filter(pk=scheme.pk).update(state=SchemeState.ADOPTED)
    scheme.refresh_from_db()
    return scheme


class CycleFactory(factory.django.DjangoModelFactory):
    """The first half-year of an adopted scheme; computed and told already where its state says so."""

    class Meta:
        model = Cycle

    scheme = factory.LazyFunction(adopted_scheme)
    span = "h1"
    from_on = dt.date(YEAR, 1, 1)
    until_on = dt.date(YEAR, 6, 30)
    state = CycleState.OPEN
    computed_at = factory.LazyAttribute(lambda row: None if row.state == CycleState.OPEN else timezone.now())
    contest_until = factory.LazyAttribute(
        lambda row: timezone.localdate() + dt.timedelta(days=5) if row.state in TOLD else None
    )


class JudgementFactory(factory.django.DjangoModelFactory):
    """Eight points for a unit, in an open cycle of a scheme whose only indicator people judge."""

    class Meta:
        model = Judgement

    indicator = factory.SubFactory(IndicatorFactory, source="judgement", rule="marks")
    cycle = factory.LazyAttribute(lambda row: CycleFactory(scheme=adopted(row.indicator.scheme)))
    unit = factory.LazyAttribute(lambda row: EnrolmentFactory(region=row.cycle.scheme.region).unit)
    value = Decimal(8)
    reason = "现场查看"
    by = factory.SubFactory(UserFactory)


class ResultFactory(factory.django.DjangoModelFactory):
    """Sixty points of a unit that is enrolled in the scheme's street, in a cycle waiting for its review."""

    class Meta:
        model = Result

    cycle = factory.SubFactory(CycleFactory, state="computed")
    unit = factory.LazyAttribute(
        lambda row: None if row.party_org else EnrolmentFactory(region=row.cycle.scheme.region).unit
    )
    party_org = None
    base = Decimal(60)
    total = factory.LazyAttribute(lambda row: row.base)


class ScoreFactory(factory.django.DjangoModelFactory):
    """Of the first indicator of the result's scheme."""

    class Meta:
        model = Score

    result = factory.SubFactory(ResultFactory)
    indicator = factory.LazyAttribute(
        lambda row: row.result.cycle.scheme.indicators.exclude(parent=None).order_by("ordinal").first()
    )
    value = Decimal(30)
    points = Decimal(60)
    words = "30 项 × 2 分 = 60 分"


class ObjectionFactory(factory.django.DjangoModelFactory):
    """Against a result as a whole, not yet answered."""

    class Meta:
        model = Objection

    result = factory.SubFactory(ResultFactory)
    text = "少计了一次活动"
    raised_by = factory.SubFactory(UserFactory)


def moved_on(cycle: Cycle, state: str, **terms: Any) -> Cycle:
    """The cycle as it would be in that state, written past the actions."""
    days = {"contest_until": timezone.localdate() + dt.timedelta(days=5)} if state in TOLD else {}
    Cycle.objects.filter(pk=cycle.pk).update(state=state, **days | terms)
    cycle.refresh_from_db()
    return cycle
