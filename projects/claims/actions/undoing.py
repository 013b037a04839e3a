"""Taking back one's own act for ten minutes."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.outbox.actions import cancel
from portal.workflow.machine import Acting, check_undo
from portal.workflow.models import Step
from projects.claims.actions.deciding import AS_CONFIRMED, lock_claim_and_place
from projects.claims.models import Claim, Part
from projects.claims.notices import notice_key
from projects.claims.refusals import refusal_of_constraint
from projects.claims.states import CLAIM_MACHINE, ClaimState

CLAIMING = ("create", "claim", "claim-with-money")
FOLLOWING = ("endorse", "confirm")
"""What may come after a claim without ending the right to take it back: it falls with the claim."""

FORGOTTEN: dict[str, dict[str, Any]] = {
    "confirm": {"confirmed_at": None},
    "not-adopt": {"end_reason": ""},
    "release": {"end_reason": ""},
    "complete": {"completed_at": None},
    "close": {"closed_at": None},
}
"""What a move wrote beside the state, and its undoing takes away."""


def undo_claim(claim: Claim, *, by: Any) -> Claim:
    """Take back one's own last act on the claim within ten minutes; its notices are withdrawn with it.

    Whoever claimed may take the claim back even after it was confirmed, but not after any later step;
    an intention likewise, as long as it is one. A renewal is an offer again until the offer's day, and
    what was claimed from an intention is an intention again.
    The place is free at once; undoing a release needs the place to be free still.
    """
    try:
        with transaction.atomic():
            locked = lock_claim_and_place(claim)
            last = _own_claiming(locked, by)
            if last is not None:
                return _retract(locked, by)
            undone = CLAIM_MACHINE.last_undoable(locked, by)
            cancel(notice_key(locked, undone.verb))
            if undone.verb == "confirm":
                locked.contributions.filter(note=AS_CONFIRMED).delete()
            CLAIM_MACHINE.undo(locked, Acting(by, for_unit=undone.for_unit), **_as_before(locked, undone))
    except IntegrityError as error:
        raise refusal_of_constraint(error, claim.project) from error
    return locked


def _as_before(claim: Claim, undone: Step) -> dict[str, Any]:
    """What stood beside the state before that step. When a claim sent back was completed, the trail knows.

    Where the trail does not (a claim entered as completed), it was at the latest when it was sent back.
    """
    if undone.verb == "send-back":
        before = Step.objects.about(claim).filter(to_state=ClaimState.COMPLETED, pk__lt=undone.pk)
        return {"completed_at": (before.order_by("-id").first() or undone).recorded_at}
    return FORGOTTEN.get(undone.verb, {})


def _own_claiming(claim: Claim, by: Any) -> Step | None:
    """The step with which this person claimed, if nothing but its confirmation came after it."""
    for step in Step.objects.about(claim).order_by("-id"):
        if step.verb in CLAIMING:
            return step if step.by_id == by.pk else None
        if step.verb not in FOLLOWING or step.by_id == by.pk:
            return None
    return None


def _retract(claim: Claim, by: Any) -> Claim:
    """What was promised falls with the claim."""
    made = Step.objects.about(claim).filter(verb__in=CLAIMING).latest("id")
    check_undo(made, by)
    cancel(notice_key(claim, "confirm"))
    verb, changes = _way_back(claim, made)
    claim.contributions.all().delete()
    CLAIM_MACHINE.take(claim, verb, Acting(by, for_unit=claim.unit), confirmed_at=None, **changes)
    return claim


def _way_back(claim: Claim, made: Step) -> tuple[str, dict[str, Any]]:
    """To the offer that was taken up, while its day has not passed, or to the intention; else out."""
    if made.from_state == ClaimState.OFFERED and claim.offer_until and claim.offer_until > timezone.now():
        return "retract-renewal", {"answer_until": claim.offer_until, "promise": "", "amount": None}
    if made.from_state == ClaimState.INTENTION:
        return "retract-to-intention", {"answer_until": None, "part": Part.PARTNER, "amount": None}
    verb = "retract-intention" if claim.state == ClaimState.INTENTION else "retract"
    return verb, {"answer_until": None}
