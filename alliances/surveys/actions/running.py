"""开始 and 结束: tallies are laid out at the beginning and stand still at the end."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from alliances.surveys.locking import lock_survey
from alliances.surveys.models import MOST_CHOICES, Survey, Tally
from alliances.surveys.states import SURVEY_MACHINE, SurveyState
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting, wrong_state


def open_survey(survey: Survey, *, by: Any) -> Survey:
    """From here on nothing that is asked changes. Refusals: wrong_state, not_ready."""
    with transaction.atomic():
        locked = lock_survey(survey)
        demand(by, "surveys.work", locked)
        if locked.state != SurveyState.DRAFTED:
            raise wrong_state(locked, "开始测评")
        if missing := problems_of(locked):
            raise Refusal("not_ready", "还不能开始：" + "；".join(missing) + "。")
        _lay_out(locked)
        SURVEY_MACHINE.take(locked, "open", Acting(by))
    return locked


def close_survey(survey: Survey, *, by: Any) -> Survey:
    """Answers under way are counted first; later ones are refused. Closed early, today was the last day."""
    with transaction.atomic():
        locked = lock_survey(survey)
        demand(by, "surveys.work", locked)
        list(Tally.objects.filter(subject__survey=locked).select_for_update(of=("self",)).order_by("pk"))
        last = min(locked.until_on, max(timezone.localdate(), locked.from_on))
        SURVEY_MACHINE.take(locked, "close", Acting(by), until_on=last)
    return locked


def problems_of(survey: Survey) -> list[str]:
    """What a draft still lacks, in words."""
    lacking = {
        "还没有问题": not survey.questions.exists(),
        "还没有测评对象": not survey.subjects.exists(),
        "截止日期已过": survey.until_on < timezone.localdate(),
    }
    return [words for words, lacks in lacking.items() if lacks]


def _lay_out(survey: Survey) -> None:
    nothing = [[0] * MOST_CHOICES for _ in survey.questions.all()]
    Tally.objects.bulk_create(
        Tally(subject=subject, side=side, counts=nothing)
        for subject in survey.subjects.all()
        for side in survey.sides.all()
    )
