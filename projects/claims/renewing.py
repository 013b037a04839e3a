"""Taking up an offered renewal: a claim like any other, on the place that was held for it."""

from typing import Any

from portal.workflow.machine import wrong_state
from projects.claims.actions import claim_project
from projects.claims.models import Claim
from projects.claims.states import ClaimState


def accept_renewal(claim: Claim, *, by: Any, basis: str = "") -> Claim:
    """确认续认领. Refusals: wrong_state where nothing is offered (any more), and those of `claim_project`."""
    if claim.state != ClaimState.OFFERED:
        raise wrong_state(claim, "续认领")
    return claim_project(claim.project, unit=claim.unit, by=by, part=claim.part, basis=basis)
