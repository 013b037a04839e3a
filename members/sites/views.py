"""阵地: the list, the tree, and one site."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.formpages import carried_out, form_page
from members.people.contacts import contact_of
from members.people.looking import phone_answer
from members.places.choosing import worked_regions
from members.sites import actions
from members.sites.forms import SiteForm
from members.sites.lists import SiteList
from members.sites.models import Site
from members.trees.page import counted, figures, tree_shown
from members.units.forms import EndForm
from portal.api.versions import check_version
from portal.lists.page import list_page
from portal.once import once
from portal.permits import demand, may
from portal.refusals import Forbidden
from portal.workflow.models import Step

form_view = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def sites(request: HttpRequest) -> HttpResponse:
    rows = Site.objects.visible_to(request.user).select_related("region", "place", "unit", "parent")
    page = list_page(request, SiteList, rows.defer("grams"))
    context = {
        "figures": figures(page.queryset, counted(page.queryset)),
        "may_enter": worked_regions(request.user).exists(),
    }
    return page.render(request, "members/sites/list.html", context)


@login_required
@require_safe
def site_tree(request: HttpRequest) -> HttpResponse:
    return render(request, "members/sites/tree.html", tree_shown(request, Site.objects.all()))


@login_required
@require_safe
def site(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_site(request, pk)
    user = request.user
    steps = Step.objects.about(found).newest_first().select_related("by", "for_unit")
    context = {
        "site": found,
        "facts": facts_of(found),
        "above": Site.objects.visible_to(user).above(found),
        "parts": found.children.visible_to(user).standing().defer("grams").in_order(),
        "contact": contact_of(found, user, "sites.see_contact"),
        "may_change": may(user, "sites.change", found),
        "steps": steps if may(user, "sites.see_steps", found) else None,
    }
    return render(request, "members/sites/site.html", context)


@login_required
@form_view
@once
def site_new(request: HttpRequest) -> HttpResponse:
    if not worked_regions(request.user).exists():
        raise Forbidden("forbidden", "阵地由街道（镇）党建办登记。如需登记，请与他们联系。")
    form = SiteForm(request.POST or None, user=request.user)
    if carried_out(form, lambda: actions.enter_site(form.instance, by=request.user)):
        messages.success(request, f"已登记{form.instance}。")
        return redirect("site", form.instance.pk)
    return form_page(request, form, "登记阵地", back=("阵地", reverse("sites")), submit="登记")


@login_required
@form_view
def site_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_site(request, pk)
    demand(request.user, "sites.change", found)
    form = SiteForm(request.POST or None, user=request.user, instance=found)

    def save() -> None:
        with transaction.atomic():
            check_version(found, form.cleaned_data)
            actions.change_site(found, by=request.user, **form.terms)

    if carried_out(form, save):
        messages.success(request, "已保存。")
        return redirect("site", pk)
    return form_page(request, form, "修改阵地", back=back_to(pk))


@login_required
@form_view
def site_close(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_site(request, pk)
    demand(request.user, "sites.change", found)
    form = EndForm(request.POST or None)
    if carried_out(form, lambda: actions.close_site(found, by=request.user, **form.cleaned_data)):
        messages.success(request, f"已停用{found}。")
        return redirect("site", pk)
    note = "停用后不再计入阵地数量，档案保留，可以恢复开放。"
    return form_page(request, form, f"停用{found}", back=back_to(pk), submit="停用", note=note)


@login_required
@require_POST
def site_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    found = actions.reopen_site(fetch_site(request, pk), by=request.user)
    messages.success(request, f"{found}已恢复开放。")
    return redirect("site", pk)


@login_required
@require_POST
def site_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """The contact's full number; the look is written down."""
    found = fetch_site(request, pk)
    phone = actions.reveal_contact(found, by=request.user)
    return phone_answer(request, phone, f"{found} {found.contact_name}", back=back_to(pk)[1])


def fetch_site(request: HttpRequest, pk: int) -> Site:
    """Raises Http404 where there is none or one may not see it."""
    seen = Site.objects.visible_to(request.user).select_related("region", "place", "unit", "parent")
    return get_object_or_404(seen, pk=pk)


def facts_of(found: Site) -> list[tuple[str, Any]]:
    closed = [("停用日期", f"{found.closed_on:%Y-%m-%d}")] if found.closed_on else []
    return [
        ("层级", found.get_level_display()),
        ("叫法", found.kind),
        ("街道（镇）", found.region),
        ("所在村居", found.place),
        ("运行单位", found.unit),
        ("地址", found.address),
        ("开放时间", found.opening_hours),
        ("向成员单位共享", "是" if found.shared else "否"),
        *closed,
    ]


def back_to(pk: int) -> tuple[str, str]:
    return ("阵地", reverse("site", args=[pk]))
