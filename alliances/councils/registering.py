"""What alliances put into the registries."""

from typing import Any

from alliances.councils.models import Alliance
from alliances.councils.panels import unit_alliances_panel
from alliances.councils.searching import ALLIANCES
from alliances.councils.states import ALLIANCE_MACHINE, AllianceState
from members.scope import scope_of
from members.units.panels import UNIT_PANELS
from portal.files.access import FILE_ACCESS
from portal.navigation import NAVIGATION, NavEntry, NavGroup
from portal.search_page import SEARCH_SOURCES
from portal.workflow.diagram import DIAGRAMS, Diagram
from portal.workflow.subjects import SUBJECTS


def register() -> None:
    NAVIGATION.register(
        "alliances", NavEntry("联席会议", "sitemap", "alliances", NavGroup.COUNCIL, takes_part), weight=10
    )
    SEARCH_SOURCES.register("alliances", ALLIANCES, weight=20)
    SUBJECTS.update(alliance="alliance")
    FILE_ACCESS.register("alliances.alliance", may_see_charter)
    UNIT_PANELS.register("alliances", unit_alliances_panel, weight=30)
    DIAGRAMS.register(
        "alliance", Diagram("联席会议", ALLIANCE_MACHINE, AllianceState, (AllianceState.ACTIVE,)), weight=12
    )


def takes_part(user: Any) -> bool:
    return bool(scope_of(user).roles)


def may_see_charter(user: Any, alliance: Alliance) -> bool:
    return Alliance.objects.visible_to(user).filter(pk=alliance.pk).exists()
