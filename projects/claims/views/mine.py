"""我的认领: what one's units have claimed, what is due, and what comes next."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from portal.lists.page import ListPage, list_page
from projects.claims.due import DueClaim
from projects.claims.lists import MyClaimList, claims_of_units
from projects.claims.models import Claim
from projects.claims.states import ClaimState

CHIPS = ("", "offered", "pending_unit", "submitted", "confirmed", "completed", "closed")


@login_required
@require_GET
def my_claims(request: HttpRequest) -> HttpResponse:
    claims = claims_of_units(Claim.objects.all(), request.user).select_related("project", "unit")
    page = list_page(request, MyClaimList, claims)
    context = {
        "rows": [DueClaim(claim) for claim in page.rows],
        "chips": chips(page),
        "subtitle": "名额随认领即时保留；要做的事也会出现在“我的待办”。",
    }
    return page.render(request, "projects/claims/mine.html", context)


def chips(page: ListPage) -> list[dict[str, Any]]:
    asked = page.request.GET.get("state", "")
    return [
        {
            "label": ClaimState(state).label if state else "全部",
            "url": page.url(cursor=None, state=state or None),
            "current": asked == state,
        }
        for state in CHIPS
    ]
