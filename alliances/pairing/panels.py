"""Pairings on the home page and on a unit's page."""

from django.http import HttpRequest
from django.utils import timezone

from alliances.pairing.badges import badge_of
from alliances.pairing.mine import own_pairings
from alliances.pairing.models import Pairing
from alliances.pairing.states import KEPT
from members.scope import scope_of
from members.units.models import Unit
from portal.pages import Panel

SHOWN = 6


def home_panel(request: HttpRequest) -> Panel | None:
    """One's own that are in force, the soonest to end first."""
    if not scope_of(request.user).unit_ids:
        return None
    today = timezone.localdate()
    own = own_pairings(request.user).in_force(today)
    rows = list(own.prefetch_related(None).order_by("until_on", "pk")[:SHOWN])
    if not rows:
        return None
    return Panel("alliances/pairing/home_panel.html", {"rows": [(row, badge_of(row, today)) for row in rows]})


def unit_panel(request: HttpRequest, unit: Unit) -> Panel | None:
    """The unit's filed pairings on either side, the latest first, and how many are in force. Two queries."""
    today = timezone.localdate()
    seen = Pairing.objects.visible_to(request.user).of(unit.pk).filter(state__in=KEPT)
    related = seen.select_related("programme", "host", "partner", "post")
    rows = list(related.order_by("-from_on", "-pk")[:SHOWN])
    if not rows:
        return None
    shows = {
        "rows": [(row, badge_of(row, today)) for row in rows],
        "in_force": seen.in_force(today).count(),
    }
    return Panel("alliances/pairing/unit_panel.html", shows)
