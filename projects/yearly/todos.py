"""What carried drafts ask of their units: check them and hand them in."""

from typing import Any

from django.db.models import Count, Value
from django.urls import reverse

from members.scope import scope_of
from portal.inbox.todos import Todo, TodoBatch
from projects.listings.kinds import MODELS
from projects.listings.models import ListKind
from projects.listings.states import ListingState


def to_check(user: Any, limit: int) -> TodoBatch:
    """One to-do for each list and year with carried drafts of one's units. One query."""
    units = scope_of(user).unit_ids
    if not units:
        return TodoBatch([], 0)
    rows = [
        model.objects.filter(unit__in=units, state=ListingState.DRAFT, carried_from__isnull=False)
        .order_by()
        .annotate(kind=Value(kind.value))
        .values_list("kind", "region", "year")
        .annotate(many=Count("pk"))
        for kind, model in MODELS.items()
    ]
    found = list(rows[0].union(*rows[1:], all=True))
    return TodoBatch([_check(*row) for row in found[:limit]], sum(row[3] for row in found))


def _check(kind: str, region: int, year: int, many: int) -> Todo:
    label = ListKind(kind).label
    return Todo(
        kind="核对沿用",
        title=f"{many} 条沿用的{label}请核对并提交",
        detail=f"{year} 年度{label}清单，由上一年度沿用而来",
        url=f"{reverse(f'{kind}s')}?region={region}&year={year}&mine=on&state=draft",
        verb="去核对",
        count=many,
    )
