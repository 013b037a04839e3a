"""登记共建纪实, 关联已有纪实 and 承诺投入."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from alliances.records.evidence import attach
from alliances.records.models import Record
from alliances.records.views import say_refused
from members.behalf import acts_on_behalf
from members.formpages import carried_out, result_of
from portal.once import once
from portal.permits import demand
from portal.workflow.machine import wrong_state
from projects.claims.actions import link_record, promise, record_work
from projects.claims.models import Claim
from projects.claims.recording.forms import ClaimWorkForm, LinkForm, PromiseForm
from projects.claims.recording.reading import (
    contributions_of,
    other_claims,
    records_to_link,
    units_on,
)
from projects.claims.states import WORKED_ON
from projects.claims.views.fetching import fetch_claim


def fetch_worked_on(request: HttpRequest, pk: int) -> Claim:
    """A claim for which this person may record work now. Raises Http404, Forbidden, Refusal."""
    claim = fetch_claim(request, pk)
    demand(request.user, "claims.record", claim)
    if claim.state not in WORKED_ON:
        raise wrong_state(claim, "登记纪实")
    return claim


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """One form for one piece of work and every claim of the unit that it served."""
    claim = fetch_worked_on(request, pk)
    form = work_form(request, claim, sent=request.method == "POST")
    made = entered(request, claim, form)
    if made is None:
        link = LinkForm(records=records_to_link(request.user, claim), prefix="link")
        return render(request, "projects/recording/record.html", {"claim": claim, "form": form, "link": link})
    messages.success(request, "已登记共建纪实。")
    say_refused(request, attach(made, form.cleaned_data["evidence"], by=request.user))
    return redirect("record", made.pk)


def work_form(request: HttpRequest, claim: Claim, *, sent: bool) -> ClaimWorkForm:
    return ClaimWorkForm(
        *((request.POST, request.FILES) if sent else ()),
        claim=claim,
        candidates=units_on(claim),
        others=other_claims(request.user, claim),
        on_behalf=acts_on_behalf(request.user, claim.unit_id, claim.project.region_id),
    )


def entered(request: HttpRequest, claim: Claim, form: ClaimWorkForm) -> Record | None:
    def enter() -> Record:
        return record_work(
            [claim, *form.also_for],
            form.account,
            by=request.user,
            units=form.units,
            neighbourhoods=form.helped,
            basis=form.cleaned_data.get("basis", ""),
        )

    return result_of(form, enter)


@login_required
@require_POST
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a record that stands already serve this claim too."""
    claim = fetch_worked_on(request, pk)
    form = LinkForm(request.POST, records=records_to_link(request.user, claim), prefix="link")
    if carried_out(form, lambda: link_record(claim, form.cleaned_data["record"], by=request.user)):
        messages.success(request, "已关联，这条纪实在合计中仍只计一次。")
        return redirect("record", form.cleaned_data["record"].pk)
    context = {"claim": claim, "form": work_form(request, claim, sent=False), "link": form}
    return render(request, "projects/recording/record.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def contributions(request: HttpRequest, pk: int) -> HttpResponse:
    """承诺投入: promised beside delivered, and a form to promise or change one kind."""
    claim = fetch_claim(request, pk)
    demand(request.user, "claims.record", claim)
    form = PromiseForm(request.POST if request.method == "POST" else None)
    if carried_out(form, lambda: promised(request, claim, form)):
        messages.success(request, "已保存承诺。实际投入由共建纪实自动汇总，不用另填。")
        return redirect("claim_contributions", pk)
    context = {"claim": claim, "form": form, "lines": contributions_of([claim])[claim.pk]}
    return render(request, "projects/recording/promise.html", context)


def promised(request: HttpRequest, claim: Claim, form: PromiseForm) -> None:
    said = form.cleaned_data
    promise(claim, said["kind"], said["amount"], by=request.user, note=said["note"])
