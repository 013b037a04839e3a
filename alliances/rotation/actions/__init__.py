"""The verbs of rotations, their order, their duties."""

from alliances.rotation.actions.feeding import make_feed, revoke_feed
from alliances.rotation.actions.founding import change_rotation, end_rotation, found_rotation
from alliances.rotation.actions.handing import describe_duty, hand_over, receive
from alliances.rotation.actions.overriding import override
from alliances.rotation.actions.publishing import publish, publish_all
from alliances.rotation.actions.reminding import remind_all
from alliances.rotation.actions.seating import (
    add_seat,
    cancel_exemption,
    close_seat,
    grant_exemption,
    reorder,
)
from alliances.rotation.actions.swapping import (
    accept_swap,
    decline_swap,
    propose_swap,
    undo_swap,
    void_passed,
    withdraw_swap,
)

__all__ = [
    "accept_swap",
    "add_seat",
    "cancel_exemption",
    "change_rotation",
    "close_seat",
    "decline_swap",
    "describe_duty",
    "end_rotation",
    "found_rotation",
    "grant_exemption",
    "hand_over",
    "make_feed",
    "override",
    "propose_swap",
    "publish",
    "publish_all",
    "receive",
    "remind_all",
    "reorder",
    "revoke_feed",
    "undo_swap",
    "void_passed",
    "withdraw_swap",
]
