"""Who is told, and whose to-dos hold, what concerns a unit in a street."""

from members.people.models import STAFF_ROLES, Appointment, AppointmentQuerySet, Role
from members.places.models import Region


def responsible_people(unit_id: int, region_id: int) -> list[int]:
    """Ids of the unit's liaisons there; where there is none its secretaries, else the street's office.

    Only people who can sign in count.
    """
    unit = standing().filter(enrolment__unit_id=unit_id, enrolment__region_id=region_id)
    for some in (unit.filter(role=Role.LIAISON), unit.filter(role=Role.SECRETARY), office(region_id)):
        if found := sorted(set(some.values_list("user_id", flat=True))):
            return found
    return []


def office(region_id: int) -> AppointmentQuerySet:
    """经办 and 审核 of the street or of a region above it; leaders only look on."""
    code = Region.objects.values_list("code", flat=True).get(pk=region_id)
    at_work = standing().filter(role__in=[role for role in STAFF_ROLES if role != Role.LEADER])
    return at_work.filter(region__code__in=codes_above(code))


def codes_above(code: str) -> list[str]:
    """The code itself and those of the regions it lies in: every prefix."""
    return [code[:length] for length in range(2, len(code) + 1)]


def standing() -> AppointmentQuerySet:
    return Appointment.objects.in_force().filter(user__is_active=True)
