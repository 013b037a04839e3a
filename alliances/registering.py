"""What this app puts into the portal's registries."""

from typing import Any

from alliances.records.evidence import may_see_evidence
from alliances.records.panels import work_panel
from members.scope import scope_of
from members.units.panels import UNIT_PANELS
from portal.api.routes import API_ROUTES
from portal.files.access import FILE_ACCESS
from portal.navigation import NAVIGATION, NavEntry, NavGroup


def register() -> None:
    API_ROUTES.register("alliances", "alliances.api")
    FILE_ACCESS.register("alliances.record", may_see_evidence)
    UNIT_PANELS.register("records", work_panel, weight=50)
    NAVIGATION.register(
        "records", NavEntry("共建纪实", "pencil", "records", NavGroup.LISTS, takes_part), weight=40
    )


def takes_part(user: Any) -> bool:
    """Whoever has an appointment: a unit's people, an office's, a supervisor."""
    return bool(scope_of(user).roles)
