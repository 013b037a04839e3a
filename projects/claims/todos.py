"""To-dos of claims: for the office what to confirm and close; for units offers, money and work under way."""

import datetime as dt
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse

from members.scope import scope_of
from portal.inbox.todos import Todo, TodoBatch
from projects.claims.due import due_at
from projects.claims.lists import claims_of_units
from projects.claims.models import Claim
from projects.claims.queueing import due_of, waiting_claims
from projects.claims.states import ClaimState

OFFICE = {ClaimState.SUBMITTED: ("认领确认", "去确认"), ClaimState.COMPLETED: ("办结核对", "去办结")}
UNIT = {
    ClaimState.OFFERED: ("续认领", "是否续认领，请在期限前确认", "去确认"),
    ClaimState.PENDING_UNIT: ("出资确认", "出资认领，请书记确认", "去确认"),
    ClaimState.CONFIRMED: ("领办中", "完成后提交，期间可登记纪实", "去办理"),
}


def to_decide(user: Any, limit: int) -> TodoBatch:
    """One to-do for claims to confirm, one for completions to close, both done in the queue. One query."""
    if not scope_of(user).reviewed_region_ids:
        return TodoBatch([], 0)
    counts = waiting_claims(user).order_by().values("state").annotate(many=Count("pk"), first=Min(due_of()))
    found = list(counts.values_list("state", "many", "first"))
    return TodoBatch([_decide(*row) for row in found][:limit], sum(many for _, many, _ in found))


def _decide(state: str, many: int, first: dt.datetime) -> Todo:
    kind, verb = OFFICE[ClaimState(state)]
    url = f"{reverse('queue')}?kind=claims"
    return Todo(kind, f"{many} 项认领等您{verb[1:]}", "可在审核台逐项或批量办理", url, first, verb, many)


def of_units(user: Any, limit: int) -> TodoBatch:
    """What waits for one's units. Two queries, one with limit 0."""
    if not scope_of(user).acts_for:
        return TodoBatch([], 0)
    waiting = waiting_for_units(user)
    if not limit:
        return TodoBatch([], waiting.count())
    found = list(waiting.select_related("project", "unit").order_by("answer_until", "project__due_on", "pk"))
    return TodoBatch([_answer(claim) for claim in found[:limit]], len(found))


def waiting_for_units(user: Any) -> QuerySet[Claim]:
    """Offers and work for all who act for the unit; money only for whoever signs for it."""
    signed = Q(pk__in=[])
    for unit_id, region_id in sorted(scope_of(user).signs_for):
        signed |= Q(unit_id=unit_id, project__region_id=region_id)
    mine = claims_of_units(Claim.objects.all(), user)
    under_way = Q(state=ClaimState.CONFIRMED, project__due_on__isnull=False)
    return mine.filter(Q(state=ClaimState.OFFERED) | under_way | (Q(state=ClaimState.PENDING_UNIT) & signed))


def _answer(claim: Claim) -> Todo:
    kind, words, verb = UNIT[ClaimState(claim.state)]
    url = reverse("claim", args=[claim.pk])
    return Todo(kind, claim.project.title, f"{claim.unit.name}：{words}", url, due_at(claim), verb)
