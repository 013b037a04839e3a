"""Hands the capabilities' models to Django."""

from alliances.councils.models import Alliance, ConcurrentMember, Membership
from alliances.meetings.models import AgendaItem, Invitation, Meeting, Minutes, Recheck, Resolution
from alliances.papers.models import Document
from alliances.records.models import Record, RecordShare
from alliances.rotation.models import Duty, DutyChange, Exemption, Feed, Rotation, Seat, Swap

__all__ = [
    "AgendaItem",
    "Alliance",
    "ConcurrentMember",
    "Document",
    "Duty",
    "DutyChange",
    "Exemption",
    "Feed",
    "Invitation",
    "Meeting",
    "Membership",
    "Minutes",
    "Recheck",
    "Record",
    "RecordShare",
    "Resolution",
    "Rotation",
    "Seat",
    "Swap",
]
