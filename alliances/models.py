"""Hands the capabilities' models to Django."""

from alliances.councils.models import Alliance, ConcurrentMember, Membership
from alliances.meetings.models import AgendaItem, Invitation, Meeting, Minutes, Recheck, Resolution
from alliances.pairing.agreement.models import Agreement, SignedAgreement
from alliances.pairing.models import (
    Commitment,
    CommitmentRecord,
    Holding,
    Pairing,
    PairingRecord,
    Post,
    Programme,
)
from alliances.papers.models import Document
from alliances.records.models import Record, RecordShare
from alliances.rotation.models import Duty, DutyChange, Exemption, Feed, Rotation, Seat, Swap

__all__ = [
    "AgendaItem",
    "Agreement",
    "Alliance",
    "Commitment",
    "CommitmentRecord",
    "ConcurrentMember",
    "Document",
    "Duty",
    "DutyChange",
    "Exemption",
    "Feed",
    "Holding",
    "Invitation",
    "Meeting",
    "Membership",
    "Minutes",
    "Pairing",
    "PairingRecord",
    "Post",
    "Programme",
    "Recheck",
    "Record",
    "RecordShare",
    "Resolution",
    "Rotation",
    "Seat",
    "SignedAgreement",
    "Swap",
]
