"""Results on the pages of whom they concern: the unit, its 共建情况, the party organisation."""

from django.db.models import Q
from django.http import HttpRequest

from alliances.assessment.models import Result
from alliances.assessment.states import TOLD
from alliances.metrics.rules import Standing
from members.party.models import PartyOrg
from members.units.models import Unit
from portal.pages import Panel

LATEST = 6


def unit_results(request: HttpRequest, unit: Unit) -> Panel | None:
    """The unit's own, and of the party organisations that stand in it."""
    return _panel(request, Q(unit=unit) | Q(party_org__unit=unit))


def standing_results(request: HttpRequest, standing: Standing) -> Panel | None:
    return unit_results(request, standing.unit)


def org_results(request: HttpRequest, org: PartyOrg) -> Panel | None:
    return _panel(request, Q(party_org=org))


def _panel(request: HttpRequest, whose: Q) -> Panel | None:
    """The latest that this person sees and that were told. One query."""
    rows = Result.objects.visible_to(request.user).current().filter(whose, cycle__state__in=TOLD)
    latest = rows.select_related("cycle__scheme", "unit", "party_org", "grade")
    found = list(latest.order_by("-cycle__until_on", "-pk")[:LATEST])
    return Panel("alliances/assessment/results_panel.html", {"results": found}) if found else None
