"""拟订: a survey and its parts, which are written together as often as the draft changes."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from alliances.surveys.defaults import DEFAULTS, Choice, Side
from alliances.surveys.locking import lock_survey
from alliances.surveys.models import JudgingSide, Question, Survey, SurveyKind, SurveySubject
from alliances.surveys.models.asking import LEAST_CHOICES, MOST_CHOICES
from alliances.surveys.states import SURVEY_MACHINE, SurveyState
from members.party.models import PartyOrg
from members.places.models import Region
from members.units.models import Enrolment
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting, wrong_state

MOST_SIDES = 10
TERMS = ("kind", "title", "from_on", "until_on", "takes_remarks")


@dataclass(frozen=True)
class Parts:
    """What hangs on a survey. Empty choices and sides are those of its kind."""

    units: Collection[Any] = ()
    party_orgs: Collection[Any] = ()
    questions: Sequence[str] = ()
    sides: Sequence[Side] = ()
    choices: Sequence[Choice] = ()


def draft_survey(region: Region, parts: Parts, *, by: Any, **terms: Any) -> Survey:
    """Refusals: dates_reversed, bad_choices, bad_sides, subject_elsewhere."""
    survey = Survey(region=region, **terms)
    demand(by, "surveys.work", survey)
    with transaction.atomic():
        _put(survey, parts)
        SURVEY_MACHINE.begin(survey, "拟订", Acting(by))
    return survey


def change_survey(survey: Survey, parts: Parts, *, by: Any, **terms: Any) -> Survey:
    """The draft as it shall be from now on, all its parts. Refusals: wrong_state, and as in drafting."""
    with transaction.atomic():
        locked = lock_survey(survey)
        demand(by, "surveys.work", locked)
        if locked.state != SurveyState.DRAFTED:
            raise wrong_state(locked, "修改")
        for name, value in terms.items():
            setattr(locked, name, value)
        locked.version += 1
        for rows in (locked.questions, locked.sides, locked.subjects):
            rows.all().delete()
        _put(locked, parts)
    return locked


def _put(survey: Survey, parts: Parts) -> None:
    defaults = DEFAULTS[SurveyKind(survey.kind)]
    choices, sides = parts.choices or defaults.choices, parts.sides or defaults.sides
    _check(survey, choices, sides)
    _check_subjects(survey.region, parts)
    survey.choices = [name for name, _ in choices]
    survey.points = [worth for _, worth in choices]
    survey.save()
    Question.objects.bulk_create(
        Question(survey=survey, ordinal=n, text=text) for n, text in enumerate(parts.questions, 1)
    )
    JudgingSide.objects.bulk_create(
        JudgingSide(survey=survey, ordinal=n, name=name, weight=weight)
        for n, (name, weight) in enumerate(sides, 1)
    )
    SurveySubject.objects.bulk_create(_subjects(survey, parts))


def _subjects(survey: Survey, parts: Parts) -> Iterable[SurveySubject]:
    """Each once, however often it was named."""
    yield from (SurveySubject(survey=survey, unit=unit) for unit in dict.fromkeys(parts.units))
    yield from (SurveySubject(survey=survey, party_org=org) for org in dict.fromkeys(parts.party_orgs))


def _check(survey: Survey, choices: Sequence[Choice], sides: Sequence[Side]) -> None:
    if survey.until_on < survey.from_on:
        raise Refusal("dates_reversed", "截止日期不能早于开始日期，请更正。")
    names, worths = [name for name, _ in choices], [worth for _, worth in choices if worth is not None]
    if not LEAST_CHOICES <= len(choices) <= MOST_CHOICES or len(set(names)) < len(names):
        raise Refusal("bad_choices", f"选项应有 {LEAST_CHOICES} 至 {MOST_CHOICES} 个，名称各不相同。")
    if not worths or not all(0 <= worth <= 100 for worth in worths):
        raise Refusal("bad_choices", "选项的分值应在 0 至 100 之间，至少有一个选项计分。")
    called = [name for name, _ in sides]
    if len(called) > MOST_SIDES:
        raise Refusal("bad_sides", f"评议方最多 {MOST_SIDES} 个，请合并一些。")
    if len(set(called)) < len(called) or not all(1 <= weight <= 100 for _, weight in sides):
        raise Refusal("bad_sides", "评议方的名称应各不相同，权重在 1 至 100 之间。")


def _check_subjects(region: Region, parts: Parts) -> None:
    """Only whom the street knows: enrolled units, and party organisations within it."""
    units = {unit.pk for unit in parts.units}
    orgs = {org.pk for org in parts.party_orgs}
    enrolled = Enrolment.objects.active().filter(region__code__startswith=region.code, unit__in=units)
    known = set(enrolled.values_list("unit_id", flat=True))
    standing = set(PartyOrg.objects.within(region).filter(pk__in=orgs).values_list("pk", flat=True))
    if known != units or standing != orgs:
        raise Refusal("subject_elsewhere", "测评对象里有不属于本街道（镇）的，请去掉后再保存。")
