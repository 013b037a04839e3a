"""The moves of a claim: each a POST, with a page in front where a reason or a basis is asked for."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.models import User
from members.units.models import Enrolment
from portal.audit.models import PersonalDataView
from portal.permits import demand
from portal.refusals import Forbidden, Refusal
from portal.undo import forget_undo, offer_undo
from portal.workflow.machine import undo_until
from projects.claims.actions import accept_renewal, undo_claim
from projects.claims.forms import DecisionForm
from projects.claims.models import Claim
from projects.claims.reading import sees_contact
from projects.claims.states import CLAIM_MACHINE
from projects.claims.verbs import VERBS, Verb
from projects.claims.views.fetching import fetch_claim


def page_of(claim: Claim) -> str:
    """A claim is shown on its project's page."""
    return f"{reverse('project', args=[claim.project_id])}#claim-{claim.pk}"


@login_required
@require_GET
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect(page_of(fetch_claim(request, pk)))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def move_claim(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """GET asks for what the verb needs, POST does it. What was typed stays when it is refused."""
    if verb not in VERBS:
        raise Http404
    found, chosen = fetch_claim(request, pk), VERBS[verb]
    demand(request.user, chosen.rule, found)
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        verb=chosen,
        asks_basis=chosen.asks_basis(request.user, found),
    )
    if form.is_valid():
        try:
            moved = chosen.act(found, by=request.user, **form.words)
        except Forbidden:
            raise
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return done(request, moved, chosen)
    checks = chosen.checks(found) if chosen.checks else []
    context = {"claim": found, "verb": chosen, "form": form, "checks": checks, "back": page_of(found)}
    return render(request, "projects/claims/decide.html", context)


@login_required
@require_POST
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """确认续认领: the offered place is taken."""
    found = fetch_claim(request, pk)
    taken = accept_renewal(found, by=request.user)
    words = f"{taken.unit.name}已续认领“{taken.project.title}”"
    offer_undo(request, words, reverse("claim_undo", args=[pk]), taken.undo_until)
    return redirect(page_of(taken))


@login_required
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_claim(request, pk)
    forget_undo(request)
    undone = undo_claim(found, by=request.user)
    messages.success(request, f"已撤回。“{undone.project.title}”的认领现在是“{undone.get_state_display()}”。")
    return redirect(page_of(undone))


@login_required
@require_POST
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """The full number of the claiming unit's liaison; that it was looked at is written down."""
    found = fetch_claim(request, pk)
    if not sees_contact(request.user, found):
        raise Forbidden("forbidden", "只有本单位、对接单位和党建办能查看联系人。")
    PersonalDataView.objects.create(
        viewer=cast(User, request.user), subject_kind="claim", subject_id=found.pk, field="liaison_phone"
    )
    rows = Enrolment.objects.filter(unit=found.unit_id, region=found.project.region_id)
    context = {"enrolment": rows.order_by("from_on", "pk").last(), "back": page_of(found)}
    template = "contact_shown.html" if request.headers.get("HX-Request") else "contact.html"
    return render(request, f"projects/claims/{template}", context)


def done(request: HttpRequest, claim: Claim, verb: Verb) -> HttpResponse:
    """Say what happened, offer to undo it where it can be, and show the claim."""
    words = f"{claim.unit.name}：“{claim.project.title}”{verb.done}"
    if CLAIM_MACHINE.moves[verb.name].undoable:
        offer_undo(request, words, reverse("claim_undo", args=[claim.pk]), undo_until(timezone.now()))
    else:
        forget_undo(request)
        messages.success(request, f"{words}。")
    return redirect(page_of(claim))
