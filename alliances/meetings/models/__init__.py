"""The nouns of meetings."""

from alliances.meetings.models.meetings import (
    AgendaItem,
    Answer,
    Invitation,
    Meeting,
    MeetingKind,
    Minutes,
)
from alliances.meetings.models.resolutions import Manner, Recheck, Resolution, ResolutionKind

__all__ = [
    "AgendaItem",
    "Answer",
    "Invitation",
    "Manner",
    "Meeting",
    "MeetingKind",
    "Minutes",
    "Recheck",
    "Resolution",
    "ResolutionKind",
]
