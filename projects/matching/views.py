"""The text with which the office asks a unit's liaison whether a resource could meet a need."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal.permits import demand
from projects.hall.texts import one_text
from projects.listings.addresses import listing_url
from projects.listings.models import ListKind, Need
from projects.listings.views.fetching import fetch_listing
from projects.matching.chat import text_of
from projects.matching.showing import shown_matches


@login_required
@require_safe
def match_text(request: HttpRequest, pk: int, unit_id: int) -> HttpResponse:
    """For one unit, with all that it has. Raises Http404 where it has nothing, Forbidden."""
    need = cast(Need, fetch_listing(request, ListKind.NEED, pk))
    demand(request.user, "needs.match", need)
    rows = [row for row in shown_matches(need) if row.unit == unit_id]
    if not rows:
        raise Http404
    return one_text(request, need.title, text_of(need, rows, request.build_absolute_uri), listing_url(need))
