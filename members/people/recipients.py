"""Who is told, and whose to-dos hold, what concerns a unit in a street."""

from collections import defaultdict
from collections.abc import Iterable

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


def people_by_unit(region: Region, unit_ids: Iterable[int]) -> dict[int, list[int]]:
    """Unit → its liaisons' ids in the place, where there are none its secretaries'. One query.

    A unit without either is left out. A bureau that is enrolled in several streets has one liaison in each:
    all of them hear of what concerns it in the district.
    """
    held = standing().filter(
        enrolment__unit_id__in=list(unit_ids),
        enrolment__region__code__startswith=region.code,
        role__in=[Role.LIAISON, Role.SECRETARY],
    )
    found: dict[str, dict[int, set[int]]] = {Role.LIAISON: defaultdict(set), Role.SECRETARY: defaultdict(set)}
    for unit_id, role, user_id in held.values_list("enrolment__unit_id", "role", "user_id"):
        found[role][unit_id].add(user_id)
    return {unit: sorted(ids) for unit, ids in (found[Role.SECRETARY] | found[Role.LIAISON]).items()}


def people_or_office(region: Region, unit_ids: Iterable[int]) -> list[int]:
    """Those of all the units, each person once, and the office where one of the units has nobody."""
    asked = set(unit_ids)
    found = people_by_unit(region, asked)
    users = {user for each in found.values() for user in each}
    return sorted(users if found.keys() >= asked else {*users, *office_people(region.pk)})


def office_people(region_id: int) -> list[int]:
    """Ids of 经办 and 审核 of the place."""
    return sorted(set(office(region_id).values_list("user_id", flat=True)))


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
