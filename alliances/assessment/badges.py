"""States of schemes, cycles and objections as badges: the word and the badge's kind."""

from alliances.assessment.models import Cycle, Objection, Scheme
from alliances.assessment.states import CycleState, ObjectionState, SchemeState

KINDS = {SchemeState.DRAFTED: "planned", SchemeState.ADOPTED: "running", SchemeState.RETIRED: "plain"}
CYCLES = {
    CycleState.OPEN: "running",
    CycleState.COMPUTED: "soon",
    CycleState.REVIEWED: "soon",
    CycleState.FED_BACK: "open",
    CycleState.PUBLICISED: "open",
    CycleState.FINAL: "done",
}
OBJECTIONS = {
    ObjectionState.RAISED: "soon",
    ObjectionState.UPHELD: "done",
    ObjectionState.DISMISSED: "plain",
    ObjectionState.WITHDRAWN: "plain",
}


def badge_of(scheme: Scheme) -> tuple[str, str]:
    return scheme.get_state_display(), KINDS[SchemeState(scheme.state)]


def cycle_badge_of(cycle: Cycle) -> tuple[str, str]:
    return cycle.get_state_display(), CYCLES[CycleState(cycle.state)]


def objection_badge_of(objection: Objection) -> tuple[str, str]:
    return objection.get_state_display(), OBJECTIONS[ObjectionState(objection.state)]
