"""To-dos of the lists: to review, for staff; returned to one's unit, for the publisher."""

import datetime as dt
from typing import Any

from django.db.models import Value
from django.urls import reverse

from members.scope import scope_of
from portal.inbox.todos import Todo, TodoBatch
from projects.listings.kinds import MODELS
from projects.listings.models import ListKind
from projects.listings.queueing import waiting_counts
from projects.listings.states import ListingState


def to_review(user: Any, limit: int) -> TodoBatch:
    """One to-do a list with how many wait; an office's hundreds are worked off in the queue. One query."""
    if not scope_of(user).reviewed_region_ids:
        return TodoBatch([], 0)
    found = waiting_counts(user)
    return TodoBatch([_review(*row) for row in found][:limit], sum(many for _, many, _ in found))


def returned(user: Any, limit: int) -> TodoBatch:
    """What came back to one's units to be mended. One query."""
    units = scope_of(user).unit_ids
    if not units:
        return TodoBatch([], 0)
    rows = [
        model.objects.filter(unit__in=units, state=ListingState.RETURNED)
        .order_by()
        .annotate(kind=Value(kind.value))
        .values_list("kind", "pk", "title", "unit__name")
        for kind, model in MODELS.items()
    ]
    found = list(rows[0].union(*rows[1:], all=True))
    return TodoBatch([_mend(*row) for row in found[:limit]], len(found))


def _review(kind: str, many: int, first: dt.datetime) -> Todo:
    label = ListKind(kind).label
    return Todo(
        kind="清单审核",
        title=f"{many} 条{label}等您审核",
        detail=f"{label}清单，可在审核台逐条或批量办理",
        url=f"{reverse('queue')}?kind=listings",
        due_at=first,
        verb="去审核",
        count=many,
    )


def _mend(kind: str, pk: int, title: str, unit: str) -> Todo:
    detail = f"{unit}，{ListKind(kind).label}清单退回修改"
    return Todo("退回修改", title, detail, reverse(f"{kind}_edit", args=[pk]), verb="去修改")
