"""Hands the capabilities' models to Django."""

from alliances.assessment.models import (
    Condition,
    Cycle,
    Grade,
    Indicator,
    Judgement,
    Objection,
    Result,
    Scheme,
    Score,
    Target,
)
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
from alliances.surveys.models import (
    AnswerLink,
    JudgingSide,
    LinkBatch,
    Question,
    Survey,
    SurveySubject,
    Tally,
)

__all__ = [
    "AgendaItem",
    "Agreement",
    "Alliance",
    "AnswerLink",
    "Commitment",
    "CommitmentRecord",
    "ConcurrentMember",
    "Condition",
    "Cycle",
    "Document",
    "Duty",
    "DutyChange",
    "Exemption",
    "Feed",
    "Grade",
    "Holding",
    "Indicator",
    "Invitation",
    "Judgement",
    "JudgingSide",
    "LinkBatch",
    "Meeting",
    "Membership",
    "Minutes",
    "Objection",
    "Pairing",
    "PairingRecord",
    "Post",
    "Programme",
    "Question",
    "Recheck",
    "Record",
    "RecordShare",
    "Resolution",
    "Result",
    "Rotation",
    "Scheme",
    "Score",
    "Seat",
    "SignedAgreement",
    "Survey",
    "SurveySubject",
    "Swap",
    "Tally",
    "Target",
]
