"""Taking one's own last act back within ten minutes."""

from typing import Any, TypeVar

from django.db import transaction

from portal.refusals import Refusal
from portal.workflow.machine import Acting
from projects.listings.locking import lock_listing
from projects.listings.models import Listing, ListKind
from projects.listings.notices import take_back_notice
from projects.listings.states import LISTING_MACHINE

AnyListing = TypeVar("AnyListing", bound=Listing)
CLEARED: dict[str, dict[str, Any]] = {"submit": {"submitted_at": None}, "publish": {"published_at": None}}
"""Moments that a verb set and its undo takes away. The number stays, for the next publishing."""


def undo_last(listing: AnyListing, *, by: Any) -> AnyListing:
    """The listing goes back to where one's last move found it; the notice of that move is withdrawn.

    Raises Forbidden `not_yours`; Refusal wrong_state, too_late, claimed.
    """
    with transaction.atomic():
        locked = lock_listing(listing)
        last = LISTING_MACHINE.last_undoable(locked, by)
        if last.verb == "publish" and locked.list == ListKind.PROJECT:
            _check_unclaimed(locked)
        LISTING_MACHINE.undo(locked, Acting(by), **CLEARED.get(last.verb, {}))
        take_back_notice(locked)
    return locked


def _check_unclaimed(project: Any) -> None:
    if project.claims.exists():
        raise Refusal("claimed", "项目已有单位认领，不能撤回发布。如需停止认领，请暂停。")
