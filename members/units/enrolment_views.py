"""入册: one unit in one street, its contacts and what the office decides about it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.formpages import carried_out, form_page
from members.people.masking import mask_phone
from members.units import actions
from members.units.forms import ContactsForm, EndForm
from members.units.models import Enrolment
from members.units.states import ENROLMENT_MACHINE
from portal.permits import demand, may
from portal.workflow.machine import Move
from portal.workflow.models import Step

VERBS = {
    "approve": actions.approve,
    "decline": actions.decline,
    "suspend": actions.suspend,
    "resume": actions.resume,
    "leave": actions.leave,
}


@login_required
@require_safe
def enrolment(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    row = visible_enrolment(request, enrolment_id)
    return enrolment_page(request, row, EndForm())


@login_required
@require_POST
def enrolment_move(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """One of the office's decisions; the button says which."""
    row = visible_enrolment(request, enrolment_id)
    verb = request.POST.get("verb", "")
    if verb not in VERBS:
        raise Http404
    form = EndForm(request.POST)
    if carried_out(form, lambda: take(row, verb, request.user, form)):
        messages.success(request, f"{row}：已{ENROLMENT_MACHINE.moves[verb].label}。")
        return redirect("enrolment", enrolment_id)
    return enrolment_page(request, row, form)


def take(row: Enrolment, verb: str, user: Any, form: EndForm) -> None:
    day = {"on": form.cleaned_data["on"]} if verb == "leave" else {}
    VERBS[verb](row, by=user, opinion=form.cleaned_data["opinion"], **day)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enrolment_contacts(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    row = visible_enrolment(request, enrolment_id)
    demand(request.user, "enrolments.change_contacts", row)
    form = ContactsForm(request.POST or None, instance=row)
    if carried_out(form, lambda: actions.change_contacts(row, by=request.user, **form.cleaned_data)):
        messages.success(request, f"已保存{row}的联系人。")
        return redirect("unit", row.unit_id)
    back = ("单位档案", reverse("unit", args=[row.unit_id]))
    return form_page(request, form, f"{row}联系人", back=back)


def enrolment_page(request: HttpRequest, row: Enrolment, form: EndForm) -> HttpResponse:
    sees_steps = may(request.user, "enrolments.see_steps", row)
    steps = Step.objects.about(row).newest_first().select_related("by", "for_unit")
    context = {
        "enrolment": row,
        "facts": facts_of(row, sees_contacts=may(request.user, "contacts.see", row)),
        "moves": moves_open_to(request.user, row),
        "form": form,
        "steps": steps if sees_steps else None,
    }
    return render(request, "members/units/enrolment.html", context)


def facts_of(row: Enrolment, *, sees_contacts: bool) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [("单位", row.unit), ("街道（镇）", row.region), ("序号", row.number)]
    facts += [("加入时间", row.from_on), ("退出时间", row.until_on)]
    if sees_contacts:
        facts += [("党组织书记", row.secretary_name), ("联络员", row.liaison_name)]
        facts += [("联系电话", mask_phone(row.liaison_phone))]
    return [*facts, *row.custom.items()]


def moves_open_to(user: Any, row: Enrolment) -> list[Move]:
    """What this person can do with the enrolment as it stands."""
    table = ENROLMENT_MACHINE.moves.values()
    return [
        move
        for move in table
        if ENROLMENT_MACHINE.can(row, move.verb) and may(user, f"enrolments.{move.verb}", row)
    ]


def visible_enrolment(request: HttpRequest, enrolment_id: int) -> Enrolment:
    rows = Enrolment.objects.visible_to(request.user).select_related("unit", "region")
    return get_object_or_404(rows, pk=enrolment_id)
