"""The moves of a pairing: proposing, both consents, filing, renewing, ending; and taking back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alliances.pairing import actions
from alliances.pairing.forms import MoveForm, rounds_after
from alliances.pairing.models import Pairing
from alliances.pairing.verbs import (
    VERBS,
    Verb,
    fits,
    on_behalf,
    permits,
    side_names,
    sides_answered_for,
)
from alliances.pairing.views.fetching import fetch_pairing, form_view
from members.formpages import form_page, result_of
from portal.refusals import Forbidden
from portal.undo import forget_undo, offer_undo
from portal.workflow.machine import undo_until, wrong_state


@login_required
@form_view
def move_pairing(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """GET asks for what the verb needs, POST does it. What was typed stays when it is refused."""
    if verb not in VERBS:
        raise Http404
    found, chosen = fetch_pairing(request, pk), VERBS[verb]
    refuse_unasked(request.user, found, chosen)
    form = move_form(request, found, chosen)
    done = result_of(form, lambda: chosen.act(found, by=request.user, **form.terms))
    if done is not None:
        say_done(request, found, chosen)
        return redirect("pairing", done.pk)
    back = (str(found), reverse("pairing", args=[pk]))
    return form_page(
        request, form, f"{chosen.label}：{found}", back=back, submit=chosen.label, note=chosen.help
    )


@login_required
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_pairing(request, pk)
    forget_undo(request)
    undone = actions.undo_pairing(found, by=request.user)
    messages.success(request, f"已撤回。“{undone}”现在是“{undone.get_state_display()}”。")
    return redirect("pairing", pk)


def refuse_unasked(user: Any, pairing: Pairing, verb: Verb) -> None:
    """Before the form is shown: the right first, then the state. Raises Forbidden, Refusal."""
    if verb.name != "agree" and not permits(user, pairing, verb):
        raise Forbidden("forbidden", "您没有办理这件事的权限。如需办理，请联系所在街道（镇）党建办。")
    if not fits(pairing, verb.name):
        raise wrong_state(pairing, verb.label)
    if not permits(user, pairing, verb):
        raise Forbidden("forbidden", "协议由双方党组织书记同意，您不能代表任何一方，或这一方已经同意。")


def move_form(request: HttpRequest, pairing: Pairing, verb: Verb) -> MoveForm:
    sides = sides_answered_for(request.user, pairing, verb)
    asks = [name for name in verb.asks if name != "basis" or on_behalf(request.user, pairing, sides)]
    return MoveForm(
        request.POST if request.method == "POST" else None,
        asks=asks,
        says=verb.says,
        needed=verb.needed,
        sides=side_names(pairing, sides),
        programmes=rounds_after(pairing),
    )


def say_done(request: HttpRequest, pairing: Pairing, verb: Verb) -> None:
    words = f"“{pairing}”{verb.done}"
    if verb.undoable:
        until = undo_until(timezone.now())
        offer_undo(request, words, reverse("pairing_undo", args=[pairing.pk]), until)
    else:
        forget_undo(request)
        messages.success(request, f"{words}。")
