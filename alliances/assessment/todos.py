"""To-dos: yearly targets that wait for the secretary's word; for the office, cycles and objections."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from alliances.assessment.models import Cycle, Objection, Target
from alliances.assessment.rules import signs_for_concerned
from alliances.assessment.states import (
    COMPUTABLE,
    CONTESTABLE,
    CycleState,
    ObjectionState,
    SchemeState,
)
from members.scope import scope_of
from portal.inbox.todos import Todo, TodoBatch
from portal.permits import may


def targets_to_pledge(user: Any, limit: int) -> TodoBatch:
    """For secretaries: what the office proposed for their own, one a scheme. One query at most."""
    units = {unit for unit, _ in scope_of(user).signs_for}
    if not units:
        return TodoBatch([], 0)
    waiting = Target.objects.filter(
        Q(unit_id__in=units) | Q(party_org__unit_id__in=units),
        pledged_at=None,
        indicator__scheme__state=SchemeState.ADOPTED,
    ).select_related("indicator__scheme__region", "unit", "party_org__unit")
    by_scheme: dict[int, list[Target]] = {}
    for row in waiting.order_by("indicator__scheme_id", "pk"):
        if signs_for_concerned(user, row):
            by_scheme.setdefault(row.indicator.scheme_id, []).append(row)
    items = [_todo(rows) for rows in by_scheme.values()]
    return TodoBatch(items[:limit], len(items))


def _todo(rows: list[Target]) -> Todo:
    scheme = rows[0].indicator.scheme
    return Todo(
        "年度目标待承诺",
        f"{scheme.year} 年 {scheme}",
        "、".join(str(row.indicator) for row in rows),
        reverse("scheme_targets", args=[scheme.pk]),
        verb="去承诺",
        count=len(rows),
    )


def cycles_to_work(user: Any, limit: int) -> TodoBatch:
    """For the office: over and to be computed, reviewed, told or made final. One query."""
    scope = scope_of(user)
    regions = scope.worked_region_ids | scope.reviewed_region_ids
    if not regions:
        return TodoBatch([], 0)
    today = timezone.localdate()
    rows = Cycle.objects.filter(scheme__region__in=regions, until_on__lt=today).filter(
        Q(state__in=[*COMPUTABLE, CycleState.REVIEWED])
        | Q(state__in=CONTESTABLE, contest_until__lt=today)
        & ~Exists(Objection.objects.filter(result__cycle=OuterRef("pk"), state=ObjectionState.RAISED))
    )
    found = list(rows.select_related("scheme").order_by("until_on", "pk"))
    return TodoBatch([_cycle(row) for row in found[:limit]], len(found))


def objections_to_answer(user: Any, limit: int) -> TodoBatch:
    """For the office. One query."""
    regions = scope_of(user).worked_region_ids | scope_of(user).reviewed_region_ids
    if not regions:
        return TodoBatch([], 0)
    rows = Objection.objects.filter(
        result__cycle__scheme__region__in=regions, state=ObjectionState.RAISED
    ).select_related("result__cycle__scheme", "result__unit", "result__party_org", "indicator")
    found = [row for row in rows.order_by("pk") if may(user, "objections.answer", row)]
    items = [
        Todo(
            "异议待答复",
            f"{row.result.whom}：{row.indicator or '整个结果'}",
            str(row.result.cycle),
            reverse("objection", args=[row.pk]),
            verb="去答复",
        )
        for row in found
    ]
    return TodoBatch(items[:limit], len(items))


NEXT = {
    CycleState.OPEN: "待计算",
    CycleState.COMPUTED: "待审核",
    CycleState.REVIEWED: "待告知",
    CycleState.FED_BACK: "待确定",
    CycleState.PUBLICISED: "待确定",
}


def _cycle(row: Cycle) -> Todo:
    kind = f"考核周期{NEXT[CycleState(row.state)]}"
    return Todo(kind, str(row), f"到 {row.until_on:%Y-%m-%d}", reverse("cycle", args=[row.pk]), verb="去办理")
