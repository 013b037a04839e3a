"""Meetings of the access table's world: one in each state a move begins in, and what one of them decided."""

import datetime as dt
from typing import Any

from django.utils import timezone

from alliances.meetings.arrivals import arrival_path
from alliances.models import Alliance
from tests import factories as make


def meetings_of(alliance: Alliance, unit: Any) -> dict[str, Any]:
    """All of the alliance's, each asks the unit; what was decided is the unit's to do."""
    started = timezone.now() - dt.timedelta(minutes=1)
    meetings = {
        "draft_meeting": make.MeetingFactory(alliance=alliance),
        "called_meeting": make.MeetingFactory(alliance=alliance, state="called"),
        "todays_meeting": make.MeetingFactory(alliance=alliance, state="called", starts_at=started),
        "minuted_meeting": make.MeetingFactory(alliance=alliance, state="minuted"),
    }
    for meeting in meetings.values():
        make.InvitationFactory(meeting=meeting, unit=unit)
    make.MinutesFactory(meeting=meetings["minuted_meeting"])
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    decided = {"meeting": meetings["minuted_meeting"], "unit": unit}
    things = meetings | {
        "agenda_item": make.AgendaItemFactory(meeting=meetings["called_meeting"], unit=unit),
        "resolution": make.ResolutionFactory(**decided),
        "reported_resolution": make.ResolutionFactory(**decided, state="reported"),
        "late_resolution": make.ResolutionFactory(**decided, due_on=yesterday),
        "finding": make.ResolutionFactory(**decided, state="reported", kind="finding"),
    }
    code = arrival_path(meetings["todays_meeting"]).rstrip("/").rsplit("/", 1)[1]
    ids = {name: thing.pk for name, thing in things.items()}
    return ids | {"arrival_code": code, "today": str(timezone.localdate())}
