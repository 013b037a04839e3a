"""What pairings put into the registries."""

from typing import Any

from alliances.pairing import metrics, todos
from alliances.pairing.matters import PAIRINGS
from alliances.pairing.states import PAIRING_MACHINE, PairingState
from alliances.records.matters import RECORD_MATTERS
from members.scope import scope_of
from portal.inbox.todos import TODO_SOURCES
from portal.navigation import NAVIGATION, NavEntry, NavGroup
from portal.workflow.diagram import DIAGRAMS, Diagram
from portal.workflow.subjects import SUBJECTS


def register() -> None:
    metrics.register()
    NAVIGATION.register(
        "pairings", NavEntry("结对共建", "link", "pairings", NavGroup.COUNCIL, takes_part), weight=40
    )
    SUBJECTS.update(pairing="pairing")
    RECORD_MATTERS.register("pairings", PAIRINGS)
    DIAGRAMS.register(
        "pairing", Diagram("结对", PAIRING_MACHINE, PairingState, (PairingState.DRAFTED,)), weight=17
    )
    TODO_SOURCES.register("pairings to answer", todos.to_answer)
    TODO_SOURCES.register("pairings to file", todos.to_file)
    TODO_SOURCES.register("pairings to renew", todos.to_renew)
    TODO_SOURCES.register("commitments due", todos.commitments_due)
    TODO_SOURCES.register("pairings left behind", todos.left_behind)


def takes_part(user: Any) -> bool:
    return bool(scope_of(user).roles)
