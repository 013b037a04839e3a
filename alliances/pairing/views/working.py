"""共建纪实 of a pairing: entering one, 归入 one that is there, taking that back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from alliances.pairing import actions
from alliances.pairing.models import Pairing
from alliances.pairing.recording_forms import LinkForm, VisitForm
from alliances.pairing.rules import on_behalf
from alliances.pairing.states import KEPT
from alliances.pairing.views.fetching import fetch_pairing, form_view
from alliances.records.evidence import attach
from alliances.records.models import Record
from members.formpages import carried_out, form_page, result_of
from portal.once import once
from portal.permits import demand
from portal.workflow.machine import wrong_state


@login_required
@form_view
@once
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """登记走访、共同活动: entered once, counted for both sides."""
    found = recordable(request, pk)
    form = VisitForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        initial={"events": 1},
        pairing=found,
        asks_basis=on_behalf(request.user, found),
    )
    made = result_of(form, lambda: enter(form, found, request.user))
    if made is None:
        context = {"form": form, "pairing": found, "back": reverse("pairing", args=[pk])}
        return render(request, "alliances/pairing/record.html", context)
    messages.success(request, "已登记共建纪实。")
    for sentence in attach(made, form.cleaned_data["evidence"], by=request.user):
        messages.warning(request, sentence)
    return redirect("pairing", pk)


@login_required
@form_view
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """One press on the pairing's page, or this form with `?record=` chosen beforehand."""
    found = recordable(request, pk)
    chosen = {"record": request.GET.get("record", "")}
    form = LinkForm(request.POST or None, initial=chosen, pairing=found, user=request.user)

    def attribute() -> None:
        said = form.cleaned_data
        actions.link_record(found, said["record"], by=request.user, commitments=said["commitments"])

    if carried_out(form, attribute):
        messages.success(request, "已归入。")
        return redirect("pairing", pk)
    back = (str(found), reverse("pairing", args=[pk]))
    note = "只列出结对期内、您能看到的纪实。双方共同参与的已自动计入，不必归入。"
    return form_page(request, form, "归入已有的纪实", back=back, submit="归入", note=note)


@login_required
@require_POST
def unlink(request: HttpRequest, pk: int, record_id: int) -> HttpResponse:
    found = recordable(request, pk)
    linked = get_object_or_404(Record.objects.visible_to(request.user), pk=record_id)
    actions.unlink_record(found, linked, by=request.user)
    messages.success(request, "已取消归入。双方共同参与的仍会自动计入。")
    return redirect("pairing", pk)


def recordable(request: HttpRequest, pk: int) -> Pairing:
    """Raises Http404, Forbidden, Refusal `wrong_state` before it was filed."""
    found = fetch_pairing(request, pk)
    demand(request.user, "pairings.record", found)
    if found.state not in KEPT:
        raise wrong_state(found, "登记纪实")
    return found


def enter(form: VisitForm, pairing: Pairing, by: Any) -> Record:
    said = form.cleaned_data
    return actions.record_visit(
        [pairing],
        form.account,
        by=by,
        units=form.units,
        neighbourhoods=list(said["neighbourhoods"]),
        commitments=said["commitments"],
        basis=said.get("basis", ""),
    )
