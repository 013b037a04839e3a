"""For whom a person acts: somebody with several appointments chooses, and every page says for which."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from members.held import Held, held_by
from members.people.models import UNIT_ROLES
from members.places.models import Region
from members.units.models import Enrolment, EnrolmentQuerySet, Unit
from members.units.states import TAKING_PART
from portal.ids import id_in
from portal.navigation import ActingFor

KEY = "acting_enrolment"


def enrolments_of(user: Any) -> EnrolmentQuerySet:
    """The enrolments this person acts for today, in a fixed order."""
    mine = user.appointments.in_force().filter(role__in=UNIT_ROLES).values("enrolment_id")
    rows = Enrolment.objects.filter(pk__in=mine, state__in=TAKING_PART)
    return rows.select_related("unit", "region").order_by("pk")


def acting_choices(request: HttpRequest) -> list[Enrolment]:
    """What one can choose from, in a fixed order. Asks nothing beyond the appointments."""
    mine = {
        each.enrolment_id: each
        for each in held_by(request.user)
        if each.enrolment_id is not None and each.state in TAKING_PART
    }
    return [enrolment_of(mine[pk]) for pk in sorted(mine)]


def enrolment_of(held: Held) -> Enrolment:
    """The enrolment with its unit and street by name; anything else of them is read when it is asked for."""
    ids = (held.enrolment_id, held.unit_id, held.region_id, held.state)
    row = Enrolment.from_db(None, ("id", "unit_id", "region_id", "state"), ids)
    row.unit = Unit.from_db(None, ("id", "name"), (held.unit_id, held.unit_name))
    row.region = Region.from_db(None, ("id", "name"), (held.region_id, held.region_name))
    return row


def acting_enrolment(request: HttpRequest) -> Enrolment | None:
    """The one chosen in this session while it is still the person's to act for, else the first."""
    choices = acting_choices(request)
    chosen = request.session.get(KEY)
    return next((each for each in choices if each.pk == chosen), choices[0] if choices else None)


def acting_for(request: HttpRequest) -> ActingFor | None:
    """What the header says: the unit, with its street where there are several, or the office."""
    if not request.user.is_authenticated:
        return None
    enrolment = acting_enrolment(request)
    if enrolment is None:
        return office_of(request.user)
    several = len(acting_choices(request)) > 1
    label = str(enrolment) if several else str(enrolment.unit)
    return ActingFor(label, reverse("acting") if several else "")


def office_of(user: Any) -> ActingFor | None:
    names = dict.fromkeys(str(each.region_name) for each in held_by(user) if each.within is not None)
    return ActingFor("、".join(names)) if names else None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Choose for which unit to act from here on."""
    if request.method == "POST":
        chosen = get_object_or_404(enrolments_of(request.user), pk=id_in(request.POST.get("enrolment", "")))
        request.session[KEY] = chosen.pk
        return redirect("home")
    context = {"choices": acting_choices(request), "current": acting_enrolment(request)}
    return render(request, "members/acting.html", context)
