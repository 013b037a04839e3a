"""What a publisher is told of its listings. A notice waits while the act it speaks of can be undone."""

from django.utils import timezone

from members.people.recipients import responsible_people
from portal.outbox.actions import cancel
from portal.outbox.notices import notify
from portal.workflow.machine import undo_until
from projects.listings.addresses import listing_url
from projects.listings.models import Listing


def notice_key(listing: Listing, version: int) -> str:
    """Names the occasion: the version a move led to tells a second return from the first."""
    return f"{listing.list}:{listing.pk}:moved:{version}"


def tell_publisher(listing: Listing, title: str, body: str = "") -> None:
    """A notice for whoever answers for the publisher in the listing's street, ten minutes from now."""
    notify(
        responsible_people(listing.unit_id, listing.region_id),
        key=notice_key(listing, listing.version),
        kind=f"{listing.list.label}清单",
        title=title,
        body=body,
        url=listing_url(listing),
        due_at=undo_until(timezone.now()),
    )


def take_back_notice(listing: Listing) -> None:
    """Withdraw what the move before this undo would have said."""
    cancel(notice_key(listing, listing.version - 1))
