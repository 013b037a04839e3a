"""Who has arrived: the signed code of a meeting, and what page, sheet and big screen say of arrivals."""

import datetime as dt
from dataclasses import dataclass

from django.core import signing
from django.urls import reverse

from alliances.meetings.models import Meeting

SALT = "meeting-arrival"


@dataclass(frozen=True)
class Arrival:
    """A unit asked to come, and since when it is there."""

    unit_id: int
    name: str
    answer: str
    arrived_at: dt.datetime | None


def arrivals(meeting: Meeting) -> list[Arrival]:
    """Every unit asked, those who came first in the order of their coming. One query."""
    rows = meeting.invitations.values_list("unit_id", "unit__name", "answer", "arrived_at")
    found = [Arrival(*row) for row in rows.order_by("arrived_at", "unit__name", "pk")]
    return sorted(found, key=lambda each: each.arrived_at is None)


def arrival_path(meeting: Meeting) -> str:
    """The address behind the code, one for each meeting; it says nothing to who cannot sign in."""
    token = signing.Signer(salt=SALT).sign(str(meeting.pk))
    return reverse("meeting_arrive", args=[token])


def meeting_of(token: str) -> int | None:
    """The id of the meeting whose code this is; None for one that was not made here."""
    try:
        return int(signing.Signer(salt=SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None
