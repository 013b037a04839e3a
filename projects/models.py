"""Hands the capabilities' models to Django."""

from projects.claims.letters.models import SignedLetter
from projects.claims.models import Claim, ClaimRecord, Contribution, Feedback
from projects.listings.models import Category, Need, Preferred, Project, Resource, Target
from projects.yearly.models import CarryOver

__all__ = [
    "CarryOver",
    "Category",
    "Claim",
    "ClaimRecord",
    "Contribution",
    "Feedback",
    "Need",
    "Preferred",
    "Project",
    "Resource",
    "SignedLetter",
    "Target",
]
