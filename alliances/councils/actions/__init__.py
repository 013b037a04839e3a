"""The verbs of alliances, their members and their part-time committee members."""

from alliances.councils.actions.founding import (
    change_alliance,
    dissolve_alliance,
    found_alliance,
    restore_alliance,
)
from alliances.councils.actions.joining import change_role, correct_membership, join, join_many, leave
from alliances.councils.actions.sitting import appoint_member, change_member

__all__ = [
    "appoint_member",
    "change_alliance",
    "change_member",
    "change_role",
    "correct_membership",
    "dissolve_alliance",
    "found_alliance",
    "join",
    "join_many",
    "leave",
    "restore_alliance",
]
