"""Claiming from the project's own page, and what the office does around it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from members.formpages import carried_out
from members.rules import handles
from portal.refusals import Forbidden
from projects.claims.actions import offer_renewal
from projects.claims.forms import OfferForm, ReserveForm
from projects.claims.making import claim_form, claimed_from, claimer_in, own_claim
from projects.claims.views.details import project_page
from projects.claims.views.fetching import fetch_project
from projects.listings.actions import reserve
from projects.listings.models import Project


@login_required
@require_POST
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """认领 or, with `then=intend`, 登记意向."""
    found = fetch_project(request, pk)
    claimer = claimer_in(request, found.region_id)
    if not claimer.may_claim(found.unit_id):
        raise Forbidden("not_for_this_unit", "您不能认领这个项目。请核对所代表的单位，或联系党建办。")
    form = claim_form(request, found, claimer)
    if claimed_from(request, form):
        return redirect("project", pk)
    return project_page(request, found, form)


@login_required
@require_GET
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """请示单: one page to print and take to one's own superior."""
    found = fetch_project(request, pk)
    claimer = claimer_in(request, found.region_id)
    context = {"project": found, "unit": claimer.unit, "own": own_claim(found, claimer)}
    return render(request, "projects/claims/note.html", context)


@login_required
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """邀请续认领, for staff."""
    found = fetch_project(request, pk)
    demand_handling(request, found)
    form = OfferForm(request.POST or None, project=found)
    if carried_out(form, lambda: offer_renewal(found, by=request.user, **form.cleaned_data)):
        messages.success(request, f"已邀请{form.cleaned_data['unit']}续认领，期限内保留名额。")
        return redirect("project", pk)
    return form_page(request, found, form, "邀请续认领")


@login_required
def keep_for(request: HttpRequest, pk: int) -> HttpResponse:
    """设置优先单位, before the project is published."""
    found = fetch_project(request, pk)
    demand_handling(request, found)
    form = ReserveForm(request.POST or None, project=found)
    if carried_out(form, lambda: reserve(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "已设置优先单位，发布后在优先期内只有它们可认领。")
        return redirect("project", pk)
    return form_page(request, found, form, "设置优先单位")


def demand_handling(request: HttpRequest, project: Project) -> None:
    if not handles(request.user, project.region_id):
        raise Forbidden("forbidden", "只有街道（镇）党建办可以办理这件事。")


def form_page(
    request: HttpRequest, project: Project, form: OfferForm | ReserveForm, title: str
) -> HttpResponse:
    return render(request, "projects/claims/form.html", {"project": project, "form": form, "title": title})
