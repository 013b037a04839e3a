"""Accounts, authority and handing over, for an office; looking at a number, for who may."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.formpages import carried_out, form_page, result_of
from members.people import actions
from members.people.forms import AccountForm, AuthorityForm, HandoverForm, LastDayForm
from members.people.lists import AccountList, accounts_visible_to, with_appointments
from members.people.looking import phone_answer
from members.people.models import Appointment, User
from members.scope import scope_of
from members.units.models import Enrolment
from portal.lists.page import list_page
from portal.permits import demand, may
from portal.refusals import Forbidden

form_view = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def users(request: HttpRequest) -> HttpResponse:
    """The accounts within one's office."""
    demand_office(request.user)
    rows = with_appointments(accounts_visible_to(request.user), request.user)
    return list_page(request, AccountList, rows).render(request, "members/people/users.html")


@login_required
@require_safe
def user(request: HttpRequest, user_id: int) -> HttpResponse:
    account = visible_account(request, user_id)
    rows = Appointment.objects.visible_to(request.user).filter(user=account)
    context = {
        "account": account,
        "appointments": rows.select_related("region", "enrolment__unit", "enrolment__region")
        .prefetch_related("units")
        .order_by("-pk"),
        "may_manage": may(request.user, "accounts.manage", account),
    }
    return render(request, "members/people/user.html", context)


@never_cache
@login_required
@form_view
def user_new(request: HttpRequest) -> HttpResponse:
    """A new account; its password is on the answer to the POST and nowhere else."""
    demand_office(request.user)
    form = AccountForm(request.POST or None, giver=request.user, initial=asked_enrolment(request))
    made = result_of(form, lambda: actions.create_user(by=request.user, **form.cleaned_data))
    if made is not None:
        return password_page(request, *made)
    return form_page(request, form, "新建账号", back=("账号", reverse("users")), submit="新建")


@never_cache
@login_required
@require_POST
def user_password(request: HttpRequest, user_id: int) -> HttpResponse:
    account = visible_account(request, user_id)
    return password_page(request, account, actions.reset_password(account, by=request.user))


@login_required
@require_POST
def user_deactivate(request: HttpRequest, user_id: int) -> HttpResponse:
    account = visible_account(request, user_id)
    actions.deactivate(account, by=request.user)
    messages.success(request, f"已停用{account}的账号，授权到今天为止。")
    return redirect("user", user_id)


@login_required
@form_view
def user_appoint(request: HttpRequest, user_id: int) -> HttpResponse:
    account = visible_account(request, user_id)
    form = AuthorityForm(request.POST or None, giver=request.user, initial=asked_enrolment(request))
    if carried_out(form, lambda: actions.appoint(account, by=request.user, **form.cleaned_data)):
        messages.success(request, f"已授权{account}。")
        return redirect("user", user_id)
    return form_page(request, form, f"授权：{account}", back=(str(account), reverse("user", args=[user_id])))


@login_required
@form_view
def appointment_end(request: HttpRequest, appointment_id: int) -> HttpResponse:
    rows = Appointment.objects.visible_to(request.user).select_related("user", "enrolment", "region")
    given = get_object_or_404(rows, pk=appointment_id)
    demand(request.user, "appointments.give", given)
    form = LastDayForm(request.POST or None)
    if carried_out(form, lambda: actions.end_appointment(given, by=request.user, **form.cleaned_data)):
        messages.success(request, f"已终止{given}的授权。")
        return redirect("user", given.user_id)
    back = (str(given.user), reverse("user", args=[given.user_id]))
    return form_page(request, form, f"终止授权：{given}", back=back, submit="终止")


@login_required
@form_view
def handover(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """联络员交接."""
    row = visible_enrolment(request, enrolment_id)
    demand(request.user, "appointments.give", Appointment(role="liaison", enrolment=row))
    form = HandoverForm(request.POST or None, giver=request.user)
    if carried_out(form, lambda: actions.hand_over(row, by=request.user, **form.cleaned_data)):
        messages.success(request, f"{row}：联络员已交接给{form.cleaned_data['to_user']}。")
        return redirect("unit", row.unit_id)
    note = "交接后，原联络员的待办自动转到新任联络员；以往的记录不变。"
    back = ("单位档案", reverse("unit", args=[row.unit_id]))
    return form_page(request, form, f"联络员交接：{row}", back=back, submit="交接", note=note)


@login_required
@require_POST
def enrolment_reveal(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """The contact's full number; the look is written down."""
    row = visible_enrolment(request, enrolment_id)
    return phone_answer(request, actions.reveal_phone(row, by=request.user), str(row))


@login_required
@require_POST
def user_reveal(request: HttpRequest, user_id: int) -> HttpResponse:
    account = visible_account(request, user_id)
    return phone_answer(request, actions.reveal_phone(account, by=request.user), str(account))


def password_page(request: HttpRequest, account: User, password: str) -> HttpResponse:
    return render(request, "members/people/password.html", {"account": account, "password": password})


def asked_enrolment(request: HttpRequest) -> dict[str, str]:
    """The unit from whose page one came."""
    asked = request.GET.get("enrolment", "")
    return {"enrolment": asked} if asked.isascii() and asked.isdecimal() else {}


def demand_office(user: Any) -> None:
    if not scope_of(user).is_staff:
        raise Forbidden("forbidden", "账号由街道（镇）党建办管理。如需变更，请与他们联系。")


def visible_account(request: HttpRequest, user_id: int) -> User:
    return get_object_or_404(accounts_visible_to(request.user), pk=user_id)


def visible_enrolment(request: HttpRequest, enrolment_id: int) -> Enrolment:
    rows = Enrolment.objects.visible_to(request.user).select_related("unit", "region")
    return get_object_or_404(rows, pk=enrolment_id)
