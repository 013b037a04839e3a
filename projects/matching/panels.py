"""可对接的资源和单位, on a need's page."""

from django.http import HttpRequest

from portal.pages import Panel
from portal.permits import may
from projects.listings.models import Listing, Need
from projects.listings.states import ListingState
from projects.matching.showing import shown_matches

SHOWN = 8


def matches_panel(request: HttpRequest, listing: Listing) -> Panel | None:
    """For those who can act on a published need, or oversee it."""
    if not isinstance(listing, Need) or listing.state != ListingState.PUBLISHED:
        return None
    if not may(request.user, "needs.match", listing):
        return None
    return Panel("projects/matching/panel.html", {"need": listing, "rows": shown_matches(listing, SHOWN)})
