"""What a meeting's page is made of: what to do first, then what was and is to be talked about."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from alliances.meetings.models import Meeting
from alliances.meetings.opening import open_before
from alliances.meetings.reading import (
    agenda_of,
    badge_of,
    badged,
    facts_of,
    invitations_of,
    own_invitations,
    receipts_of,
    resolutions_of,
    sees_receipts,
    steps_of,
)
from alliances.meetings.states import BEFORE_IT, TOOK_PLACE, MeetingState
from alliances.meetings.verbs import Verb, meeting_verbs_for
from portal.permits import may


def meeting_page(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    user, asked = request.user, invitations_of(meeting)
    runs, own = may(user, "meetings.run", meeting), own_invitations(user, meeting, asked)
    versions = list(meeting.minutes.select_related("published_by"))
    verbs = meeting_verbs_for(user, meeting)
    return {
        "meeting": meeting,
        "badge": badge_of(meeting),
        "facts": facts_of(meeting),
        "own": own,
        "answers_open": meeting.state == MeetingState.CALLED,
        "receipts": receipts_of(asked) if sees_receipts(user, meeting) else None,
        "open_before": badged(open_before(meeting)),
        "agenda": agenda_of(user, meeting),
        "may_propose": meeting.state in BEFORE_IT and (runs or bool(own)),
        "resolutions": resolutions_of(user, meeting),
        "versions": versions,
        "latest": versions[0] if versions else None,
        "records": list(meeting.records.counted()),
        "runs": runs,
        "took_place": meeting.state in TOOK_PLACE,
        "before_it": meeting.state in BEFORE_IT,
        "next": next((verb for verb in verbs if is_next(meeting, verb)), None),
        "cancel": next((verb for verb in verbs if verb.name == "cancel"), None),
        "steps": steps_of(meeting),
    }


def is_next(meeting: Meeting, verb: Verb) -> bool:
    """Calling, and from its day on holding; cancelling is never what comes next."""
    if verb.name == "hold":
        return timezone.localdate() >= timezone.localdate(meeting.starts_at)
    return verb.name != "cancel"
