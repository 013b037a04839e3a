"""The page of one project: the whole chain from its need to the closing of its claims."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from alliances.records.figures import figure_items
from alliances.records.models import Record
from members.rules import handles
from projects.claims.forms import ClaimForm
from projects.claims.making import claim_form, claimer_in, own_claim
from projects.claims.progress import chain_of, reached
from projects.claims.reading import ClaimRow, feedback_for, records_for, rows_for, steps_for
from projects.claims.recording.work import project_work
from projects.claims.standing import claims_open
from projects.claims.views.fetching import fetch_project
from projects.listings.actions.holding import NOT_YET_SHOWN
from projects.listings.details import BADGES, details_of
from projects.listings.models import Preferred, Project
from projects.listings.reserving.planning import moment_words, why_first
from projects.listings.states import ListingState


@login_required
@require_GET
def project(request: HttpRequest, pk: int) -> HttpResponse:
    return project_page(request, fetch_project(request, pk))


def project_page(request: HttpRequest, found: Project, form: ClaimForm | None = None) -> HttpResponse:
    """The page, with the claim's form as it was refused where it was."""
    rows = rows_for(request.user, found)
    records = list(records_for(request.user, found))
    feedback = feedback_for(request.user, found)
    totals = Record.objects.filter(pk__in=[each.pk for each in records]).totals()
    states = [row.claim.state for row in rows]
    need_url = reverse("need", args=[found.need_id]) if found.need_id else ""
    context = details_of(found, request) | {
        "badge": BADGES[ListingState(found.state)],
        "chain": chain_of(found, states, records=len(records), feedback=len(feedback), need_url=need_url),
        "targets": reached(list(found.targets.order_by("pk")), totals),
        "figures": figure_items(totals),
        "rows": rows,
        "records": records,
        "work": project_work(found, request.user),
        "feedback": feedback,
        "steps": steps_for(request.user, found, rows),
        "may_offer": found.state == ListingState.PUBLISHED and handles(request.user, found.region_id),
        "may_reserve": found.state in NOT_YET_SHOWN and handles(request.user, found.region_id),
    }
    context |= claiming(request, found, form)
    context["foremost"] = foremost(rows) if context["form"] is None or context["claimer"].on_behalf else None
    return render(request, "projects/claims/project.html", context)


def claiming(request: HttpRequest, found: Project, form: ClaimForm | None) -> dict[str, Any]:
    """The form of 下一步, where this person can claim the project now."""
    claimer = claimer_in(request, found.region_id)
    own = own_claim(found, claimer)
    mine = Preferred.objects.filter(project=found, unit=claimer.unit_id)
    why = list(mine.values_list(Preferred.other_side(claimer.unit_id))[:1]) if claimer.unit else []
    open_to_them = claims_open(
        found,
        timezone.now(),
        own=own.state if own else None,
        preferred=bool(why),
        on_behalf=claimer.on_behalf,
    )
    said = {"first": first_words(found, why[0] if why else None)}
    if not claimer.may_claim(found.unit_id) or not open_to_them:
        return said | {"form": None}
    return said | {"form": form or claim_form(request, found, claimer), "claimer": claimer, "own": own}


def first_words(found: Project, why: tuple[str | None] | None) -> str:
    """While some may claim first: why this unit may, or from when all may. Empty at other times."""
    until = found.reserved_until
    if found.state != ListingState.PUBLISHED or not until or timezone.now() >= until:
        return ""
    if why is None:
        return f"优先期内，{moment_words(until)} 后对全部单位开放"
    return f"{why_first(why[0])}，优先期至 {moment_words(until)}"


def foremost(rows: list[ClaimRow]) -> int | None:
    """The claim whose first move is the page's one primary button."""
    return next((row.claim.pk for row in rows if row.offers and not row.offers[0]["back"]), None)
