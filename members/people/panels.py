"""授权 of a unit, for the unit's page."""

from typing import Any

from django.http import HttpRequest

from members.people.models import Appointment
from members.rules import acts_for, handles, oversees
from members.units.models import Enrolment, Unit
from members.units.states import TAKING_PART
from portal.pages import Panel


def appointments_panel(request: HttpRequest, unit: Unit) -> Panel | None:
    """Who acts for the unit, for the unit itself and whoever oversees the street; staff hand over here."""
    rows = (
        unit.enrolments.filter(state__in=TAKING_PART)
        .select_related("region", "unit")
        .order_by("region__code")
    )
    seen = [row for row in rows if sees(request.user, row)]
    if not seen:
        return None
    standing = (
        Appointment.objects.in_force()
        .filter(enrolment__in=seen)
        .select_related("user")
        .order_by("role", "pk")
    )
    lines = [
        {
            "enrolment": row,
            "appointments": [each for each in standing if each.enrolment_id == row.pk],
            "may_change": handles(request.user, row.region_id),
        }
        for row in seen
    ]
    return Panel("members/people/appointments_panel.html", {"lines": lines})


def sees(user: Any, row: Enrolment) -> bool:
    """Who acts for the unit is shown to the unit itself and to whoever oversees the street."""
    return acts_for(user, row.unit_id, row.region_id) or oversees(user, row.region_id)
