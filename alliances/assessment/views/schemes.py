"""办法: the list, a scheme's page, its form; 施行, 停用, taking back, 新版次."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from alliances.assessment.actions import schemes as actions
from alliances.assessment.badges import badge_of
from alliances.assessment.forms import NextForm, SchemeForm, documents_of
from alliances.assessment.lists import SchemeList
from alliances.assessment.models import Scheme
from alliances.assessment.scheme_page import context_of
from alliances.assessment.states import SchemeState
from alliances.assessment.views.fetching import fetch_scheme, form_view
from alliances.assessment.wording import whom_words
from members.formpages import carried_out, form_page, result_of
from members.places.models import Region
from members.scope import scope_of
from portal.api.versions import check_version
from portal.lists.page import list_page
from portal.once import once
from portal.permits import demand
from portal.undo import forget_undo, offer_undo
from portal.workflow.machine import undo_until, wrong_state

VERBS: dict[str, tuple[Callable[..., Scheme], str]] = {
    "adopt": (actions.adopt, "已施行。周期由平台按期开启"),
    "retire": (actions.retire, "已停用，不再开启新的周期"),
}


@login_required
@require_safe
def assessment(request: HttpRequest) -> HttpResponse:
    """Where the menu leads: all pages of assessment lie under its address."""
    return redirect("schemes")


@login_required
@require_safe
def schemes(request: HttpRequest) -> HttpResponse:
    seen = Scheme.objects.visible_to(request.user).select_related("region").prefetch_related("unit_kinds")
    page = list_page(request, SchemeList, seen)
    context = {
        "rows": [(row, badge_of(row), whom_words(row, _kinds(row))) for row in page.rows],
        "may_draft": bool(scope_of(request.user).handled_region_ids),
    }
    return page.render(request, "alliances/assessment/schemes.html", context)


@login_required
@require_safe
def scheme(request: HttpRequest, pk: int) -> HttpResponse:
    context = context_of(fetch_scheme(request, pk), request.user)
    return render(request, "alliances/assessment/scheme.html", context)


@login_required
@form_view
def scheme_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever opened the form before somebody else's change is told, and overwrites nothing."""
    found = fetch_scheme(request, pk)
    demand(request.user, "schemes.change", found)
    if found.state != SchemeState.DRAFTED:
        raise wrong_state(found, "修改")
    documents = documents_of(Region.objects.filter(pk=found.region_id), request.user)
    form = SchemeForm(request.POST or None, instance=found, documents=documents)

    def save() -> None:
        kinds = form.cleaned_data["unit_kinds"]
        with transaction.atomic():
            check_version(found, form.cleaned_data)
            actions.change_scheme(found, by=request.user, unit_kinds=kinds, **form.terms)

    if carried_out(form, save):
        messages.success(request, "已保存。")
        return redirect("scheme", pk)
    back = (str(Scheme.objects.get(pk=pk)), reverse("scheme", args=[pk]))
    return form_page(request, form, "修改办法", back=back)


@login_required
@require_POST
def scheme_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    if verb not in VERBS:
        raise Http404
    act, done = VERBS[verb]
    found = act(fetch_scheme(request, pk), by=request.user)
    until = undo_until(timezone.now())
    offer_undo(request, f"“{found}”{done}", reverse("scheme_undo", args=[pk]), until)
    return redirect("scheme", pk)


@login_required
@require_POST
def scheme_undo(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_scheme(request, pk)
    forget_undo(request)
    undone = actions.undo_scheme(found, by=request.user)
    messages.success(request, f"已撤回。“{undone}”现在是“{undone.get_state_display()}”。")
    return redirect("scheme", pk)


@login_required
@require_POST
def scheme_discard(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_scheme(request, pk)
    actions.discard(found, by=request.user)
    forget_undo(request)
    messages.success(request, f"草稿“{found}”已删除。")
    return redirect("schemes")


@login_required
@form_view
@once
def scheme_next(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_scheme(request, pk)
    demand(request.user, "schemes.change", found)
    form = NextForm(request.POST or None, initial={"year": found.year + 1})
    fresh = result_of(form, lambda: actions.next_edition(found, by=request.user, **form.cleaned_data))
    if fresh is not None:
        messages.success(request, "已另立新版次，内容与上一版次相同，可以修改。")
        return redirect("scheme", fresh.pk)
    back = (str(found), reverse("scheme", args=[pk]))
    note = "指标、等次、限定条件都照搬；本年度内另立的，年度目标也照搬。"
    return form_page(request, form, f"新版次：{found}", back=back, submit="另立新版次", note=note)


def _kinds(row: Scheme) -> list[Any]:
    return [kind.name for kind in row.unit_kinds.all()]
