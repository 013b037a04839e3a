"""What a survey asks and about whom; the links that answer it once; the tallies of what was answered."""

from alliances.surveys.models.answering import AnswerLink, LinkBatch, Tally
from alliances.surveys.models.asking import (
    MOST_CHOICES,
    JudgingSide,
    Question,
    Survey,
    SurveyKind,
    SurveySubject,
)

__all__ = [
    "MOST_CHOICES",
    "AnswerLink",
    "JudgingSide",
    "LinkBatch",
    "Question",
    "Survey",
    "SurveyKind",
    "SurveySubject",
    "Tally",
]
