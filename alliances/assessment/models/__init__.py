"""The nouns of assessment."""

from alliances.assessment.models.cycles import Cycle, Judgement, Result, Score
from alliances.assessment.models.objections import Objection
from alliances.assessment.models.schemes import (
    Cadence,
    Condition,
    Grade,
    Indicator,
    Purpose,
    Rule,
    Scheme,
    Source,
)
from alliances.assessment.models.targets import Target

__all__ = [
    "Cadence",
    "Condition",
    "Cycle",
    "Grade",
    "Indicator",
    "Judgement",
    "Objection",
    "Purpose",
    "Result",
    "Rule",
    "Scheme",
    "Score",
    "Source",
    "Target",
]
