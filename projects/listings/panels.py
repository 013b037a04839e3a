"""Further panels of the page of a resource or a need, by the capabilities above the lists."""

from collections.abc import Callable

from django.http import HttpRequest

from portal.pages import Panel
from portal.registry import Registry
from projects.listings.models import Listing

Reads = Callable[[HttpRequest, Listing], Panel | None]
LISTING_PANELS: Registry[Reads] = Registry("panel of a listing's page")


def listing_panels(request: HttpRequest, listing: Listing) -> list[Panel]:
    """The panels that have something to show to this person about this listing."""
    found = (panel(request, listing) for panel in LISTING_PANELS)
    return [panel for panel in found if panel is not None]
