"""The moves of a claim: each a POST, with a page in front where a reason or a basis is asked for."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.behalf import acts_on_behalf
from members.formpages import carried_out, result_of
from members.people.looking import look_at, phone_answer
from members.units.models import Enrolment
from portal.permits import demand
from portal.refusals import Forbidden
from portal.undo import forget_undo, offer_undo
from portal.workflow.machine import undo_until, wrong_state
from projects.claims.actions import accept_renewal, undo_claim
from projects.claims.forms import ClaimDecisionForm, RenewForm
from projects.claims.models import Claim
from projects.claims.reading import sees_contact
from projects.claims.states import CLAIM_MACHINE, ClaimState
from projects.claims.verbs import VERBS, rule_of
from projects.claims.views.fetching import fetch_claim
from projects.deciding.verbs import Verb


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
    demand(request.user, rule_of(chosen), found)
    form = ClaimDecisionForm(
        request.POST if request.method == "POST" else None,
        verb=chosen,
        asks_basis=chosen.asks_basis(request.user, found),
    )
    moved = result_of(form, lambda: chosen.act(found, by=request.user, **form.words))
    if moved is not None:
        return done(request, moved, chosen)
    checks = chosen.checks(found) if chosen.checks else []
    context = {"claim": found, "verb": chosen, "form": form, "checks": checks, "back": page_of(found)}
    return render(request, "projects/claims/decide.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """确认续认领: the offered place is taken. Staff who take it for the unit are asked for their basis."""
    found = fetch_claim(request, pk)
    demand(request.user, "claims.renew", found)
    if found.state != ClaimState.OFFERED:
        raise wrong_state(found, "续认领")
    on_behalf = acts_on_behalf(request.user, found.unit_id, found.project.region_id)
    form = RenewForm(request.POST if request.method == "POST" else None, on_behalf=on_behalf)
    if carried_out(form, lambda: accept_renewal(found, by=request.user, **form.cleaned_data)):
        words = f"{found.unit.name}已续认领“{found.project.title}”"
        offer_undo(request, words, reverse("claim_undo", args=[pk]), undo_until(timezone.now()))
        return redirect(page_of(found))
    context = {"project": found.project, "form": form, "title": "确认续认领"}
    return render(request, "projects/claims/form.html", context)


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
    rows = Enrolment.objects.filter(unit=found.unit_id, region=found.project.region_id)
    enrolment = get_object_or_404(rows.order_by("-from_on", "-pk")[:1])
    phone = look_at(enrolment, "liaison_phone", by=request.user)
    return phone_answer(request, phone, enrolment.liaison_name, back=page_of(found))


def done(request: HttpRequest, claim: Claim, verb: Verb) -> HttpResponse:
    """Say what happened, offer to undo it where it can be, and show the claim."""
    words = f"{claim.unit.name}：“{claim.project.title}”{verb.done}"
    if CLAIM_MACHINE.moves[verb.name].undoable:
        offer_undo(request, words, reverse("claim_undo", args=[claim.pk]), undo_until(timezone.now()))
    else:
        forget_undo(request)
        messages.success(request, f"{words}。")
    return redirect(page_of(claim))
