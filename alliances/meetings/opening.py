"""What a meeting opens with: resolutions of the alliance's earlier meetings that are still open."""

from django.db.models import Q

from alliances.meetings.models import Meeting, Resolution
from alliances.meetings.models.resolutions import ResolutionQuerySet
from alliances.meetings.states import OPEN, ResolutionState


def open_before(meeting: Meeting) -> ResolutionQuerySet:
    """Those still open, the soonest due first. Of a meeting that was held: those open when it was."""
    earlier = Resolution.objects.filter(
        meeting__alliance=meeting.alliance_id, meeting__starts_at__lt=meeting.starts_at
    )
    still = Q(state__in=OPEN)
    if meeting.held_at:
        still |= Q(state=ResolutionState.CLOSED, closed_at__gt=meeting.held_at)
    return earlier.filter(still).select_related("unit", "meeting").order_by("due_on", "pk")
