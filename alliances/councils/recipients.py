"""Who hears of what concerns units in an alliance, found for all of them at once."""

from collections.abc import Iterable

from alliances.councils.models import Alliance
from members.people import recipients


def people_by_unit(alliance: Alliance, unit_ids: Iterable[int]) -> dict[int, list[int]]:
    """Unit → its people's ids in the alliance's place."""
    return recipients.people_by_unit(alliance.region, unit_ids)


def people_of(alliance: Alliance, unit_ids: Iterable[int]) -> list[int]:
    """All of them, each once."""
    return sorted({user for users in people_by_unit(alliance, unit_ids).values() for user in users})


def people_or_office(alliance: Alliance, unit_ids: Iterable[int]) -> list[int]:
    """The same, and the office where one of the units has nobody."""
    return recipients.people_or_office(alliance.region, unit_ids)


def office_of(alliance: Alliance) -> list[int]:
    """经办 and 审核 of the alliance's place."""
    return recipients.office_people(alliance.region_id)
