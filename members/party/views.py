"""党组织: the list, the tree, and one organisation with its history."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from members.formpages import carried_out, form_page
from members.party import actions
from members.party.forms import DecisionForm, MergePartyOrgForm, NewPartyOrgForm, PartyOrgForm
from members.party.lists import PartyOrgList
from members.party.models import PartyOrg
from members.party.panels import party_panels
from members.places.choosing import worked_regions
from members.trees.page import counted, figures, tree_shown
from portal.api.versions import check_version
from portal.lists.page import list_page
from portal.once import once
from portal.permits import demand, may
from portal.refusals import Forbidden
from portal.workflow.models import Step

form_view = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def party_orgs(request: HttpRequest) -> HttpResponse:
    rows = PartyOrg.objects.visible_to(request.user).select_related("region", "place", "unit", "parent")
    page = list_page(request, PartyOrgList, rows.defer("grams"))
    context = {
        "figures": figures(page.queryset, counted(page.queryset)),
        "may_enter": worked_regions(request.user).exists(),
    }
    return page.render(request, "members/party/list.html", context)


@login_required
@require_safe
def party_org_tree(request: HttpRequest) -> HttpResponse:
    return render(request, "members/party/tree.html", tree_shown(request, PartyOrg.objects.all()))


@login_required
@require_safe
def party_org(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_party_org(request, pk)
    user = request.user
    steps = Step.objects.about(found).newest_first().select_related("by", "for_unit")
    context = {
        "org": found,
        "facts": facts_of(found),
        "above": PartyOrg.objects.visible_to(user).above(found),
        "parts": found.children.visible_to(user).standing().defer("grams").in_order(),
        "successors": found.successors.visible_to(user).order_by("pk"),
        "merged_from": found.merged_from.visible_to(user).order_by("decided_on", "pk"),
        "may_change": found.stands and may(user, "party_orgs.change", found),
        "steps": steps if may(user, "party_orgs.see_steps", found) else None,
        "panels": party_panels(request, found),
    }
    return render(request, "members/party/party_org.html", context)


@login_required
@form_view
@once
def party_org_new(request: HttpRequest) -> HttpResponse:
    if not worked_regions(request.user).exists():
        raise Forbidden("forbidden", "党组织由街道（镇）党建办登记。如需登记，请与他们联系。")
    form = NewPartyOrgForm(request.POST or None, user=request.user)
    if carried_out(form, lambda: enter(form, request.user)):
        messages.success(request, f"已登记{form.instance}。")
        return redirect("party_org", form.instance.pk)
    back = ("党组织", reverse("party_orgs"))
    return form_page(request, form, "登记党组织", back=back, submit="登记")


def enter(form: NewPartyOrgForm, by: Any) -> None:
    if former := form.cleaned_data["former"]:
        actions.form_by_merging(form.instance, former, by=by, decision=form.decision)
    else:
        actions.enter_party_org(form.instance, by=by)


@login_required
@form_view
def party_org_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_party_org(request, pk)
    demand(request.user, "party_orgs.change", found)
    form = PartyOrgForm(request.POST or None, user=request.user, instance=found)

    def save() -> None:
        with transaction.atomic():
            check_version(found, form.cleaned_data)
            actions.change_party_org(found, by=request.user, **form.terms)

    if carried_out(form, save):
        messages.success(request, "已保存。")
        return redirect("party_org", pk)
    return form_page(request, form, "修改党组织", back=back_to(pk))


@login_required
@form_view
def party_org_merge(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_party_org(request, pk)
    demand(request.user, "party_orgs.change", found)
    form = MergePartyOrgForm(request.POST or None, org=found, user=request.user)

    def merge() -> None:
        actions.merge_party_org(found, form.cleaned_data["into"], by=request.user, decision=form.decision)

    if carried_out(form, merge):
        messages.success(request, f"已归并{found}。")
        return redirect("party_org", pk)
    note = "归并后档案保留。归并到一个的，下设的党组织一并转到它下面；归并到几个的，请先调整下设的党组织。"
    return form_page(request, form, f"归并{found}", back=back_to(pk), submit="归并", note=note)


@login_required
@form_view
def party_org_remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_party_org(request, pk)
    demand(request.user, "party_orgs.change", found)
    form = DecisionForm(request.POST or None)
    if carried_out(form, lambda: actions.remove_party_org(found, by=request.user, decision=form.decision)):
        messages.success(request, f"已撤销{found}。")
        return redirect("party_org", pk)
    note = "撤销后档案保留，不能恢复。下面还有党组织的，请先调整。"
    return form_page(request, form, f"撤销{found}", back=back_to(pk), submit="撤销", note=note)


def fetch_party_org(request: HttpRequest, pk: int) -> PartyOrg:
    """Raises Http404 where there is none or one may not see it."""
    seen = PartyOrg.objects.visible_to(request.user).select_related("region", "place", "unit", "parent")
    return get_object_or_404(seen, pk=pk)


def facts_of(found: PartyOrg) -> list[tuple[str, Any]]:
    ended = [("决定日期", day(found.decided_on)), ("文号", found.decision_number), ("原因", found.reason)]
    return [
        ("层级", found.get_level_display()),
        ("形式", found.form),
        ("上级", found.parent or found.superior),
        ("街道（镇）", found.region),
        ("所在村居", found.place),
        ("所在单位", found.unit),
        ("成立日期", day(found.established_on)),
        *(() if found.stands else ended),
    ]


def day(on: Any) -> str:
    return f"{on:%Y-%m-%d}" if on else ""


def back_to(pk: int) -> tuple[str, str]:
    return ("党组织", reverse("party_org", args=[pk]))
