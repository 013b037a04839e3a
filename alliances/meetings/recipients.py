"""Who hears of a meeting besides those it asks."""

from alliances.councils.recipients import office_of, people_of
from alliances.meetings.models import Meeting
from members.people.models import Role
from members.people.recipients import standing


def office_at(code: str) -> list[int]:
    """经办 and 审核 appointed for the place with this very code."""
    held = standing().filter(region__code=code, role__in=[Role.HANDLER, Role.REVIEWER])
    return sorted(set(held.values_list("user_id", flat=True)))


def people_who_run(meeting: Meeting) -> list[int]:
    """The office, and the people of the unit on duty."""
    holder = [meeting.duty.holder_id] if meeting.duty else []
    return sorted({*office_of(meeting.alliance), *people_of(meeting.alliance, holder)})
