"""Pages of records. Entering one begins at the matter it served, such as a claim."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alliances.records.actions import change_record, strike_record
from alliances.records.evidence import attach, evidence_of
from alliances.records.figures import figure_items
from alliances.records.forms import ChangeForm, EvidenceForm, StrikeForm
from alliances.records.lists import RecordList
from alliances.records.matters import matters_of
from alliances.records.models import Record, RecordQuerySet
from alliances.records.reading import facts_of, neighbourhoods_to_choose, shares_of_units, with_names
from members.formpages import carried_out, form_page
from portal.api.versions import check_version
from portal.lists.page import list_page
from portal.permits import demand, may


def fetch_record(request: HttpRequest, pk: int) -> Record:
    """Raises Http404 where there is none or one may not see it."""
    seen = Record.objects.visible_to(request.user).select_related("region", "recorded_by")
    return get_object_or_404(seen, pk=pk)


@login_required
@require_GET
def records(request: HttpRequest) -> HttpResponse:
    """The records one sees; above them what the filtered ones sum to, each counted once."""
    page = list_page(request, RecordList, with_names(Record.objects.visible_to(request.user)))
    context = {"figures": figure_items(cast(RecordQuerySet, page.queryset).totals())}
    return page.render(request, "alliances/records/list.html", context)


@login_required
@require_GET
def record(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_record(request, pk)
    kinds = matters_of(request.user, found)
    context = {
        "record": found,
        "facts": facts_of(found, list(found.neighbourhoods.order_by("name"))),
        "figures": figure_items(found.figures),
        "shares": shares_of_units(found),
        "matters": [matter for matters in kinds.values() for matter in matters],
        "evidence": evidence_of(found),
        "may_change": not found.struck_at and may(request.user, "records.change", found),
        "form": EvidenceForm(),
    }
    return render(request, "alliances/records/record.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """更正. Whoever opened the form before somebody else's correction is told, and overwrites nothing."""
    found = fetch_record(request, pk)
    demand(request.user, "records.change", found)
    form = ChangeForm(
        request.POST if request.method == "POST" else None,
        record=found,
        hoods=neighbourhoods_to_choose(found),
    )

    def save() -> None:
        chosen = form.cleaned_data["neighbourhoods"]
        with transaction.atomic():
            check_version(found, form.cleaned_data)
            change_record(found, form.account, by=request.user, units=form.units, neighbourhoods=chosen)

    if carried_out(form, save):
        messages.success(request, "已更正，各单位份额已重新计算。")
        return redirect("record", pk)
    return render(request, "alliances/records/change.html", {"record": found, "form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def strike(request: HttpRequest, pk: int) -> HttpResponse:
    """作废, with its reason."""
    found = fetch_record(request, pk)
    demand(request.user, "records.strike", found)
    form = StrikeForm(request.POST if request.method == "POST" else None)
    if carried_out(form, lambda: strike_record(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "已作废，不再计入任何数字。")
        return redirect("record", pk)
    back = ("共建纪实", reverse("record", args=[pk]))
    return form_page(request, form, "作废纪实", back=back, submit="作废", note=found.summary)


@login_required
@require_POST
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Add photos or files. Each that could not be kept is named with its reason."""
    found = fetch_record(request, pk)
    form = EvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        say_refused(request, attach(found, form.cleaned_data["evidence"], by=request.user))
    else:
        say_refused(request, [str(error) for error in form.errors["evidence"]])
    return redirect("record", pk)


def say_refused(request: HttpRequest, sentences: list[str]) -> None:
    for sentence in sentences:
        messages.error(request, sentence)
