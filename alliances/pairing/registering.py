"""What pairings put into the registries."""

from typing import Any

from alliances.pairing import folder, metrics, todos
from alliances.pairing.agreement.kind import KIND, PAIRING_AGREEMENT
from alliances.pairing.agreement.rules import may_see_files
from alliances.pairing.ledgers import registering as ledgers
from alliances.pairing.matters import PAIRINGS
from alliances.pairing.panels import home_panel, unit_panel
from alliances.pairing.searching import PAIRINGS as PAIRINGS_FOUND
from alliances.pairing.searching import PROGRAMMES as PROGRAMMES_FOUND
from alliances.pairing.states import PAIRING_MACHINE, PairingState
from alliances.pairing.unitfile import PAIRINGS as FILED
from alliances.records.matters import RECORD_MATTERS
from members.scope import scope_of
from members.units.panels import UNIT_PANELS
from members.units.unitfile.parts import UNIT_FILE_PARTS
from portal.documents.kinds import DOCUMENT_KINDS
from portal.files.access import FILE_ACCESS
from portal.inbox.todos import TODO_SOURCES
from portal.navigation import NAVIGATION, NavEntry, NavGroup
from portal.pages import HOME_PANELS
from portal.search_page import SEARCH_SOURCES
from portal.workflow.diagram import DIAGRAMS, Diagram
from portal.workflow.subjects import SUBJECTS


def register() -> None:
    metrics.register()
    ledgers.register()
    folder.register()
    DOCUMENT_KINDS.register(PAIRING_AGREEMENT, KIND)
    FILE_ACCESS.register("alliances.pairing", may_see_files)
    NAVIGATION.register(
        "pairings", NavEntry("结对共建", "link", "pairings", NavGroup.COUNCIL, takes_part), weight=40
    )
    SUBJECTS.update(pairing="pairing")
    SEARCH_SOURCES.register("programmes", PROGRAMMES_FOUND, weight=28)
    SEARCH_SOURCES.register("pairings", PAIRINGS_FOUND, weight=29)
    HOME_PANELS.register("pairings", home_panel, weight=30)
    UNIT_PANELS.register("pairings", unit_panel, weight=37)
    UNIT_FILE_PARTS.register("pairings", FILED, weight=77)
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
