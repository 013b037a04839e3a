"""Who is a member: the list, joining, another role, leaving, correcting; 兼职委员."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from alliances.councils import actions
from alliances.councils.forms import ConcurrentMemberForm, CorrectionForm, JoinForm, LeaveForm, RoleForm
from alliances.councils.lists import MembershipList
from alliances.councils.models import Alliance, ConcurrentMember, Membership
from alliances.councils.views import fetch_alliance, form_view
from members.formpages import carried_out, form_page, result_of
from portal.lists.page import list_page
from portal.once import once
from portal.permits import demand, may


@login_required
@require_safe
def members(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_alliance(request, pk)
    rows = Membership.objects.filter(alliance=found).select_related("unit", "alliance")
    page = list_page(request, MembershipList, rows.defer("unit__grams", "unit__custom", "alliance__charter"))
    context = {
        "alliance": found,
        "today": timezone.localdate(),
        "may_change": may(request.user, "councils.change", found),
    }
    return page.render(request, "alliances/councils/members.html", context)


@login_required
@form_view
@once
def member_join(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_alliance(request, pk)
    demand(request.user, "councils.change", found)
    form = JoinForm(request.POST or None, alliance=found)
    joined = result_of(form, lambda: actions.join_many(found, by=request.user, **form.cleaned_data))
    if joined:
        messages.success(request, f"已加入 {len(joined)} 家单位。")
        return redirect("alliance_members", pk)
    context = {"form": form, "alliance": found, "title": f"加入单位：{found}"}
    return render(request, "alliances/councils/join.html", context)


@login_required
@form_view
def member_role(request: HttpRequest, membership_id: int) -> HttpResponse:
    row = fetch_membership(request, membership_id)
    form = RoleForm(request.POST or None, initial={"role": row.role})
    if carried_out(form, lambda: actions.change_role(row, by=request.user, **form.cleaned_data)):
        return saved(request, row, f"已更改{row.unit}的身份。")
    note = f"现为{row.get_role_display()}。原身份到新身份的前一天为止，记录都保留。"
    return form_page(request, form, f"{row.unit}改任", back=back_to(row.alliance), note=note)


@login_required
@form_view
def member_leave(request: HttpRequest, membership_id: int) -> HttpResponse:
    row = fetch_membership(request, membership_id)
    form = LeaveForm(request.POST or None)
    if carried_out(form, lambda: actions.leave(row, by=request.user, **form.cleaned_data)):
        return saved(request, row, f"已办理{row.unit}退出。")
    note = "退出后以往的记录都保留；已公布的轮值不会自动变动，由党建办逐期调整。"
    return form_page(
        request, form, f"{row.unit}退出{row.alliance}", back=back_to(row.alliance), submit="退出", note=note
    )


@login_required
@form_view
def member_correct(request: HttpRequest, membership_id: int) -> HttpResponse:
    row = fetch_membership(request, membership_id)
    form = CorrectionForm(request.POST or None, instance=row)
    if carried_out(form, lambda: actions.correct_membership(row, by=request.user, **form.cleaned_data)):
        return saved(request, row, f"已更正{row.unit}的成员关系。")
    note = "只用来改正填错的内容。身份变动请用“改任”，退出请用“退出”。"
    return form_page(request, form, f"更正{row.unit}", back=back_to(row.alliance), note=note)


@login_required
@form_view
@once
def sitting_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_alliance(request, pk)
    demand(request.user, "councils.change", found)
    fresh = ConcurrentMember(alliance=found, from_on=timezone.localdate())
    form = ConcurrentMemberForm(request.POST or None, instance=fresh)
    if carried_out(form, lambda: actions.appoint_member(fresh, by=request.user)):
        messages.success(request, f"已聘任{fresh}。")
        return redirect("alliance", pk)
    return form_page(request, form, "聘任兼职委员", back=(str(found), reverse("alliance", args=[pk])))


@login_required
@form_view
def sitting_edit(request: HttpRequest, pk: int, member_id: int) -> HttpResponse:
    found = fetch_alliance(request, pk)
    demand(request.user, "councils.change", found)
    member = get_object_or_404(found.concurrent_members.select_related("alliance", "unit"), pk=member_id)
    form = ConcurrentMemberForm(request.POST or None, instance=member)
    if carried_out(form, lambda: actions.change_member(member, by=request.user, **form.terms)):
        messages.success(request, "已保存。")
        return redirect("alliance", pk)
    return form_page(request, form, f"修改{member}", back=(str(found), reverse("alliance", args=[pk])))


def fetch_membership(request: HttpRequest, pk: int) -> Membership:
    """Raises Http404 where one may not see it, Forbidden where one may not change it."""
    seen = Membership.objects.visible_to(request.user).select_related("alliance", "unit")
    row = get_object_or_404(seen, pk=pk)
    demand(request.user, "councils.change", row.alliance)
    return row


def back_to(alliance: Alliance) -> tuple[str, str]:
    return ("成员名单", reverse("alliance_members", args=[alliance.pk]))


def saved(request: HttpRequest, row: Membership, said: str) -> Any:
    messages.success(request, said)
    return redirect("alliance_members", row.alliance_id)
