"""待办: applications for enrolment that wait for the office."""

from typing import Any

from django.urls import reverse

from members.scope import scope_of
from members.units.models import Enrolment, EnrolmentState
from portal.inbox.todos import Todo, TodoBatch


def applications(user: Any, limit: int) -> TodoBatch:
    """The oldest first, for who decides in the street."""
    streets = scope_of(user).reviewed_region_ids
    if not streets:
        return TodoBatch([], 0)
    waiting = Enrolment.objects.filter(state=EnrolmentState.APPLIED, region_id__in=streets)
    rows = waiting.select_related("unit", "region").order_by("pk")[:limit]
    items = [as_todo(row) for row in rows] if limit else []
    total = len(items) if 0 < len(items) < limit else waiting.count()
    return TodoBatch(items, total)


def as_todo(row: Enrolment) -> Todo:
    detail = (
        f"申请加入{row.region}，{row.from_on:%Y年%-m月%-d日}起" if row.from_on else f"申请加入{row.region}"
    )
    return Todo("入册审核", str(row.unit), detail, reverse("enrolment", args=[row.pk]), verb="去审核")
