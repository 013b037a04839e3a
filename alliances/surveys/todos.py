"""To-dos of the office: surveys whose last day has passed and that are still open."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from alliances.surveys.models import Survey
from alliances.surveys.states import SurveyState
from members.scope import scope_of
from portal.inbox.todos import Todo, TodoBatch


def surveys_to_close(user: Any, limit: int) -> TodoBatch:
    """One query at most."""
    regions = scope_of(user).worked_region_ids
    if not regions:
        return TodoBatch([], 0)
    over = Survey.objects.filter(
        region__in=regions, state=SurveyState.OPEN, until_on__lt=timezone.localdate()
    )
    found = list(over.order_by("until_on", "pk"))
    return TodoBatch([_todo(row) for row in found[:limit]], len(found))


def _todo(row: Survey) -> Todo:
    return Todo(
        "测评待结束",
        str(row),
        f"{row.until_on:%Y-%m-%d} 截止，结束后出结果",
        reverse("survey", args=[row.pk]),
        verb="去结束",
    )
