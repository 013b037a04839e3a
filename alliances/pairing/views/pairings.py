"""结对: one's own first, the list of all that one sees, a pairing's page."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from alliances.pairing.badges import badge_of
from alliances.pairing.lists import PairingList
from alliances.pairing.mine import mine_of
from alliances.pairing.pairing_page import pairing_page
from alliances.pairing.views.fetching import fetch_pairing, pairings_seen
from members.scope import scope_of
from portal.lists.page import list_page


@login_required
@require_safe
def pairings(request: HttpRequest) -> HttpResponse:
    """Whoever acts for a unit begins with its own; `?all=1` and any filter show the list."""
    if scope_of(request.user).unit_ids and not request.GET:
        return render(request, "alliances/pairing/mine.html", mine_of(request.user, timezone.localdate()))
    page = list_page(request, PairingList, pairings_seen(request.user))
    today = timezone.localdate()
    context: dict[str, Any] = {
        "rows": [(row, badge_of(row, today)) for row in page.rows],
        "has_own": bool(scope_of(request.user).unit_ids),
    }
    return page.render(request, "alliances/pairing/list.html", context)


@login_required
@require_safe
def pairing(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_pairing(request, pk)
    return render(request, "alliances/pairing/pairing.html", pairing_page(request, found))
