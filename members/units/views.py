"""The directory of units and 一单位一档."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from members.formpages import carried_out, form_page
from members.places.models import Region
from members.scope import scope_of
from members.units import actions
from members.units.facts import facts_of
from members.units.forms import EndForm, EnrolForm, MergeForm, UnitEntryForm, UnitForm, streets_to_join
from members.units.lists import UnitList, counted_apart
from members.units.models import Enrolment, Unit
from members.units.panels import unit_panels
from members.units.rows import unit_rows
from portal.lists.page import list_page
from portal.once import once
from portal.permits import demand, may
from portal.refusals import Forbidden

form_view = require_http_methods(["GET", "HEAD", "POST"])
DISTRICT_DIGITS = 6


@login_required
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """成员单位名册."""
    seen = Enrolment.objects.visible_to(request.user).select_related("region").order_by("region__code", "-pk")
    rows = Unit.objects.visible_to(request.user).select_related("kind")
    page = list_page(
        request, UnitList, rows.prefetch_related(Prefetch("enrolments", seen, "seen_enrolments"))
    )
    counts = counted_apart(request.user, page.queryset)
    page.total = str(counts.pop("listed"))
    context = {
        "units": unit_rows(request.user, page.rows),
        "counts": counts,
        "may_enter": bool(handled_ids(request.user)),
    }
    return page.render(request, "members/units/units.html", context)


@login_required
@require_safe
def unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """一单位一档: the facts, and what each capability has to say about the unit."""
    found = visible_unit(request, unit_id)
    context = {
        "unit": found,
        "facts": facts_of(found),
        "panels": unit_panels(request, found),
        "may_change": may(request.user, "units.change", found),
        "may_end": found.state == "active" and may(request.user, "units.merge", found),
        "may_enrol": found.state == "active" and may_enrol(request.user, found),
    }
    return render(request, "members/units/unit.html", context)


@login_required
@form_view
@once
def unit_new(request: HttpRequest) -> HttpResponse:
    """A unit the portal does not know yet, with its enrolment in a street of one's office."""
    streets = handled_streets(request.user)
    first = streets.first()
    if first is None:
        raise Forbidden("forbidden", "单位由街道（镇）党建办登记入册。如需登记，请与他们联系。")
    fresh = Unit(district=Region.objects.get(code=first.code[:DISTRICT_DIGITS]))
    form = UnitEntryForm(request.POST or None, instance=fresh, district=fresh.district, streets=streets)
    if carried_out(form, lambda: actions.enter_unit(fresh, by=request.user, **form.terms)):
        messages.success(request, f"已登记{fresh}，并办理入册。")
        return redirect("unit", fresh.pk)
    return form_page(request, form, "新增单位", back=("成员单位", reverse("units")), submit="登记入册")


@login_required
@form_view
def unit_edit(request: HttpRequest, unit_id: int) -> HttpResponse:
    found = visible_unit(request, unit_id)
    demand(request.user, "units.change", found)
    form = UnitForm(request.POST or None, instance=found, district=found.district)
    if carried_out(form, lambda: actions.change_unit(found, by=request.user, **form.cleaned_data)):
        messages.success(request, f"已保存{found}的档案。")
        return redirect("unit", unit_id)
    return form_page(request, form, "修改单位档案", back=back_to(unit_id))


@login_required
@form_view
def unit_enrol(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Staff enrol a unit in their street; its own people apply in another."""
    found = visible_unit(request, unit_id)
    demand_enrolling(request.user, found)
    streets = joinable(request.user, found)
    form = EnrolForm(request.POST or None, streets=streets)
    if carried_out(form, lambda: actions.enrol_unit(found, by=request.user, **form.cleaned_data)):
        messages.success(request, f"已提交{found}的入册。")
        return redirect("unit", unit_id)
    return form_page(request, form, f"{found}入册", back=back_to(unit_id), submit="提交")


@login_required
@form_view
def unit_merge(request: HttpRequest, unit_id: int) -> HttpResponse:
    found = visible_unit(request, unit_id)
    demand(request.user, "units.merge", found)
    form = MergeForm(request.POST or None, unit=found, user=request.user)
    if carried_out(form, lambda: actions.merge_units(found, by=request.user, **form.cleaned_data)):
        messages.success(request, f"已将{found}撤并。")
        return redirect("unit", unit_id)
    note = "撤并后，这家单位在各街道（镇）的入册和授权随即结束，承接单位自动入册；以往的记录都保留。"
    return form_page(request, form, f"撤并{found}", back=back_to(unit_id), submit="撤并", note=note)


@login_required
@form_view
def unit_close(request: HttpRequest, unit_id: int) -> HttpResponse:
    found = visible_unit(request, unit_id)
    demand(request.user, "units.close", found)
    form = EndForm(request.POST or None)
    if carried_out(form, lambda: actions.close_unit(found, by=request.user, **form.cleaned_data)):
        messages.success(request, f"已将{found}注销。")
        return redirect("unit", unit_id)
    note = "注销后，这家单位的入册和授权随即结束；以往的记录都保留。"
    return form_page(request, form, f"注销{found}", back=back_to(unit_id), submit="注销", note=note)


def visible_unit(request: HttpRequest, unit_id: int) -> Unit:
    rows = Unit.objects.visible_to(request.user).select_related("kind", "district", "neighbourhood")
    return get_object_or_404(rows, pk=unit_id)


def back_to(unit_id: int) -> tuple[str, str]:
    return ("单位档案", reverse("unit", args=[unit_id]))


def handled_ids(user: Any) -> frozenset[int]:
    return scope_of(user).worked_region_ids


def handled_streets(user: Any) -> QuerySet:
    return Region.objects.streets().filter(pk__in=handled_ids(user)).order_by("code")


def joinable(user: Any, found: Unit) -> QuerySet:
    return streets_to_join(found, handled_ids(user), own=found.pk in scope_of(user).unit_ids)


def may_enrol(user: Any, found: Unit) -> bool:
    return bool(handled_ids(user)) or found.pk in scope_of(user).unit_ids


def demand_enrolling(user: Any, found: Unit) -> None:
    if not may_enrol(user, found):
        demand(user, "enrolments.apply", Enrolment(unit=found))
