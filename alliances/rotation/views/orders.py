"""The office sets rotations up and keeps their order; nothing is published while it is only looked at."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from alliances.rotation import actions
from alliances.rotation.forms import ExemptionForm, LeaveForm, ReasonForm, RotationForm, SeatForm
from alliances.rotation.models import Rotation
from alliances.rotation.previewing import Preview, asked_units, preview_of, seated_units
from alliances.rotation.reading import members_on
from alliances.rotation.views.calendars import back_to
from alliances.rotation.views.fetching import (
    FORM,
    fetch_exemption,
    fetch_rotation,
    fetch_seat,
    handled_alliances,
)
from members.formpages import carried_out, form_page, offer
from portal.api.versions import check_version
from portal.once import once
from portal.permits import demand
from portal.refusals import Forbidden


@login_required
@require_http_methods(FORM)
@once
def rotation_new(request: HttpRequest) -> HttpResponse:
    alliances = handled_alliances(request.user)
    if not alliances.exists():
        raise Forbidden("forbidden", "轮值制度由党建办建立。如需建立，请与他们联系。")
    fresh = Rotation(anchor=timezone.localdate().replace(day=1))
    initial = {"alliance": request.GET.get("alliance", "")}
    form = RotationForm(request.POST or None, instance=fresh, alliances=alliances, initial=initial)
    if carried_out(form, lambda: actions.found_rotation(fresh, by=request.user)):
        messages.success(request, "已建立，接着排次序；确认后再公布。")
        return redirect("rotation_order", fresh.pk)
    return form_page(request, form, "建立轮值制度", back=("轮值日历", reverse("rotations")))


@login_required
@require_http_methods(FORM)
def rotation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = changeable(request, pk)
    form = RotationForm(request.POST or None, instance=found, alliances=None)

    def save() -> None:
        with transaction.atomic():
            check_version(found, form.cleaned_data)
            actions.change_rotation(found, by=request.user, **form.terms)

    if carried_out(form, save):
        messages.success(request, "已保存。已公布的轮值不变。")
        return redirect("rotation", pk)
    return form_page(request, form, f"修改{found.name}", back=back_to(found))


@login_required
@require_http_methods(FORM)
def rotation_end(request: HttpRequest, pk: int) -> HttpResponse:
    found = changeable(request, pk)
    form = ReasonForm(request.POST or None)
    if carried_out(form, lambda: actions.end_rotation(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "已停止，还没有开始的轮值不再举行。")
        return redirect("rotation", pk)
    note = "停止后不再公布新的轮值，已公布而还没有开始的不再举行，以往的记录都保留。"
    return form_page(request, form, f"停止{found.name}", back=back_to(found), submit="停止", note=note)


@login_required
@require_POST
def rotation_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """公布 what the daily job would publish too."""
    done = actions.publish(fetch_rotation(request, pk), by=request.user)
    if done.duties:
        messages.success(request, f"已公布 {done.duties} 期。")
    for gap in done.gaps.values():
        messages.warning(request, f"{gap:%Y年%-m月}起没有可轮的单位，请增加单位或取消免轮。")
    return redirect("rotation", pk)


@login_required
@require_http_methods(FORM)
@once
def rotation_order(request: HttpRequest, pk: int) -> HttpResponse:
    """The order as a form: 预览 shows what would move, 保存 closes the old seats and makes new ones."""
    found = changeable(request, pk)
    members = list(members_on(found, timezone.localdate()))
    standing = seated_units(found)
    units = asked_units(request.POST, members) if request.method == "POST" else standing
    if request.method == "POST" and "preview" not in request.POST:
        actions.reorder(found, units, by=request.user)
        messages.success(request, "次序已保存，从下一个未公布的月份起按新次序。")
        return redirect("rotation", pk)
    return render(request, "alliances/rotation/order.html", order_context(found, members, units, standing))


def order_context(
    found: Rotation, members: list[Any], units: list[Any], standing: list[Any]
) -> dict[str, Any]:
    places = {unit.pk: place for place, unit in enumerate(units, 1)}
    rows = sorted(members, key=lambda unit: (places.get(unit.pk, len(members) + 1), unit.name))
    preview: Preview = preview_of(found, units if units != standing else None, timezone.localdate())
    return {
        "rotation": found,
        "rows": [(unit, places[unit.pk]) for unit in rows if unit.pk in places],
        "others": [unit for unit in rows if unit.pk not in places],
        "preview": preview,
        "is_changed": units != standing,
    }


@login_required
@require_http_methods(FORM)
@once
def seat_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = changeable(request, pk)
    form = SeatForm(request.POST or None)
    seated = [unit.pk for unit in seated_units(found)]
    offer(form, "unit", members_on(found, timezone.localdate()).exclude(pk__in=seated))
    if carried_out(form, lambda: actions.add_seat(found, by=request.user, **form.cleaned_data)):
        messages.success(request, f"{form.cleaned_data['unit']}已列入次序，已公布的轮值不变。")
        return redirect("rotation", pk)
    return form_page(request, form, "列入轮值次序", back=back_to(found))


@login_required
@require_http_methods(FORM)
def seat_leave(request: HttpRequest, pk: int) -> HttpResponse:
    seat = fetch_seat(request, pk)
    demand(request.user, "rotations.change", seat.rotation)
    form = LeaveForm(request.POST or None, initial={"until_on": timezone.localdate()})
    if carried_out(form, lambda: actions.close_seat(seat, by=request.user, **form.cleaned_data)):
        messages.success(request, f"{seat.unit}已退出轮值。")
        return redirect("rotation", seat.rotation_id)
    return form_page(request, form, f"{seat.unit}退出轮值", back=back_to(seat.rotation), submit="退出轮值")


@login_required
@require_http_methods(FORM)
@once
def seat_exempt(request: HttpRequest, pk: int) -> HttpResponse:
    seat = fetch_seat(request, pk)
    demand(request.user, "rotations.change", seat.rotation)
    form = ExemptionForm(request.POST or None)
    if carried_out(form, lambda: actions.grant_exemption(seat, by=request.user, **form.cleaned_data)):
        messages.success(request, f"已给{seat.unit}免轮。")
        return redirect("rotation", seat.rotation_id)
    return form_page(request, form, f"{seat.unit}免轮", back=back_to(seat.rotation))


@login_required
@require_POST
def exemption_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    exemption = actions.cancel_exemption(fetch_exemption(request, pk), by=request.user)
    messages.success(request, f"已取消{exemption.seat.unit}的免轮。")
    return redirect("rotation", exemption.seat.rotation_id)


def changeable(request: HttpRequest, pk: int) -> Rotation:
    """Raises Http404, Forbidden."""
    found = fetch_rotation(request, pk)
    demand(request.user, "rotations.change", found)
    return found
