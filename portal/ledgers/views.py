"""The home of ledgers."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.ledgers.home import ledger_pages_of
from portal.ledgers.imports.models import Import
from portal.refusals import Forbidden

LATEST = 5


@login_required
@require_safe
def ledgers(request: HttpRequest) -> HttpResponse:
    """What can be done with ledgers, and what was taken in last."""
    pages = ledger_pages_of(request.user)
    if not pages:
        raise Forbidden("forbidden", "台账由街道（镇）党建办管理。如需查看，请联系所在街道（镇）党建办。")
    latest = Import.objects.visible_to(request.user).select_related("region", "file", "by").order_by("-pk")
    return render(request, "portal/ledgers/home.html", {"pages": pages, "imports": latest[:LATEST]})
