"""The verbs of claiming: what pages, API, jobs and commands call."""

from projects.claims.actions.claiming import claim_project, state_intention
from projects.claims.actions.deciding import (
    close_claim,
    complete_claim,
    confirm_claim,
    endorse_claim,
    lapse_claim,
    not_adopt_claim,
    release_claim,
    send_back_claim,
    withdraw_claim,
)
from projects.claims.actions.offering import offer_renewal
from projects.claims.actions.recording import confirm_facts, link_record, promise, record_work
from projects.claims.actions.renewing import accept_renewal
from projects.claims.actions.undoing import undo_claim

__all__ = [
    "accept_renewal",
    "claim_project",
    "close_claim",
    "complete_claim",
    "confirm_claim",
    "confirm_facts",
    "endorse_claim",
    "lapse_claim",
    "link_record",
    "not_adopt_claim",
    "offer_renewal",
    "promise",
    "record_work",
    "release_claim",
    "send_back_claim",
    "state_intention",
    "undo_claim",
    "withdraw_claim",
]
