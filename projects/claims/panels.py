"""A unit's claims on the unit's page."""

from django.http import HttpRequest

from members.models import Unit
from portal.pages import Panel
from projects.claims.due import DueClaim
from projects.claims.models import Claim

SHOWN = 10


def claims_panel(request: HttpRequest, unit: Unit) -> Panel | None:
    """The latest claims that this person may see."""
    claims = Claim.objects.visible_to(request.user).filter(unit=unit).select_related("project", "unit")
    rows = [DueClaim(claim) for claim in claims.order_by("-claimed_at", "-pk")[:SHOWN]]
    return Panel("projects/claims/unit_panel.html", {"rows": rows}) if rows else None
