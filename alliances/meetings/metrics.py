"""What meetings count for a unit: asked, came, topics taken up; what it was asked and closed in time."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse

from alliances.meetings.models import AgendaItem, Answer, Invitation, Meeting, Resolution
from alliances.meetings.states import TOOK_PLACE, AgendaState, ResolutionState
from alliances.metrics.registry import METRICS, Facts, Metric, Shown, Span

MEETINGS, RESOLUTIONS = "会议", "议定事项"
CAME = Q(arrived_at__isnull=False) | Q(answer__in=[Answer.ATTEND, Answer.SUBSTITUTE])


def invitations_in(span: Span) -> QuerySet[Invitation]:
    """To meetings that took place within the span."""
    rows = Invitation.objects.filter(meeting__state__in=TOOK_PLACE)
    return rows.filter(**span.within("meeting__alliance__region"), **span.during("meeting__starts_at__date"))


def asked_in(span: Span) -> Iterator[Facts]:
    yield _by_meeting(invitations_in(span))


def came_in(span: Span) -> Iterator[Facts]:
    yield _by_meeting(invitations_in(span).filter(CAME))


def _by_meeting(rows: QuerySet[Invitation]) -> Facts:
    return Facts(rows, unit="unit_id", ref="meeting_id", on=TruncDate("meeting__starts_at"))


def topics_in(span: Span) -> Iterator[Facts]:
    rows = AgendaItem.objects.filter(state=AgendaState.ACCEPTED, unit__isnull=False)
    here = rows.filter(**span.within("meeting__alliance__region"), **span.during("meeting__starts_at__date"))
    yield Facts(here, unit="unit_id", ref="meeting_id", on=TruncDate("meeting__starts_at"))


def resolutions_in(span: Span) -> QuerySet[Resolution]:
    """Those due within the span; what is no longer wanted is not counted."""
    rows = Resolution.objects.exclude(state=ResolutionState.DROPPED)
    return rows.filter(**span.within("meeting__alliance__region"), **span.during("due_on"))


def due_in(span: Span) -> Iterator[Facts]:
    yield Facts(resolutions_in(span), unit="unit_id", on="due_on")


def in_time_in(span: Span) -> Iterator[Facts]:
    rows = resolutions_in(span).filter(state=ResolutionState.CLOSED, reported_at__date__lte=F("due_on"))
    yield Facts(rows, unit="unit_id", on="due_on")


def shown_meetings(user: Any, refs: Iterable[int]) -> dict[int, Shown]:
    """One query."""
    rows = Meeting.objects.visible_to(user).filter(pk__in=list(refs)).select_related("alliance")
    return {
        row.pk: Shown(row.title, reverse("meeting", args=[row.pk]), row.alliance.name)
        for row in rows.defer("alliance__charter")
    }


def shown_resolutions(user: Any, refs: Iterable[int]) -> dict[int, Shown]:
    """One query."""
    rows = Resolution.objects.visible_to(user).filter(pk__in=list(refs))
    return {
        row.pk: Shown(row.text, reverse("resolution", args=[row.pk]), row.get_state_display()) for row in rows
    }


def register() -> None:
    _register("meetings_asked", 20, MEETINGS, "应到会议", "次", "通知了本单位并已召开的会议。", asked_in)
    _register("meetings_attended", 21, MEETINGS, "参加会议", "次", "签到的，或回执为参加、代会的。", came_in)
    _register("topics_taken", 22, MEETINGS, "采纳的议题", "件", "本单位提出、列入议程的议题。", topics_in)
    words = "完成时限在这段时间内、由本单位负责的议定事项和整改事项，不再办理的不算。"
    _register("resolutions_due", 25, RESOLUTIONS, "应办事项", "件", words, due_in)
    words = "其中在时限内报告办理情况并已销号的。"
    _register("resolutions_in_time", 26, RESOLUTIONS, "按时办结", "件", words, in_time_in)


def _register(
    name: str,
    weight: int,
    group: str,
    label: str,
    measure: str,
    source: str,
    facts: Callable[[Span], Iterable[Facts]],
) -> None:
    shown = shown_meetings if group == MEETINGS else shown_resolutions
    metric = Metric(label=label, group=group, measure=measure, source=source, facts=facts, shown=shown)
    METRICS.register(name, metric, weight=weight)
