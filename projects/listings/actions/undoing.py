"""Taking one's own last act back within ten minutes."""

import datetime as dt
from typing import Any, TypeVar

from django.db import transaction

from portal.refusals import Refusal
from portal.workflow.machine import Acting
from portal.workflow.models import Step
from projects.listings.locking import lock_listing
from projects.listings.models import Listing, ListKind
from projects.listings.notices import take_back_notice
from projects.listings.reserving.filling import give_back
from projects.listings.states import LISTING_MACHINE, ListingState

AnyListing = TypeVar("AnyListing", bound=Listing)


def undo_last(listing: AnyListing, *, by: Any) -> AnyListing:
    """The listing goes back to where one's last move found it; the notice of that move is withdrawn.

    Raises Forbidden `not_yours`; Refusal wrong_state, too_late, claimed.
    """
    with transaction.atomic():
        locked = lock_listing(listing)
        last = LISTING_MACHINE.last_undoable(locked, by)
        if last.verb == "publish" and is_taken_up(locked):
            raise Refusal(
                "claimed", "项目已有单位认领，或已邀请上年的单位续认领，不能撤回发布。如需停止认领，请暂停。"
            )
        LISTING_MACHINE.undo(locked, Acting(by), **_as_before(locked, last))
        take_back_notice(locked)
    return locked


def _as_before(listing: Listing, undone: Step) -> dict[str, Any]:
    """The moments before that step. The number stays, for the next publishing."""
    if undone.verb == "publish":
        return {"published_at": None} | give_back(listing)
    if undone.verb == "submit":
        return {"submitted_at": _handed_in_earlier(listing, undone)}
    return {}


def _handed_in_earlier(listing: Listing, undone: Step) -> dt.datetime | None:
    """When what had been returned was handed in the time before; a draft never was."""
    if undone.from_state != ListingState.RETURNED:
        return None
    before = Step.objects.about(listing).filter(pk__lt=undone.pk).order_by("-id")
    returned = before.filter(verb="return")[:1]
    return before.filter(verb="submit", pk__lt=returned.values("pk")).values_list("recorded_at", flat=True)[0]


def is_taken_up(listing: Any) -> bool:
    """A project that somebody claimed or was asked to renew: its publishing stays."""
    return listing.list == ListKind.PROJECT and listing.claims.exists()
