"""Hands the capabilities' models to Django."""

from projects.claims.models import Claim, ClaimRecord, Contribution, Feedback
from projects.listings.models import Category, Need, Project, Resource, Target

__all__ = [
    "Category",
    "Claim",
    "ClaimRecord",
    "Contribution",
    "Feedback",
    "Need",
    "Project",
    "Resource",
    "Target",
]
