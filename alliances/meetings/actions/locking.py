"""Rows held until the transaction ends. A meeting's row goes before what belongs to it, always."""

from alliances.meetings.models import AgendaItem, Meeting, Resolution

ABOUT = ("alliance__region", "duty__rotation", "duty__holder")
"""What the rules about a meeting read."""


def lock_meeting(pk: int) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related(*ABOUT).get(pk=pk)


def lock_item(item: AgendaItem) -> AgendaItem:
    """The item under its meeting's lock: it is decided on only as long as the meeting says so."""
    meeting = lock_meeting(item.meeting_id)
    rows = AgendaItem.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("unit").get(pk=item.pk)
    found.meeting = meeting
    return found


def lock_resolution(resolution: Resolution) -> Resolution:
    """Only its own row: what is reported years later does not queue for the meeting."""
    rows = Resolution.objects.select_for_update(of=("self",), no_key=True)
    related = (f"meeting__{name}" for name in ABOUT)
    return rows.select_related("unit", *related).get(pk=resolution.pk)
