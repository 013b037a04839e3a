"""Surveys for tests, by the actions themselves: what was answered is counted as links count it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import factory
from django.utils import timezone

from alliances.surveys import actions
from alliances.surveys.actions.answering import Said
from alliances.surveys.actions.drafting import Parts
from alliances.surveys.models import (
    AnswerLink,
    JudgingSide,
    LinkBatch,
    Question,
    Survey,
    SurveySubject,
)
from tests.factories.members import EnrolmentFactory, street

DAY = dt.timedelta(days=1)


class SurveyFactory(factory.django.DjangoModelFactory):
    """A draft of the street's office that asks nothing yet, from yesterday to tomorrow."""

    class Meta:
        model = Survey

    region = factory.LazyFunction(street)
    kind = "public"
    title = factory.Sequence(lambda n: f"群众满意度测评{n}")
    from_on = factory.LazyFunction(lambda: timezone.localdate() - DAY)
    until_on = factory.LazyFunction(lambda: timezone.localdate() + DAY)
    choices = factory.LazyFunction(lambda: ["满意", "基本满意", "不满意", "不了解"])
    points = factory.LazyFunction(lambda: [100, 80, 0, None])


class QuestionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Question

    survey = factory.SubFactory(SurveyFactory)
    ordinal = factory.LazyAttribute(lambda row: row.survey.questions.count() + 1)
    text = "总体评价"


class JudgingSideFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = JudgingSide

    survey = factory.SubFactory(SurveyFactory)
    ordinal = factory.LazyAttribute(lambda row: row.survey.sides.count() + 1)
    name = factory.Sequence(lambda n: f"评议方{n}")
    weight = 50


class SurveySubjectFactory(factory.django.DjangoModelFactory):
    """A unit that is enrolled in the survey's street."""

    class Meta:
        model = SurveySubject

    survey = factory.SubFactory(SurveyFactory)
    unit = factory.LazyAttribute(lambda row: EnrolmentFactory(region=row.survey.region).unit)


class LinkBatchFactory(factory.django.DjangoModelFactory):
    """Ten links for the survey's only side, written past the action: none of them is there."""

    class Meta:
        model = LinkBatch

    side = factory.SubFactory(JudgingSideFactory)
    survey = factory.LazyAttribute(lambda row: row.side.survey)
    size = 10
    made_on = factory.LazyFunction(timezone.localdate)


class AnswerLinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AnswerLink

    batch = factory.SubFactory(LinkBatchFactory)
    digest = factory.Sequence(lambda n: f"{n:064x}")


def survey_about(*units: Any, **terms: Any) -> Survey:
    """A draft that can be opened: one question about these units, or about one of its own.

    `questions`, `sides`, `choices`, `party_orgs` as the action takes them.
    """
    named = {
        name: terms.pop(name) for name in ("questions", "sides", "choices", "party_orgs") if name in terms
    }
    region = terms.pop("region", None) or street()
    if not units and "party_orgs" not in named:
        units = (EnrolmentFactory(region=region).unit,)
    today = timezone.localdate()
    said = {
        "kind": "public",
        "title": "群众满意度测评",
        "from_on": today - DAY,
        "until_on": today + DAY,
    } | terms
    parts = Parts(**({"questions": ["总体评价"], "units": units} | named))
    return actions.draft_survey(region, parts, by=None, **said)


def opened_survey(*units: Any, **terms: Any) -> Survey:
    return actions.open_survey(survey_about(*units, **terms), by=None)


def links_of(survey: Survey, size: int, side: JudgingSide | None = None) -> list[str]:
    """Tokens of a fresh batch about all its subjects, for the first side unless another is named."""
    judged_by = side or survey.sides.order_by("ordinal").first()
    return actions.make_links(survey, judged_by, list(survey.subjects.all()), size, by=None)[1]


def answered(
    survey: Survey, choices: Sequence[int], side: JudgingSide | None = None, remark: str = ""
) -> None:
    """One answer for each entry, which is the place of the choice taken for every question about everyone."""
    asked = survey.questions.count()
    subjects = list(survey.subjects.values_list("pk", flat=True))
    for token, choice in zip(links_of(survey, len(choices), side), choices, strict=True):
        actions.answer(token, {pk: Said([choice] * asked, remark) for pk in subjects})


def closed_survey(*units: Any, answers: Sequence[int] = (0, 0, 1, 1, 2), **terms: Any) -> Survey:
    """Closed; as it stands, five answers of the first side: index 72."""
    survey = opened_survey(*units, **terms)
    answered(survey, answers)
    return actions.close_survey(survey, by=None)
