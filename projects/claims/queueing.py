"""Claims in the office's queue: those to confirm, and completed ones to close."""

import datetime as dt
from typing import Any

from django.db.models import Case, DateTimeField, DurationField, ExpressionWrapper, F, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from members.places.models import OfficePolicy
from members.scope import scope_of
from portal.ids import id_in
from projects.claims.actions import close_claim, confirm_claim, not_adopt_claim, send_back_claim
from projects.claims.closing import closing_checks
from projects.claims.models import Claim
from projects.claims.states import ClaimState
from projects.queue.sources import Decision, QueueBatch, QueueItem, QueueSource, Side

DEFAULT_DAYS = OfficePolicy._meta.get_field("review_days").default
VERBS = {
    ClaimState.SUBMITTED: {"approve": "确认认领", "not-adopt": "暂不采用"},
    ClaimState.COMPLETED: {"approve": "办结", "return": "退回补充"},
}
ACTIONS: dict[tuple[str, str], Any] = {
    (ClaimState.SUBMITTED, "approve"): confirm_claim,
    (ClaimState.SUBMITTED, "not-adopt"): not_adopt_claim,
    (ClaimState.COMPLETED, "approve"): close_claim,
    (ClaimState.COMPLETED, "return"): send_back_claim,
}


def waiting_claims(user: Any) -> QuerySet[Claim]:
    """What this user may decide."""
    regions = scope_of(user).reviewed_region_ids
    return Claim.objects.filter(project__region__in=regions, state__in=list(VERBS))


def due_of() -> ExpressionWrapper:
    """The street's own review days after the claim was made, or after its completion was handed in."""
    days = Coalesce("project__region__policy__review_days", DEFAULT_DAYS) * Value(dt.timedelta(days=1))
    handed_in = Case(When(state=ClaimState.COMPLETED, then=F("completed_at")), default=F("claimed_at"))
    review_time = ExpressionWrapper(days, output_field=DurationField())
    return ExpressionWrapper(handed_in + review_time, output_field=DateTimeField())


def waiting(user: Any, limit: int) -> QueueBatch:
    claims = waiting_claims(user)
    total = claims.count()
    if not limit:
        return QueueBatch([], total)
    told = claims.select_related("project", "unit").annotate(due_at=due_of()).order_by("due_at", "pk")
    return QueueBatch([item_of(claim) for claim in told[:limit]], total)


def item_of(claim: Any) -> QueueItem:
    at = claim.completed_at if claim.state == ClaimState.COMPLETED else claim.claimed_at
    word = "提交完成" if claim.state == ClaimState.COMPLETED else f"认领（{claim.get_part_display()}）"
    detail = f"{claim.unit.name}，{timezone.localtime(at):%m月%d日}{word}"
    return QueueItem(str(claim.pk), claim.project.title, detail, claim.due_at)


def find(user: Any, ref: str) -> Claim | None:
    claims = waiting_claims(user).select_related("project__region", "project__unit", "unit")
    return claims.filter(pk=id_in(ref)).first()


def side(user: Any, ref: str) -> Side | None:
    claim = find(user, ref)
    if claim is None:
        return None
    checks = closing_checks(claim) if claim.state == ClaimState.COMPLETED else []
    shows = {"claim": claim, "url": reverse("claim", args=[claim.pk]), "checks": checks}
    missing = [check.words for check in checks if not check.ok]
    title = f"{claim.unit.name}：{claim.project.title}"
    return Side(title, "projects/claims/queue_side.html", VERBS[ClaimState(claim.state)], shows, missing)


def decide(user: Any, ref: str, decision: Decision) -> str:
    """Returns the URL that undoes it. The item was found by `side` just before."""
    claim = Claim.objects.get(pk=ref)
    ACTIONS[claim.state, decision.verb](claim, by=user, opinion=decision.opinion)
    return reverse("claim_undo", args=[claim.pk])


CLAIMS_TO_DECIDE = QueueSource("认领确认与办结", waiting, side, decide)
