"""What rotations put into the registries."""

import datetime as dt
from typing import Any

from alliances.councils.leaving import WHEN_LEFT
from alliances.councils.models import Membership
from alliances.councils.panels import ALLIANCE_PANELS
from alliances.metrics.possible import POSSIBLE
from alliances.rotation import folder, metrics, todos
from alliances.rotation.actions.seating import close_seats_of
from alliances.rotation.handover import HANDOVER_PARTS, next_plan
from alliances.rotation.panels import alliance_panel, home_panel, unit_panel
from alliances.rotation.possible import next_duty
from alliances.rotation.searching import ROTATIONS
from alliances.rotation.states import SWAP_MACHINE, SwapState
from alliances.rotation.unitfile import DUTIES
from members.scope import scope_of
from members.units.panels import UNIT_PANELS
from members.units.unitfile.parts import UNIT_FILE_PARTS
from portal.inbox.todos import TODO_SOURCES
from portal.navigation import NAVIGATION, NavEntry, NavGroup
from portal.pages import HOME_PANELS
from portal.search_page import SEARCH_SOURCES
from portal.workflow.diagram import DIAGRAMS, Diagram
from portal.workflow.subjects import SUBJECTS


def register() -> None:
    folder.register()
    metrics.register()
    POSSIBLE.register("next duty", next_duty, weight=20)
    SUBJECTS.update(rotation="rotation", duty="duty", swap="swap")
    NAVIGATION.register(
        "rotations", NavEntry("轮值日历", "refresh", "rotations", NavGroup.COUNCIL, takes_part), weight=20
    )
    DIAGRAMS.register("swap", Diagram("轮值对调", SWAP_MACHINE, SwapState, (SwapState.PROPOSED,)), weight=14)
    TODO_SOURCES.register("swaps to answer", todos.swaps_to_answer)
    TODO_SOURCES.register("handovers due", todos.handovers_due)
    TODO_SOURCES.register("handovers to receive", todos.handovers_to_receive)
    TODO_SOURCES.register("duties to override", todos.duties_to_override)
    HOME_PANELS.register("on duty", home_panel, weight=20)
    ALLIANCE_PANELS.register("rotations", alliance_panel, weight=10)
    UNIT_PANELS.register("duties", unit_panel, weight=35)
    UNIT_FILE_PARTS.register("duties", DUTIES, weight=75)
    SEARCH_SOURCES.register("rotations", ROTATIONS, weight=25)
    HANDOVER_PARTS.register("next plan", next_plan, weight=90)
    WHEN_LEFT.register("seats", close_seats)


def takes_part(user: Any) -> bool:
    return bool(scope_of(user).roles)


def close_seats(membership: Membership, day: dt.date, by: Any) -> None:
    """Who leaves an alliance leaves its rotations; published duties wait for the office."""
    reason = membership.left_by or "退出组织"
    close_seats_of(membership.alliance_id, membership.unit_id, day, by, reason)
