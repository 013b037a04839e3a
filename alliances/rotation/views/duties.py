"""A duty's page: theme and plan, handing over and receiving, the office's change."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alliances.councils.behalf import acts_on_behalf
from alliances.rotation import actions
from alliances.rotation.forms import BasisForm, DescribeForm, HandoverForm, OverrideForm
from alliances.rotation.handover import handover_parts
from alliances.rotation.lists import DutyList
from alliances.rotation.models import Duty
from alliances.rotation.reading import light, members_on, successor_of
from alliances.rotation.views.fetching import FORM, fetch_duty
from members.formpages import carried_out, form_page, offer
from portal.lists.page import list_page
from portal.permits import demand, may
from portal.workflow.models import Step


@login_required
@require_safe
def duties(request: HttpRequest) -> HttpResponse:
    rows = Duty.objects.visible_to(request.user).select_related("rotation__alliance", "holder")
    page = list_page(request, DutyList, light(rows).defer("rotation__alliance__charter"))
    return page.render(request, "alliances/rotation/duties.html", {"today": timezone.localdate()})


@login_required
@require_safe
def duty(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_duty(request, pk)
    today, after = timezone.localdate(), successor_of(found)
    context = {
        "duty": found,
        "today": today,
        "after": after,
        "receive_form": BasisForm(behalf=after is not None and on_behalf(request, after, found)),
        "changes": found.changes.select_related("from_unit", "to_unit"),
        "parts": handover_parts(request.user, found) if found.period <= today else [],
        "steps": Step.objects.about(found).newest_first().select_related("by", "for_unit"),
        **offered(request.user, found, today),
    }
    return render(request, "alliances/rotation/duty.html", context)


def offered(user: Any, found: Duty, today: Any) -> dict[str, bool]:
    """What this person can do with the duty now."""
    is_open = not found.is_cancelled and found.received_at is None
    begun = found.period <= today
    return {
        "may_describe": is_open and may(user, "duties.describe", found),
        "may_hand_over": is_open and begun and may(user, "duties.hand_over", found),
        "may_receive": is_open and found.handed_over_at is not None and may(user, "duties.receive", found),
        "may_swap": is_open and not begun and may(user, "duties.describe", found),
        "may_override": is_open
        and found.handed_over_at is None
        and found.until_on >= today
        and may(user, "duties.override", found),
    }


@login_required
@require_http_methods(FORM)
def duty_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_duty(request, pk)
    demand(request.user, "duties.describe", found)
    initial = {"theme": found.theme, "plan": found.plan}
    form = DescribeForm(request.POST or None, initial=initial, behalf=on_behalf(request, found))
    if carried_out(form, lambda: actions.describe_duty(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "已保存。")
        return redirect("duty", pk)
    return form_page(request, form, f"{found.words} {found.rotation.name}", back=back_to(found))


@login_required
@require_http_methods(FORM)
def duty_handover(request: HttpRequest, pk: int) -> HttpResponse:
    """交接: what is open is listed from records, the note says the rest."""
    found = fetch_duty(request, pk)
    demand(request.user, "duties.hand_over", found)
    initial = {"note": found.handover_note}
    form = HandoverForm(request.POST or None, initial=initial, behalf=on_behalf(request, found))
    if carried_out(form, lambda: actions.hand_over(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "已交接，下一家会收到消息。")
        return redirect("duty", pk)
    context = {"duty": found, "form": form, "parts": handover_parts(request.user, found)}
    return render(request, "alliances/rotation/handover.html", context)


@login_required
@require_POST
def duty_receive(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_duty(request, pk)
    actions.receive(found, by=request.user, basis=request.POST.get("basis", ""))
    messages.success(request, f"已接收{found.words}的交接。")
    return redirect("duty", pk)


@login_required
@require_http_methods(FORM)
def duty_override(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch_duty(request, pk)
    demand(request.user, "duties.override", found)
    form = OverrideForm(request.POST or None)
    offer(form, "unit", members_on(found.rotation, found.period).exclude(pk=found.holder_id))
    said = form.cleaned_data if form.is_valid() else {}
    if carried_out(
        form, lambda: actions.override(found, said["unit"], by=request.user, reason=said["reason"])
    ):
        messages.success(request, f"{found.words}已改由{said['unit']}轮值，两家都会收到消息。")
        return redirect("duty", pk)
    note = "只改这一期，其他各期不动；原因双方都会看到。"
    return form_page(request, form, f"调整{found.words}轮值单位", back=back_to(found), note=note)


def on_behalf(request: HttpRequest, found: Duty, about: Duty | None = None) -> bool:
    """Whether staff act in the name of the duty's unit; `about` has the rotation's place at hand."""
    return acts_on_behalf(request.user, found.holder_id, (about or found).rotation.alliance)


def back_to(found: Duty) -> tuple[str, str]:
    return str(found), reverse("duty", args=[found.pk])
