"""To-do of paired units: what they may claim before everybody else."""

import datetime as dt
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from members.scope import scope_of
from portal.inbox.todos import Todo, TodoBatch
from projects.claims.lists import claims_of_units
from projects.claims.models import Claim
from projects.listings.models import Preferred, Project


def to_claim_first(user: Any, limit: int) -> TodoBatch:
    """One to-do for a street's year, with how many projects one's units can still claim first. One query."""
    if not scope_of(user).acts_for:
        return TodoBatch([], 0)
    by_edition = claimable_first(user).order_by().values("project__region", "project__year")
    counts = by_edition.annotate(many=Count("project", distinct=True), first=Min("project__reserved_until"))
    found = list(counts.order_by("first").values_list("project__region", "project__year", "many", "first"))
    return TodoBatch([_claim(*row) for row in found[:limit]], sum(many for _, _, many, _ in found))


def claimable_first(user: Any) -> QuerySet[Preferred]:
    """What one's units have by a pairing: open to them now, and without a claim of theirs."""
    now = timezone.now()
    open_now = Project.objects.claimable_at(now).filter(reserved_until__gt=now)
    own = Claim.objects.standing().filter(project=OuterRef("project"), unit=OuterRef("unit"))
    first = Preferred.objects.filter(pairing__isnull=False, project__in=open_now).exclude(Exists(own))
    return claims_of_units(first, user)


def _claim(region_id: int, year: int, many: int, first: dt.datetime) -> Todo:
    return Todo(
        "结对优先",
        f"结对村居有 {many} 个项目可优先认领",
        "优先期过后对全部单位开放",
        f"{reverse('hall')}?region={region_id}&year={year}",
        first,
        "去认领",
        many,
    )
