"""Who hears of what concerns units in an alliance, found for all of them at once."""

from collections import defaultdict
from collections.abc import Iterable

from alliances.councils.models import Alliance
from members.people.models import Role
from members.people.recipients import office, standing


def people_by_unit(alliance: Alliance, unit_ids: Iterable[int]) -> dict[int, list[int]]:
    """Unit → its liaisons' ids in the alliance's place, where there are none its secretaries'. One query.

    A unit without either is left out. A bureau that is enrolled in several streets has one liaison in each:
    all of them hear of what concerns it in the district.
    """
    held = standing().filter(
        enrolment__unit_id__in=list(unit_ids),
        enrolment__region__code__startswith=alliance.region.code,
        role__in=[Role.LIAISON, Role.SECRETARY],
    )
    found: dict[str, dict[int, set[int]]] = {Role.LIAISON: defaultdict(set), Role.SECRETARY: defaultdict(set)}
    for unit_id, role, user_id in held.values_list("enrolment__unit_id", "role", "user_id"):
        found[role][unit_id].add(user_id)
    return {unit: sorted(ids) for unit, ids in (found[Role.SECRETARY] | found[Role.LIAISON]).items()}


def people_of(alliance: Alliance, unit_ids: Iterable[int]) -> list[int]:
    """All of them, each once."""
    return sorted({user for users in people_by_unit(alliance, unit_ids).values() for user in users})


def people_or_office(alliance: Alliance, unit_ids: Iterable[int]) -> list[int]:
    """The same, and the office where one of the units has nobody."""
    asked = set(unit_ids)
    found = people_by_unit(alliance, asked)
    users = {user for each in found.values() for user in each}
    return sorted(users if found.keys() >= asked else {*users, *office_of(alliance)})


def office_of(alliance: Alliance) -> list[int]:
    """经办 and 审核 of the alliance's place."""
    return sorted(set(office(alliance.region_id).values_list("user_id", flat=True)))
