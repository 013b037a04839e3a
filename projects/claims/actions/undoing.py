"""Taking back one's own act for ten minutes."""

from typing import Any

from django.db import IntegrityError, transaction

from portal.outbox.actions import cancel
from portal.refusals import Refusal
from portal.workflow.machine import Acting, check_undo
from portal.workflow.models import Step
from projects.claims.actions.deciding import lock_claim_and_place
from projects.claims.models import Claim, ClaimRecord
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
    an intention likewise, as long as it is one.
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
            CLAIM_MACHINE.undo(locked, Acting(by, for_unit=undone.for_unit), **FORGOTTEN.get(undone.verb, {}))
    except IntegrityError as error:
        raise refusal_of_constraint(error, claim.project) from error
    return locked


def _own_claiming(claim: Claim, by: Any) -> Step | None:
    """The step with which this person claimed, if nothing but its confirmation came after it."""
    for step in Step.objects.about(claim).order_by("-id"):
        if step.verb in CLAIMING:
            return step if step.by_id == by.pk else None
        if step.verb not in FOLLOWING or step.by_id == by.pk:
            return None
    return None


def _retract(claim: Claim, by: Any) -> Claim:
    made = Step.objects.about(claim).filter(verb__in=CLAIMING).latest("id")
    check_undo(made, by)
    if ClaimRecord.objects.filter(claim=claim).exists():
        raise Refusal("wrong_state", "已有共建纪实，不能撤回认领。如需退出，请填写退出原因。")
    cancel(notice_key(claim, "confirm"))
    verb = "retract-intention" if claim.state == ClaimState.INTENTION else "retract"
    gone = {"confirmed_at": None, "answer_until": None}
    CLAIM_MACHINE.take(claim, verb, Acting(by, for_unit=claim.unit), **gone)
    return claim
