"""The moves of a listing: each a POST, with a page in front where a reason or a basis is asked for."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from members.formpages import result_of
from portal.permits import demand
from portal.undo import forget_undo, offer_undo
from portal.workflow.machine import undo_until
from projects.deciding.verbs import Verb
from projects.listings.actions import undo_last
from projects.listings.actions.undoing import is_taken_up
from projects.listings.addresses import listing_url
from projects.listings.forms import ListingDecisionForm
from projects.listings.models import Listing, ListKind
from projects.listings.publish_form import PublishForm
from projects.listings.verbs import VERBS
from projects.listings.views.fetching import fetch_listing, way_back


@login_required
def move_listing(request: HttpRequest, kind: ListKind, pk: int, verb: str) -> HttpResponse:
    """GET asks for what the verb needs, POST does it. What was typed stays when it is refused."""
    if verb not in VERBS:
        raise Http404
    found, chosen = fetch_listing(request, kind, pk), VERBS[verb]
    demand(request.user, f"listings.{verb}", found)
    form = decision_form(request, found, chosen)
    nothing_asked = request.method == "POST" and not form.fields
    if nothing_asked:
        return done(request, chosen.act(found, by=request.user), chosen)
    moved = result_of(form, lambda: chosen.act(found, by=request.user, **form.words))
    if moved is not None:
        return done(request, moved, chosen)
    context = {"listing": found, "kind": kind, "verb": chosen, "form": form, "back": way_back(request, found)}
    return render(request, "projects/listings/decide.html", context)


def decision_form(request: HttpRequest, listing: Listing, verb: Verb) -> ListingDecisionForm:
    given: dict[str, Any] = {"verb": verb, "asks_basis": verb.asks_basis(request.user, listing)}
    if verb.name == "publish":
        return PublishForm(request.POST or None, listing=listing, **given)
    return ListingDecisionForm(request.POST or None, **given)


@login_required
@require_POST
def undo_listing(request: HttpRequest, kind: ListKind, pk: int) -> HttpResponse:
    found = fetch_listing(request, kind, pk)
    forget_undo(request)
    undone = undo_last(found, by=request.user)
    messages.success(request, f"已撤回，“{undone.title}”现在是“{undone.get_state_display()}”。")
    return redirect(way_back(request, undone))


def done(request: HttpRequest, listing: Listing, verb: Verb) -> HttpResponse:
    """Say what happened, offer to undo it where that can be, and go back to where one came from."""
    said = f"“{listing.title}”{verb.done}"
    if verb.name == "publish" and is_taken_up(listing):
        messages.success(request, said)
    else:
        offer_undo(request, said, listing_url(listing, "undo"), undo_until(timezone.now()))
    return redirect(way_back(request, listing))
