"""To-dos of meetings: receipts and resolutions for units, minutes and closing for who follows them up."""

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from alliances.meetings.authority import WORDINGS
from alliances.meetings.models import Invitation, Meeting, Resolution
from alliances.meetings.states import MeetingState, ResolutionState
from members.places.models import Level
from members.scope import scope_of
from portal.inbox.todos import Todo, TodoBatch


def of_units(user: Any, path: str) -> Q:
    """Rows of units one speaks for, where `path` leads to the alliance's region: the rule as a condition."""
    scope = scope_of(user)
    fitting = Q(unit_id__in=scope.unit_ids) & ~Q(**{f"{path}__level": Level.STREET})
    for unit_id, region_id in sorted(scope.acts_for):
        fitting |= Q(unit_id=unit_id, **{path: region_id})
    return fitting


def receipts_wanted(user: Any) -> QuerySet[Invitation]:
    """Called meetings to come that one's units have not answered."""
    waiting = Invitation.objects.filter(
        answer="", meeting__state=MeetingState.CALLED, meeting__starts_at__gt=timezone.now()
    )
    return waiting.filter(of_units(user, "meeting__alliance__region"))


def receipts(user: Any, limit: int) -> TodoBatch:
    """通知回执, until the meeting begins. Two queries, one with limit 0."""
    if not scope_of(user).acts_for:
        return TodoBatch([], 0)
    waiting = receipts_wanted(user)
    if not limit:
        return TodoBatch([], waiting.count())
    found = list(waiting.select_related("meeting", "unit").order_by("meeting__starts_at", "pk"))
    return TodoBatch([_receipt(each) for each in found[:limit]], len(found))


def _receipt(invitation: Invitation) -> Todo:
    meeting = invitation.meeting
    detail = f"{invitation.unit}：{timezone.localtime(meeting.starts_at):%m月%d日 %H:%M}，{meeting.place}"
    url = reverse("meeting", args=[meeting.pk])
    return Todo("会议回执", meeting.title, detail, url, meeting.starts_at, "去回执")


def entrusted(user: Any, limit: int) -> TodoBatch:
    """议定事项 and 整改事项 that one's units work on. Two queries, one with limit 0."""
    if not scope_of(user).acts_for:
        return TodoBatch([], 0)
    waiting = Resolution.objects.filter(state=ResolutionState.ASSIGNED)
    waiting = waiting.filter(of_units(user, "meeting__alliance__region"))
    if not limit:
        return TodoBatch([], waiting.count())
    found = list(waiting.select_related("unit").order_by("due_on", "pk"))
    return TodoBatch([_entrusted(each) for each in found[:limit]], len(found))


def _entrusted(resolution: Resolution) -> Todo:
    asked = WORDINGS[resolution.manner].asks
    url = reverse("resolution", args=[resolution.pk])
    kind = resolution.get_kind_display()
    return Todo(
        kind, resolution.text, f"{resolution.unit}：{asked}", url, end_of(resolution.due_on), "去报告"
    )


def to_close(user: Any, limit: int) -> TodoBatch:
    """What was reported and waits for the office: to close, re-check or send back. Two queries at most."""
    handled = scope_of(user).worked_region_ids
    if not handled:
        return TodoBatch([], 0)
    waiting = Resolution.objects.filter(
        state=ResolutionState.REPORTED, meeting__alliance__region_id__in=handled
    )
    if not limit:
        return TodoBatch([], waiting.count())
    found = list(waiting.select_related("unit").order_by("due_on", "pk"))
    return TodoBatch([_to_close(each) for each in found[:limit]], len(found))


def _to_close(resolution: Resolution) -> Todo:
    url = reverse("resolution", args=[resolution.pk])
    verb = "去复查" if resolution.kind == "finding" else "去销号"
    detail = f"{resolution.unit}已报告办理情况"
    return Todo("销号", resolution.text, detail, url, end_of(resolution.due_on), verb)


def to_minute(user: Any, limit: int) -> TodoBatch:
    """Meetings whose day has come and that are not minuted: to be marked as held, and minuted.

    For the office and for the unit on duty. Two queries, one with limit 0.
    """
    scope = scope_of(user)
    if not (scope.worked_region_ids or scope.acts_for):
        return TodoBatch([], 0)
    waiting = Meeting.objects.filter(
        Q(alliance__region_id__in=scope.worked_region_ids) | Q(duty__holder_id__in=scope.unit_ids),
        Q(state=MeetingState.HELD) | Q(state=MeetingState.CALLED, starts_at__lt=timezone.now()),
    )
    if not limit:
        return TodoBatch([], waiting.count())
    found = list(waiting.order_by("starts_at", "pk"))
    return TodoBatch([_to_minute(each) for each in found[:limit]], len(found))


def _to_minute(meeting: Meeting) -> Todo:
    held = meeting.state == MeetingState.HELD
    detail = "已召开，请登记议定事项、发布纪要" if held else "会议时间已到，请标记为已召开"
    url = reverse("meeting", args=[meeting.pk])
    return Todo("会议纪要", meeting.title, detail, url, None, "去编写" if held else "去办理")


def end_of(day: dt.date) -> dt.datetime:
    """The last moment of a local day."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.max))
