"""Meetings on the pages of alliances and units."""

from django.http import HttpRequest
from django.utils import timezone

from alliances.councils.models import Alliance
from alliances.meetings.models import Invitation, Meeting, Resolution
from alliances.meetings.reading import badged
from members.units.models import Unit
from portal.pages import Panel

SHOWN = 6


def alliance_meetings_panel(request: HttpRequest, alliance: Alliance) -> Panel | None:
    """Its latest and next meetings, as far as this person sees them."""
    rows = Meeting.objects.visible_to(request.user).filter(alliance=alliance)
    found = list(rows.order_by("-starts_at", "-pk")[:SHOWN])
    return Panel("alliances/meetings/alliance_panel.html", {"rows": badged(found)}) if found else None


def unit_meetings_panel(request: HttpRequest, unit: Unit) -> Panel | None:
    """What the unit has to do by resolution, and the meetings it was asked to this year.

    How it answered is for itself and for who oversees the meeting; the page of a unit is seen by others too.
    """
    resolutions = Resolution.objects.visible_to(request.user).filter(unit=unit).open()
    entrusted = list(resolutions.select_related("unit").order_by("due_on", "pk")[:SHOWN])
    asked = Invitation.objects.filter(
        unit=unit,
        meeting__in=Meeting.objects.visible_to(request.user).filter(called_at__isnull=False),
        meeting__starts_at__year=timezone.localdate().year,
    )
    meetings = list(asked.select_related("meeting").order_by("-meeting__starts_at", "-pk")[:SHOWN])
    if not entrusted and not meetings:
        return None
    shows = {"resolutions": badged(entrusted), "meetings": [each.meeting for each in meetings]}
    return Panel("alliances/meetings/unit_panel.html", shows)
