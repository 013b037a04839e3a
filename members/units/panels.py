"""一单位一档: the panels of a unit's page. Each capability, of this app and of those above, adds its own."""

from collections.abc import Callable

from django.http import HttpRequest

from members.units.models import Unit
from portal.pages import Panel
from portal.permits import may
from portal.registry import Registry

UNIT_PANELS: Registry[Callable[[HttpRequest, Unit], Panel | None]] = Registry("panel of a unit's page")


def unit_panels(request: HttpRequest, unit: Unit) -> list[Panel]:
    """The panels that have something to show to this person about this unit."""
    found = (panel(request, unit) for panel in UNIT_PANELS)
    return [panel for panel in found if panel is not None]


def enrolments_panel(request: HttpRequest, unit: Unit) -> Panel:
    """入册 in the streets this person sees, with contacts where they may see those."""
    rows = (
        unit.enrolments.visible_to(request.user)
        .select_related("region", "unit")
        .order_by("region__code", "pk")
    )
    lines = [
        {
            "enrolment": row,
            "contacts": may(request.user, "contacts.see", row),
            "change": may(request.user, "enrolments.change_contacts", row),
        }
        for row in rows
    ]
    return Panel("members/units/enrolments_panel.html", {"lines": lines})
