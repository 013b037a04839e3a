"""年度目标: the table, and the page on which one target is proposed or pledged."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alliances.assessment.actions import targets as actions
from alliances.assessment.concerning import Key
from alliances.assessment.forms import TargetForm
from alliances.assessment.models import Indicator, Rule, Scheme, Target
from alliances.assessment.rules import on_behalf
from alliances.assessment.states import SchemeState
from alliances.assessment.targets_page import indicators_with_targets, rows_for
from alliances.assessment.views.fetching import fetch_scheme, form_view
from members.formpages import carried_out
from portal.permits import demand, may
from portal.workflow.machine import wrong_state

WHOM = {"unit": "unit", "party-org": "party_org"}
"""What an address says → the name of the field."""


@login_required
@require_safe
def scheme_targets(request: HttpRequest, pk: int) -> HttpResponse:
    scheme = fetch_scheme(request, pk)
    indicators = indicators_with_targets(scheme)
    rows = rows_for(scheme, indicators, request.user)
    context = {
        "scheme": scheme,
        "indicators": indicators,
        "rows": rows,
        "pledged": sum(1 for row in rows for cell in row.cells if cell.target and cell.target.pledged_at),
        "cells": len(rows) * len(indicators),
        "sets": may(request.user, "schemes.change", scheme),
        "open": scheme.state != SchemeState.RETIRED,
    }
    return render(request, "alliances/assessment/targets.html", context)


@login_required
@form_view
def target(request: HttpRequest, pk: int, indicator_id: int, whom: str, whom_id: int) -> HttpResponse:
    """POST `do=propose` keeps the office's proposal; anything else is the pledge."""
    scheme = fetch_scheme(request, pk)
    row, key = fetch_target(scheme, indicator_id, whom, whom_id)
    demand(request.user, "targets.pledge", row)
    if scheme.state == SchemeState.RETIRED:
        raise wrong_state(scheme, "改动年度目标")
    proposes = request.POST.get("do") == "propose"
    behalf = on_behalf(request.user, row)
    form = TargetForm(request.POST or None, instance=row, behalf=behalf)
    basis = "" if proposes or not behalf else request.POST.get("basis", "")

    def save() -> None:
        with transaction.atomic():
            said = {"by": request.user, **form.terms}
            if proposes:
                actions.set_target(row.indicator, key, **said)
            else:
                actions.pledge(row.indicator, key, basis=basis, **said)

    if carried_out(form, save):
        messages.success(request, "已保存，等待书记承诺。" if proposes else "已承诺。")
        return redirect("scheme_targets", pk)
    kept = Target.objects.filter(pk=row.pk).select_related("pledged_by").first()
    context = {
        "form": form,
        "scheme": scheme,
        "target": row,
        "kept": kept,
        "behalf": behalf,
        "may_propose": may(request.user, "schemes.change", scheme) and not (kept and kept.pledged_at),
    }
    return render(request, "alliances/assessment/target.html", context)


@login_required
@require_POST
def target_remove(request: HttpRequest, pk: int, target_id: int) -> HttpResponse:
    scheme = fetch_scheme(request, pk)
    demand(request.user, "schemes.change", scheme)
    rows = Target.objects.filter(indicator__scheme=scheme).select_related("indicator")
    actions.remove_target(get_object_or_404(rows, pk=target_id), by=request.user)
    messages.success(request, "已取消，按指标自己的目标值计。")
    return redirect(reverse("scheme_targets", args=[pk]))


def fetch_target(scheme: Scheme, indicator_id: int, whom: str, whom_id: int) -> tuple[Target, Key]:
    """The row, or what it would be, and whose it is. Raises Http404."""
    if whom not in WHOM:
        raise Http404
    name = WHOM[whom]
    indicator = get_object_or_404(Indicator, pk=indicator_id, scheme=scheme, rule=Rule.RATIO)
    indicator.scheme = scheme
    model: Any = Target._meta.get_field(name).related_model
    concerned = get_object_or_404(model, pk=whom_id)
    kept = Target.objects.filter(indicator=indicator, **{name: concerned}).first()
    row = kept or Target(**{name: concerned})
    row.indicator = indicator
    return row, (name, whom_id)
