"""What a survey's page shows: to the office all of it, to people of a unit what was said about theirs."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from alliances.surveys.actions.running import problems_of
from alliances.surveys.badges import badge_of
from alliances.surveys.forms import choice_out
from alliances.surveys.models import LinkBatch, Survey, SurveySubject
from alliances.surveys.results import results_of
from alliances.surveys.states import SurveyState
from members.scope import scope_of
from portal.permits import may
from portal.workflow.models import Step


def context_of(survey: Survey, user: Any) -> dict[str, Any]:
    """A fixed number of queries."""
    sees = may(user, "surveys.see", survey)
    works = may(user, "surveys.work", survey)
    subjects = subjects_seen(survey, user)
    drafted, closed = survey.state == SurveyState.DRAFTED, survey.state == SurveyState.CLOSED
    return {
        "survey": survey,
        "badge": badge_of(survey),
        "facts": facts_of(survey),
        "questions": list(survey.questions.order_by("ordinal")),
        "subjects": subjects,
        "sees": sees,
        "works": works,
        "problems": problems_of(survey) if drafted and works else [],
        "results": results_of(survey, subjects) if closed else [],
        "batches": batches_of(survey) if sees and not drafted else [],
        "steps": _steps(survey) if sees else [],
    }


def subjects_seen(survey: Survey, user: Any) -> list[SurveySubject]:
    rows = survey.subjects.select_related("unit", "party_org").order_by("pk")
    return list(rows if may(user, "surveys.see", survey) else rows.of_units(scope_of(user).unit_ids))


def facts_of(survey: Survey) -> list[tuple[str, str]]:
    choices = "；".join(choice_out(each) for each in zip(survey.choices, survey.points, strict=True))
    sides = "；".join(f"{side.name} {side.weight}" for side in survey.sides.order_by("ordinal"))
    return [
        ("种类", survey.get_kind_display()),
        ("街道（镇）", survey.region.name),
        ("日期", f"{survey.from_on:%Y-%m-%d} 至 {survey.until_on:%Y-%m-%d}"),
        ("选项和分值", choices),
        ("评议方和权重", sides),
        ("意见", "请填写" if survey.takes_remarks else "不收"),
    ]


def batches_of(survey: Survey) -> QuerySet[LinkBatch]:
    """With `used`: how many of its links have answered."""
    counted = survey.batches.annotate(used=Count("links", filter=Q(links__is_used=True)))
    return counted.select_related("side").order_by("pk")


def _steps(survey: Survey) -> list[Step]:
    return list(Step.objects.about(survey).select_related("by", "for_unit").order_by("-id"))
