"""What claims and the hall add to the front door: menu, to-dos, queue, pages of steps, units' pages."""

from typing import Any

from alliances.metrics.possible import POSSIBLE
from alliances.rotation.handover import HANDOVER_PARTS
from members.rules import acts_for
from members.scope import scope_of
from members.units.models import Enrolment
from members.units.panels import UNIT_PANELS
from members.units.rules import COUNTERPARTS
from members.units.unitfile.parts import UNIT_FILE_PARTS
from portal.documents.kinds import DOCUMENT_KINDS
from portal.files.access import FILE_ACCESS
from portal.inbox.todos import TODO_SOURCES
from portal.navigation import NAVIGATION, NavEntry, NavGroup
from portal.permits import may
from portal.workflow.diagram import DIAGRAMS, Diagram
from portal.workflow.subjects import SUBJECTS
from projects.claims import metrics
from projects.claims.folder import registering as folder
from projects.claims.handover import projects_under_way
from projects.claims.ledger_cells import WHO_CLAIMED
from projects.claims.letters.kind import CLAIM_LETTER, KIND
from projects.claims.models import Claim
from projects.claims.panels import claims_panel
from projects.claims.queueing import CLAIMS_TO_DECIDE
from projects.claims.states import CLAIM_MACHINE, ClaimState
from projects.claims.todos import of_units, to_decide
from projects.claims.unitfile import CLAIMS, CONTRIBUTIONS
from projects.hall.possible import claimable
from projects.hall.todos import to_claim_first
from projects.listings.live_cells import LIVE_CELLS
from projects.queue.sources import QUEUE_SOURCES

BEGINNINGS = (ClaimState.INTENTION, ClaimState.OFFERED, ClaimState.PENDING_UNIT, ClaimState.SUBMITTED)


def register() -> None:
    SUBJECTS["claim"] = "claim"
    HANDOVER_PARTS.register("projects under way", projects_under_way, weight=30)
    folder.register()
    metrics.register()
    POSSIBLE.register("claimable", claimable, weight=30)
    DIAGRAMS.register("claim", Diagram("认领", CLAIM_MACHINE, ClaimState, BEGINNINGS), weight=30)
    TODO_SOURCES.register("claims to decide", to_decide)
    TODO_SOURCES.register("claims of units", of_units)
    TODO_SOURCES.register("projects for the paired", to_claim_first)
    QUEUE_SOURCES.register("claims", CLAIMS_TO_DECIDE)
    LIVE_CELLS.register("claims", WHO_CLAIMED)
    UNIT_FILE_PARTS.register("claims", CLAIMS, weight=40)
    UNIT_FILE_PARTS.register("contributions", CONTRIBUTIONS, weight=50)
    UNIT_PANELS.register("claims", claims_panel, weight=50)
    DOCUMENT_KINDS.register(CLAIM_LETTER, KIND)
    FILE_ACCESS.register("projects.claim", may_see_letter)
    COUNTERPARTS.register("claims", share_a_claim)
    NAVIGATION.register("hall", NavEntry("认领大厅", "hand-stop", "hall", NavGroup.LISTS), weight=10)
    NAVIGATION.register(
        "screen", NavEntry("会场大屏", "presentation", "screen", NavGroup.LISTS, oversees_a_street), weight=15
    )
    NAVIGATION.register(
        "claims",
        NavEntry(
            "我的认领", "circle-check", "claims", NavGroup.LISTS, lambda user: bool(scope_of(user).acts_for)
        ),
        weight=11,
    )


def oversees_a_street(user: Any) -> bool:
    scope = scope_of(user)
    return bool(scope.office_region_ids or scope.overseen_region_ids)


def may_see_letter(user: Any, claim: Claim) -> bool:
    """What is kept about a claim is its signed letter."""
    return may(user, "claims.see_letter", claim)


def share_a_claim(user: Any, enrolment: Enrolment) -> bool:
    """One of them has claimed a project of the other in this street, and the claim lives."""
    region = enrolment.region_id
    mine = [unit for unit, place in scope_of(user).acts_for if place == region]
    if not mine or acts_for(user, enrolment.unit_id, region):
        return False
    holding = Claim.objects.holding().filter(project__region=region)
    theirs = holding.filter(unit=enrolment.unit_id, project__unit__in=mine)
    ours = holding.filter(unit__in=mine, project__unit=enrolment.unit_id)
    return theirs.exists() or ours.exists()
