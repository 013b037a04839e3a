"""The panels of an alliance's page. Higher capabilities add their own; a unit's page says where it sits."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from alliances.councils.models import Alliance, Membership, Role
from members.units.models import Unit
from portal.pages import Panel
from portal.registry import Registry

ALLIANCE_PANELS: Registry[Callable[[HttpRequest, Alliance], Panel | None]] = Registry(
    "panel of an alliance's page"
)
LEADING = (Role.CHAIR, Role.VICE, Role.STANDING, Role.COUNCIL)
NAMED_EACH = 20
"""Names shown of each leading role; the list of members has all."""


def alliance_panels(request: HttpRequest, alliance: Alliance) -> list[Panel]:
    found = (panel(request, alliance) for panel in ALLIANCE_PANELS)
    return [panel for panel in found if panel is not None]


def roles_of(alliance: Alliance) -> list[dict[str, Any]]:
    """Today's members by role: how many, and who leads by name. One query."""
    rows = alliance.memberships.in_force().select_related("unit").order_by("id")
    by_role: dict[str, list[Membership]] = {role: [] for role in Role.values}
    for row in rows.defer("unit__grams", "unit__custom"):
        by_role[row.role].append(row)
    return [
        {
            "label": Role(role).label,
            "count": len(held),
            "named": held[:NAMED_EACH] if role in LEADING else [],
            "more": max(0, len(held) - NAMED_EACH) if role in LEADING else 0,
        }
        for role, held in by_role.items()
        if held
    ]


def unit_alliances_panel(request: HttpRequest, unit: Unit) -> Panel | None:
    """参加的组织: where this unit sits today, and where it sat."""
    rows = (
        Membership.objects.visible_to(request.user)
        .filter(unit=unit)
        .select_related("alliance")
        .order_by("-from_on", "-id")
    )
    memberships = list(rows)
    if not memberships:
        return None
    return Panel(
        "alliances/councils/unit_panel.html", {"memberships": memberships, "today": timezone.localdate()}
    )
