"""Who may do what with meetings. The right of the unit on duty follows the duty, wherever a swap takes it."""

from typing import Any

import rules
from django.utils import timezone

from alliances.councils.behalf import acts_in
from alliances.meetings.models import Meeting
from alliances.meetings.planning import covers
from members.rules import handles, oversees


@rules.predicate
def handles_it(user: Any, meeting: Meeting) -> bool:
    return handles(user, meeting.alliance.region_id)


@rules.predicate
def is_on_duty(user: Any, meeting: Meeting) -> bool:
    """Of the unit that holds the duty now, and the meeting lies in the duty's period."""
    duty = meeting.duty
    if duty is None or not acts_in(user, duty.holder_id, meeting.alliance):
        return False
    return covers(duty.period, duty.rotation.cadence_months, timezone.localdate(meeting.starts_at))


@rules.predicate
def oversees_it(user: Any, meeting: Meeting) -> bool:
    return oversees(user, meeting.alliance.region_id)


runs = handles_it | is_on_duty


@rules.predicate
def is_the_units(user: Any, matter: Any) -> bool:
    """Of an invitation, an agenda item, a resolution: one of its unit's people."""
    return matter.unit_id is not None and acts_in(user, matter.unit_id, matter.meeting.alliance)


@rules.predicate
def handles_its_meeting(user: Any, matter: Any) -> bool:
    return handles(user, matter.meeting.alliance.region_id)


@rules.predicate
def runs_its_meeting(user: Any, matter: Any) -> bool:
    return bool(runs.test(user, matter.meeting))


@rules.predicate
def oversees_its_meeting(user: Any, matter: Any) -> bool:
    return oversees(user, matter.meeting.alliance.region_id)


rules.add_rule("meetings.run", runs)
rules.add_rule("meetings.see_receipts", runs | oversees_it)
rules.add_rule("invitations.answer", is_the_units | handles_its_meeting)
rules.add_rule("agenda.propose", is_the_units | handles_its_meeting)
rules.add_rule("agenda.decide", runs_its_meeting)
rules.add_rule("agenda.withdraw", is_the_units | handles_its_meeting)
rules.add_rule("resolutions.report", is_the_units | handles_its_meeting)
rules.add_rule("resolutions.see_evidence", is_the_units | runs_its_meeting | oversees_its_meeting)
rules.add_rule("resolutions.follow", handles_its_meeting)
