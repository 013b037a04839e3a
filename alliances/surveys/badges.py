"""States of surveys as badges: the word and the badge's kind."""

from django.utils import timezone

from alliances.surveys.models import Survey
from alliances.surveys.states import SurveyState

KINDS = {SurveyState.DRAFTED: "planned", SurveyState.OPEN: "running", SurveyState.CLOSED: "done"}


def badge_of(survey: Survey) -> tuple[str, str]:
    """One whose last day has passed waits to be closed."""
    if survey.state == SurveyState.OPEN and survey.until_on < timezone.localdate():
        return "待结束", "soon"
    return survey.get_state_display(), KINDS[SurveyState(survey.state)]
