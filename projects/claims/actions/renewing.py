"""Taking up an offered renewal: a claim like any other, on the place that was held for it."""

from typing import Any

from django.db import transaction

from portal.workflow.machine import wrong_state
from projects.claims.actions.claiming import claim_project
from projects.claims.actions.deciding import lock_claim_and_place
from projects.claims.models import Claim
from projects.claims.states import ClaimState


def accept_renewal(claim: Claim, *, by: Any, basis: str = "") -> Claim:
    """确认续认领. Refusals: wrong_state where nothing is offered (any more), and those of `claim_project`."""
    with transaction.atomic():
        locked = lock_claim_and_place(claim)
        if locked.state != ClaimState.OFFERED:
            raise wrong_state(locked, "续认领")
        return claim_project(locked.project, unit=locked.unit, by=by, part=locked.part, basis=basis)
