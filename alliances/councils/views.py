"""联席会议与专委会: the tree, an alliance's page, its members."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alliances.councils import actions, planning
from alliances.councils.forms import AllianceForm
from alliances.councils.lists import AllianceList
from alliances.councils.models import Alliance
from alliances.councils.panels import alliance_panels, roles_of
from alliances.councils.reading import facts_of, steps_of
from alliances.councils.trees import nodes_of, tree_seen
from members.formpages import carried_out
from members.models import Region
from members.scope import scope_of
from portal.api.versions import check_version
from portal.ids import id_in
from portal.lists.page import list_page
from portal.once import once
from portal.permits import demand, may
from portal.refusals import Forbidden
from portal.undo import offer_undo
from portal.workflow.machine import undo_until

form_view = require_http_methods(["GET", "HEAD", "POST"])
LEVELS_DRAWN = 3


@login_required
@require_safe
def alliances(request: HttpRequest) -> HttpResponse:
    rows = Alliance.objects.visible_to(request.user).select_related("region", "parent").defer("charter")
    page = list_page(request, AllianceList, rows)
    units = {
        node.id: node.units
        for node in nodes_of(Alliance.objects.filter(pk__in=[row.pk for row in page.rows]))
    }
    context = {
        "rows": [(row, units[row.pk]) for row in page.rows],
        "may_found": bool(scope_of(request.user).worked_region_ids),
    }
    return page.render(request, "alliances/councils/alliances.html", context)


@login_required
@require_safe
def alliance(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_alliance(request, pk)
    nodes = tree_seen(request.user, found)
    root = next((node for node in nodes if node.id == found.pk), None)
    context = {
        "alliance": found,
        "facts": facts_of(found),
        "roles": roles_of(found),
        "formula": planning.formula(root, nodes) if root else [],
        "chart": planning.chart(found.pk, nodes, levels=LEVELS_DRAWN),
        "branch": planning.in_order(planning.branch(found.pk, nodes)),
        "concurrent": found.concurrent_members.select_related("unit"),
        "panels": alliance_panels(request, found),
        "steps": steps_of(found),
        "may_change": may(request.user, "councils.change", found),
    }
    return render(request, "alliances/councils/alliance.html", context)


@login_required
@form_view
@once
def alliance_new(request: HttpRequest) -> HttpResponse:
    places = handled_places(request.user)
    if not places.exists():
        raise Forbidden("forbidden", "联席会议、专委会等由党建办登记。如需登记，请与他们联系。")
    parent = Alliance.objects.visible_to(request.user).filter(pk=number_in(request, "parent")).first()
    fresh = Alliance(parent=parent)
    form = AllianceForm(
        request.POST or None,
        request.FILES or None,
        instance=fresh,
        places=places,
        parents=parents_for(request.user),
    )
    if carried_out(form, lambda: actions.found_alliance(fresh, by=request.user, charter_file=charter(form))):
        messages.success(request, f"已登记{fresh}，接着加入成员单位。")
        return redirect("alliance", fresh.pk)
    return form_shown(request, form, "登记组织", reverse("alliances"))


@login_required
@form_view
def alliance_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever opened the form before somebody else's change is told, and overwrites nothing."""
    found = fetch_alliance(request, pk)
    demand(request.user, "councils.change", found)
    form = AllianceForm(
        request.POST or None,
        request.FILES or None,
        instance=found,
        places=handled_places(request.user),
        parents=parents_for(request.user).exclude(pk=pk),
    )

    def save() -> None:
        with transaction.atomic():
            check_version(found, form.cleaned_data)
            actions.change_alliance(found, by=request.user, **form.terms)

    if carried_out(form, save):
        messages.success(request, "已保存。")
        return redirect("alliance", pk)
    return form_shown(request, form, f"修改{found}", reverse("alliance", args=[pk]))


@login_required
@require_POST
def alliance_dissolve(request: HttpRequest, pk: int) -> HttpResponse:
    """撤销, with the banner that brings it back."""
    found = actions.dissolve_alliance(
        fetch_alliance(request, pk), by=request.user, opinion=request.POST.get("opinion", "").strip()
    )
    step = steps_of(found)[0]
    back = reverse("alliance_restore", args=[pk])
    offer_undo(request, f"已撤销{found}", back, undo_until(step.recorded_at))
    return redirect("alliance", pk)


@login_required
@require_POST
def alliance_restore(request: HttpRequest, pk: int) -> HttpResponse:
    found = actions.restore_alliance(fetch_alliance(request, pk), by=request.user)
    messages.success(request, f"已恢复{found}。")
    return redirect("alliance", pk)


def fetch_alliance(request: HttpRequest, pk: int) -> Alliance:
    """Raises Http404 where there is none or one may not see it."""
    seen = Alliance.objects.visible_to(request.user).select_related("region", "parent", "charter_file")
    return get_object_or_404(seen, pk=pk)


def form_shown(request: HttpRequest, form: AllianceForm, title: str, back: str) -> HttpResponse:
    return render(request, "alliances/councils/form.html", {"form": form, "title": title, "back": back})


def charter(form: AllianceForm) -> Any:
    return form.cleaned_data["charter_file"]


def number_in(request: HttpRequest, name: str) -> int:
    return id_in(request.GET.get(name, ""))


def handled_places(user: Any) -> QuerySet[Region]:
    return Region.objects.filter(pk__in=scope_of(user).worked_region_ids).order_by("code")


def parents_for(user: Any) -> QuerySet[Alliance]:
    return Alliance.objects.visible_to(user).standing().order_by("region__code", "sort", "id")
