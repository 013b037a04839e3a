"""What surveys put into the registries."""

from alliances.surveys.searching import SURVEYS
from alliances.surveys.states import SURVEY_MACHINE, SurveyState
from alliances.surveys.todos import surveys_to_close
from members.scope import scope_of
from portal.inbox.todos import TODO_SOURCES
from portal.navigation import NAVIGATION, NavEntry, NavGroup
from portal.search_page import SEARCH_SOURCES
from portal.workflow.diagram import DIAGRAMS, Diagram
from portal.workflow.subjects import SUBJECTS


def register() -> None:
    NAVIGATION.register(
        "surveys",
        NavEntry("测评", "list-check", "surveys", NavGroup.REVIEW, lambda user: scope_of(user).is_staff),
        weight=25,
    )
    SUBJECTS["survey"] = "survey"
    TODO_SOURCES.register("surveys to close", surveys_to_close)
    SEARCH_SOURCES.register("surveys", SURVEYS, weight=33)
    DIAGRAMS.register(
        "survey", Diagram("测评", SURVEY_MACHINE, SurveyState, (SurveyState.DRAFTED,)), weight=19
    )
