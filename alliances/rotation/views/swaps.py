"""对调: proposed in two steps (with whom, then why), answered on a page of its own."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alliances.councils.behalf import acts_on_behalf
from alliances.rotation import actions
from alliances.rotation.forms import AnswerForm, SwapForm
from alliances.rotation.lists import SwapList
from alliances.rotation.models import Duty, Swap
from alliances.rotation.reading import light
from alliances.rotation.states import SWAP_MACHINE
from alliances.rotation.views.duties import on_behalf
from alliances.rotation.views.fetching import FORM, fetch_duty, fetch_swap
from members.formpages import result_of
from portal.ids import id_in
from portal.lists.page import list_page
from portal.once import once
from portal.permits import demand, may
from portal.undo import forget_undo, offer_undo
from portal.workflow.machine import undo_until
from portal.workflow.models import Step

SAID = {
    "accept": "已对调，两家的日历都已更新。",
    "decline": "已答复对方。",
    "withdraw": "已撤回。",
    "undo": "已撤回同意，双方轮值恢复原样。",
}


@login_required
@require_http_methods(FORM)
@once
def duty_swap(request: HttpRequest, pk: int) -> HttpResponse:
    """First the list of others' duties still ahead; `?with=` one of them, then the reason."""
    ours = fetch_duty(request, pk)
    demand(request.user, "duties.describe", ours)
    others = swappable(ours)
    theirs = others.filter(pk=id_in(request.GET.get("with", ""))).first()
    if theirs is None:
        return render(request, "alliances/rotation/swap_with.html", {"duty": ours, "others": others})
    form = SwapForm(request.POST or None, behalf=on_behalf(request, ours))
    made = result_of(form, lambda: actions.propose_swap(ours, theirs, by=request.user, **form.cleaned_data))
    if made is not None:
        messages.success(request, f"已发给{theirs.holder}，对方同意后生效。")
        return redirect("swap", made.pk)
    return render(request, "alliances/rotation/swap_new.html", {"duty": ours, "theirs": theirs, "form": form})


def swappable(ours: Duty) -> QuerySet[Duty]:
    ahead = Duty.objects.standing().filter(rotation=ours.rotation_id, period__gt=timezone.localdate())
    rows = ahead.exclude(holder=ours.holder_id).select_related("holder", "rotation")
    return light(rows).order_by("period", "slot")


@login_required
@require_safe
def swaps(request: HttpRequest) -> HttpResponse:
    rows = Swap.objects.visible_to(request.user).select_related(
        "duty_a__rotation", "duty_b__rotation", "unit_a", "unit_b"
    )
    return list_page(request, SwapList, rows).render(request, "alliances/rotation/swaps.html")


@login_required
@require_safe
def swap(request: HttpRequest, pk: int) -> HttpResponse:
    return swap_page(request, fetch_swap(request, pk))


@login_required
@require_POST
def swap_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """同意, 不同意, 撤回, 撤回同意. A refusal stands on the swap's page, with what was typed."""
    found = fetch_swap(request, pk)
    if verb not in SAID:
        raise Http404
    form = answer_form(request, found)
    act = {"accept": accept, "decline": actions.decline_swap, "withdraw": withdraw, "undo": undo}[verb]
    if result_of(form, lambda: act(found, by=request.user, **form.cleaned_data)) is not None:
        messages.success(request, SAID[verb])
        forget_undo(request)
        if verb == "accept":
            back = reverse("swap_verb", args=[pk, "undo"])
            offer_undo(request, f"已同意对调：{found}", back, undo_until(timezone.now()))
        return redirect("swap", pk)
    return swap_page(request, fetch_swap(request, pk), form)


def accept(found: Swap, *, by: Any, basis: str = "", reason: str = "") -> Swap:
    """What was typed beside the button is a decline's; accepting says nothing."""
    return actions.accept_swap(found, by=by, basis=basis)


def withdraw(found: Swap, *, by: Any, basis: str = "", reason: str = "") -> Swap:
    return actions.withdraw_swap(found, by=by, basis=basis)


def undo(found: Swap, *, by: Any, basis: str = "", reason: str = "") -> Swap:
    return actions.undo_swap(found, by=by)


def swap_page(request: HttpRequest, found: Swap, form: AnswerForm | None = None) -> HttpResponse:
    is_open = SWAP_MACHINE.can(found, "accept")
    context = {
        "swap": found,
        "form": form or answer_form(request, found),
        "may_answer": is_open and may(request.user, "swaps.answer", found),
        "may_withdraw": is_open and may(request.user, "swaps.withdraw", found),
        "steps": Step.objects.about(found).newest_first().select_related("by", "for_unit"),
    }
    status = 409 if form is not None and form.errors else 200
    return render(request, "alliances/rotation/swap.html", context, status=status)


def answer_form(request: HttpRequest, found: Swap) -> AnswerForm:
    alliance = found.duty_a.rotation.alliance
    behalf = any(acts_on_behalf(request.user, unit, alliance) for unit in (found.unit_a_id, found.unit_b_id))
    return AnswerForm(request.POST if request.method == "POST" else None, behalf=behalf)
