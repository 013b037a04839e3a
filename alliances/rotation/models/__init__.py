"""Nouns of rotations: the order, what is published of it, calendar addresses."""

from alliances.rotation.models.duties import ChangeKind, Duty, DutyChange, DutyQuerySet, Swap, SwapQuerySet
from alliances.rotation.models.feeds import Feed
from alliances.rotation.models.orders import (
    CADENCES,
    Exemption,
    ExemptionQuerySet,
    Rotation,
    RotationQuerySet,
    Seat,
    SeatQuerySet,
)

__all__ = [
    "CADENCES",
    "ChangeKind",
    "Duty",
    "DutyChange",
    "DutyQuerySet",
    "Exemption",
    "ExemptionQuerySet",
    "Feed",
    "Rotation",
    "RotationQuerySet",
    "Seat",
    "SeatQuerySet",
    "Swap",
    "SwapQuerySet",
]
