"""What claims count for a unit: confirmed, completed, completed in time, closed; what it gave to projects."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import TruncDate
from django.urls import reverse

from alliances.metrics.registry import METRICS, Facts, Metric, Shown, Span
from projects.claims.models import Claim
from projects.claims.states import WORKED_ON, ClaimState

GROUP = "项目认领"
COMPLETED = (ClaimState.COMPLETED, ClaimState.CLOSED)
IN_TIME = Q(project__due_on__isnull=True) | Q(completed_at__date__lte=F("project__due_on"))


def claims_in(moment: str, states: Iterable[str], span: Span, only: Q | None = None) -> Iterator[Facts]:
    """Claims in these states whose `moment` lies within the span."""
    rows = Claim.objects.filter(only or Q(), state__in=list(states), **span.within("project__region"))
    here = rows.filter(**span.during(f"{moment}__date"))
    yield Facts(here, unit="unit_id", on=TruncDate(moment))


def shown_claims(user: Any, refs: Iterable[int]) -> dict[int, Shown]:
    """One query."""
    rows = Claim.objects.visible_to(user).filter(pk__in=list(refs)).select_related("project")
    return {
        row.pk: Shown(row.project.title, reverse("project", args=[row.project_id]), row.number)
        for row in rows
    }


def register() -> None:
    confirmed = partial(claims_in, "confirmed_at", WORKED_ON)
    completed = partial(claims_in, "completed_at", COMPLETED)
    closed = partial(claims_in, "closed_at", [ClaimState.CLOSED])
    _register(
        "claims_confirmed", 1, "确认的认领", "这段时间内确认、没有退出的认领，新认领和续认领都算。", confirmed
    )
    _register("claims_completed", 2, "完成的认领", "这段时间内提交完成的认领。", completed)
    _register(
        "claims_in_time",
        3,
        "按时完成",
        "其中在项目完成时限内提交完成的；没有时限的算按时。",
        partial(completed, only=IN_TIME),
    )
    _register("claims_closed", 4, "办结的认领", "这段时间内办结的认领。", closed)


def _register(
    name: str, weight: int, label: str, source: str, facts: Callable[[Span], Iterable[Facts]]
) -> None:
    metric = Metric(label=label, group=GROUP, measure="项", source=source, facts=facts, shown=shown_claims)
    METRICS.register(name, metric, weight=weight)
