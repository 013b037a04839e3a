"""队伍: the list and one team."""

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
from members.teams import actions
from members.teams.forms import TeamForm
from members.teams.lists import TeamList, counted
from members.teams.models import Team
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
def teams(request: HttpRequest) -> HttpResponse:
    rows = Team.objects.visible_to(request.user).select_related("region", "place", "unit", "party_org")
    page = list_page(request, TeamList, rows.defer("grams"))
    context = {
        "figures": counted(page.queryset),
        "may_enter": worked_regions(request.user).exists(),
    }
    return page.render(request, "members/teams/list.html", context)


@login_required
@require_safe
def team(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_team(request, pk)
    user = request.user
    steps = Step.objects.about(found).newest_first().select_related("by", "for_unit")
    context = {
        "team": found,
        "facts": facts_of(found),
        "contact": contact_of(found, user, "teams.see_contact"),
        "may_change": may(user, "teams.change", found),
        "steps": steps if may(user, "teams.see_steps", found) else None,
    }
    return render(request, "members/teams/team.html", context)


@login_required
@form_view
@once
def team_new(request: HttpRequest) -> HttpResponse:
    if not worked_regions(request.user).exists():
        raise Forbidden("forbidden", "队伍由街道（镇）党建办登记。如需登记，请与他们联系。")
    form = TeamForm(request.POST or None, user=request.user)
    if carried_out(form, lambda: actions.enter_team(form.instance, by=request.user)):
        messages.success(request, f"已登记{form.instance}。")
        return redirect("team", form.instance.pk)
    return form_page(request, form, "登记队伍", back=("队伍", reverse("teams")), submit="登记")


@login_required
@form_view
def team_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_team(request, pk)
    demand(request.user, "teams.change", found)
    form = TeamForm(request.POST or None, user=request.user, instance=found)

    def save() -> None:
        with transaction.atomic():
            check_version(found, form.cleaned_data)
            actions.change_team(found, by=request.user, **form.terms)

    if carried_out(form, save):
        messages.success(request, "已保存。")
        return redirect("team", pk)
    return form_page(request, form, "修改队伍", back=back_to(pk))


@login_required
@form_view
def team_dissolve(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_team(request, pk)
    demand(request.user, "teams.change", found)
    form = EndForm(request.POST or None)
    if carried_out(form, lambda: actions.dissolve_team(found, by=request.user, **form.cleaned_data)):
        messages.success(request, f"已解散{found}。")
        return redirect("team", pk)
    note = "解散后不再计入队伍数量，档案保留，可以恢复。"
    return form_page(request, form, f"解散{found}", back=back_to(pk), submit="解散", note=note)


@login_required
@require_POST
def team_restore(request: HttpRequest, pk: int) -> HttpResponse:
    found = actions.restore_team(fetch_team(request, pk), by=request.user)
    messages.success(request, f"{found}已恢复。")
    return redirect("team", pk)


@login_required
@require_POST
def team_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """The contact's full number; the look is written down."""
    found = fetch_team(request, pk)
    phone = actions.reveal_contact(found, by=request.user)
    return phone_answer(request, phone, f"{found} {found.contact_name}", back=back_to(pk)[1])


def fetch_team(request: HttpRequest, pk: int) -> Team:
    """Raises Http404 where there is none or one may not see it."""
    seen = Team.objects.visible_to(request.user).select_related("region", "place", "unit", "party_org")
    return get_object_or_404(seen, pk=pk)


def facts_of(found: Team) -> list[tuple[str, Any]]:
    dissolved = [("解散日期", day(found.dissolved_on))] if found.dissolved_on else []
    return [
        ("类型", found.kind),
        ("人数", found.people),
        ("能做什么", found.abilities),
        ("街道（镇）", found.region),
        ("所在村居", found.place),
        ("所属单位（村居）", found.unit),
        ("所属党组织", found.party_org),
        ("成立日期", day(found.founded_on)),
        *dissolved,
    ]


def day(on: Any) -> str:
    return f"{on:%Y-%m-%d}" if on else ""


def back_to(pk: int) -> tuple[str, str]:
    return ("队伍", reverse("team", args=[pk]))
