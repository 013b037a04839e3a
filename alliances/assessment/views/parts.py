"""The parts of a draft: groups, indicators, grades, conditions; each has one form for new and changed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from alliances.assessment.actions import parts as actions
from alliances.assessment.forms import ConditionForm, GradeForm, GroupForm, LeafForm, PartForm
from alliances.assessment.models import Scheme
from alliances.assessment.states import SchemeState
from alliances.assessment.views.fetching import fetch_scheme, form_view
from members.formpages import carried_out, form_page
from portal.api.versions import check_version
from portal.ids import id_in
from portal.once import once
from portal.permits import demand
from portal.workflow.machine import wrong_state


@dataclass(frozen=True)
class Part:
    """One kind of part: its rows of a scheme, its form, and what is done with it."""

    label: str
    rows: Callable[[Scheme], QuerySet]
    form: type[PartForm]
    add: Callable[..., Model]
    change: Callable[..., Model]
    remove: Callable[..., None]


def add_leaf(scheme: Scheme, *, by: Any, group: Any, **said: Any) -> Model:
    return actions.add_indicator(group, by=by, **said)


PARTS = {
    "group": Part(
        "指标组",
        lambda scheme: scheme.indicators.filter(parent=None),
        GroupForm,
        actions.add_group,
        actions.change_indicator,
        actions.remove_indicator,
    ),
    "indicator": Part(
        "指标",
        lambda scheme: scheme.indicators.exclude(parent=None),
        LeafForm,
        add_leaf,
        actions.change_indicator,
        actions.remove_indicator,
    ),
    "grade": Part(
        "等次",
        lambda scheme: scheme.grades.all(),
        GradeForm,
        actions.add_grade,
        actions.change_grade,
        actions.remove_grade,
    ),
    "condition": Part(
        "限定条件",
        lambda scheme: scheme.conditions.all(),
        ConditionForm,
        actions.add_condition,
        actions.change_condition,
        actions.remove_condition,
    ),
}


@login_required
@form_view
@once
def part_new(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """`?group=`: in which group a new indicator stands."""
    scheme, kind = fetch_draft(request, pk), kind_of(part)
    initial = {"group": id_in(request.GET.get("group", "")) or None}
    form = kind.form(request.POST or None, scheme=scheme, initial=initial)
    if carried_out(form, lambda: kind.add(scheme, by=request.user, **form.terms)):
        messages.success(request, f"已增加{kind.label}。")
        return redirect("scheme", pk)
    return form_page(request, form, f"增加{kind.label}", back=back_to(scheme))


@login_required
@form_view
def part_change(request: HttpRequest, pk: int, part: str, part_id: int) -> HttpResponse:
    """Whoever opened the form before somebody else changed the scheme is told, and overwrites nothing."""
    scheme, kind = fetch_draft(request, pk), kind_of(part)
    row = get_object_or_404(kind.rows(scheme), pk=part_id)
    title = f"修改{kind.label}：{row}"
    form = kind.form(request.POST or None, scheme=scheme, instance=row)

    def save() -> None:
        with transaction.atomic():
            check_version(scheme, form.cleaned_data)
            kind.change(row, by=request.user, **form.terms)

    if carried_out(form, save):
        messages.success(request, "已保存。")
        return redirect("scheme", pk)
    return form_page(request, form, title, back=back_to(scheme))


@login_required
@require_POST
def part_remove(request: HttpRequest, pk: int, part: str, part_id: int) -> HttpResponse:
    scheme, kind = fetch_draft(request, pk), kind_of(part)
    row = get_object_or_404(kind.rows(scheme), pk=part_id)
    kind.remove(row, by=request.user)
    messages.success(request, f"已去掉{kind.label}“{row}”。")
    return redirect("scheme", pk)


@login_required
@require_POST
def indicator_move(request: HttpRequest, pk: int, part_id: int, way: str) -> HttpResponse:
    """`way` is up or down: a group with all that stands in it, an indicator within its group."""
    if way not in ("up", "down"):
        raise Http404
    scheme = fetch_draft(request, pk)
    row = get_object_or_404(scheme.indicators.all(), pk=part_id)
    actions.move_indicator(row, by=request.user, up=way == "up")
    return redirect(f"{reverse('scheme', args=[pk])}#indicator-{part_id}")


def fetch_draft(request: HttpRequest, pk: int) -> Scheme:
    """Raises Http404, Forbidden, Refusal."""
    scheme = fetch_scheme(request, pk)
    demand(request.user, "schemes.change", scheme)
    if scheme.state != SchemeState.DRAFTED:
        raise wrong_state(scheme, "修改")
    return scheme


def kind_of(part: str) -> Part:
    if part not in PARTS:
        raise Http404
    return PARTS[part]


def back_to(scheme: Scheme) -> tuple[str, str]:
    return str(scheme), reverse("scheme", args=[scheme.pk])
