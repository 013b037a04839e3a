"""To-dos of neighbourhoods: claims that are said to be done, or are overdue, and wait for their word."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from members.scope import scope_of
from portal.inbox.todos import Todo, TodoBatch
from projects.claims.models import Claim, Feedback
from projects.claims.states import ClaimState
from projects.listings.models import Project


def to_confirm(user: Any, limit: int) -> TodoBatch:
    """Facts that this person's neighbourhoods have not confirmed. Two queries, one with limit 0."""
    if not scope_of(user).acts_for:
        return TodoBatch([], 0)
    waiting = waiting_for_facts(user)
    total = waiting.count()
    if not limit:
        return TodoBatch([], total)
    rows = waiting.select_related("project", "unit").order_by("project__due_on", "pk")[:limit]
    return TodoBatch([_confirm(claim) for claim in rows], total)


def waiting_for_facts(user: Any) -> QuerySet[Claim]:
    """Completed or overdue claims for one's neighbourhoods, without their word that it is done."""
    overdue = Q(state=ClaimState.CONFIRMED, project__due_on__lt=timezone.localdate())
    theirs = Q(pk__in=[])
    for unit_id, region_id in sorted(scope_of(user).acts_for):
        said = Feedback.objects.filter(claim=OuterRef("pk"), neighbourhood=unit_id)
        hosts = Project.neighbourhoods.through.objects.filter(project=OuterRef("project"))
        host = Q(Exists(hosts.filter(unit=unit_id))) | (Q(project__unit=unit_id) & ~Exists(hosts))
        settled = Exists(said.filter(Q(done=True) | Q(claim__state=ClaimState.CONFIRMED)))
        theirs |= host & Q(project__region=region_id) & Q(~settled)
    return Claim.objects.filter(Q(state=ClaimState.COMPLETED) | overdue).filter(theirs)


def _confirm(claim: Claim) -> Todo:
    late = claim.state == ClaimState.CONFIRMED
    words = "已过完成时限，请说明是否完成" if late else "单位已提交完成，请核实"
    return Todo(
        kind="村居核实",
        title=claim.project.title,
        detail=f"{claim.unit.name}：{words}",
        url=reverse("claim_feedback", args=[claim.pk]),
        verb="去核实",
    )
