"""The panels of a party organisation's page. Apps above add theirs."""

from collections.abc import Callable

from django.http import HttpRequest

from members.party.models import PartyOrg
from portal.pages import Panel
from portal.registry import Registry

PARTY_PANELS: Registry[Callable[[HttpRequest, PartyOrg], Panel | None]] = Registry(
    "panel of a party organisation's page"
)


def party_panels(request: HttpRequest, org: PartyOrg) -> list[Panel]:
    """The panels that have something to show to this person about this organisation."""
    found = (panel(request, org) for panel in PARTY_PANELS)
    return [panel for panel in found if panel is not None]
