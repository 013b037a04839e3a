"""Who hears of a meeting: the people of the units it asks, found for all of them at once."""

from collections import defaultdict
from collections.abc import Iterable

from alliances.meetings.models import Meeting
from members.people.models import Role
from members.people.recipients import office, standing


def people_by_unit(meeting: Meeting, unit_ids: Iterable[int]) -> dict[int, list[int]]:
    """Unit → its liaisons' ids in the alliance's place, where there are none its secretaries'. One query.

    A unit without either is left out. A bureau that is enrolled in several streets has one liaison in each:
    all of them hear of a meeting of the district.
    """
    held = standing().filter(
        enrolment__unit_id__in=list(unit_ids),
        enrolment__region__code__startswith=meeting.alliance.region.code,
        role__in=[Role.LIAISON, Role.SECRETARY],
    )
    found: dict[str, dict[int, set[int]]] = {Role.LIAISON: defaultdict(set), Role.SECRETARY: defaultdict(set)}
    for unit_id, role, user_id in held.values_list("enrolment__unit_id", "role", "user_id"):
        found[role][unit_id].add(user_id)
    return {unit: sorted(ids) for unit, ids in (found[Role.SECRETARY] | found[Role.LIAISON]).items()}


def people_of(meeting: Meeting, unit_ids: Iterable[int]) -> list[int]:
    """All of them, each once."""
    return sorted({user for users in people_by_unit(meeting, unit_ids).values() for user in users})


def office_of(meeting: Meeting) -> list[int]:
    """经办 and 审核 of the alliance's place."""
    return sorted(set(office(meeting.alliance.region_id).values_list("user_id", flat=True)))


def office_at(code: str) -> list[int]:
    """经办 and 审核 appointed for the place with this very code."""
    held = standing().filter(region__code=code, role__in=[Role.HANDLER, Role.REVIEWER])
    return sorted(set(held.values_list("user_id", flat=True)))


def people_who_run(meeting: Meeting) -> list[int]:
    """The office, and the people of the unit on duty."""
    holder = [meeting.duty.holder_id] if meeting.duty else []
    return sorted({*office_of(meeting), *people_of(meeting, holder)})
