"""Numbers of listings: 朱泾-项-2026-0012. Given when first published, kept for ever, gaps allowed."""

from typing import Any

from django.db.models import Max

from projects.listings.locking import stand_in_line
from projects.listings.models import Listing, ListKind

SIGNS = {ListKind.RESOURCE: "资", ListKind.NEED: "需", ListKind.PROJECT: "项"}


def number_for(listing: Listing) -> dict[str, Any]:
    """The fields `serial` and `number` for a listing about to be published; what it has already stays.

    Raises TransactionManagementError outside a transaction: the line for serials lasts until it ends.
    """
    if listing.number is not None:
        return {}
    stand_in_line("serial", listing)
    peers = type(listing).objects.filter(region=listing.region_id, year=listing.year)
    serial = (peers.aggregate(last=Max("serial"))["last"] or 0) + 1
    return {"serial": serial, "number": number_of(listing, serial)}


def number_of(listing: Listing, serial: int) -> str:
    return f"{listing.region.short_name}-{SIGNS[listing.list]}-{listing.year}-{serial:04d}"


def next_nth(listing: Listing) -> int:
    """Which one of its name this is, among those of its publisher in its year: ledgers repeat names."""
    stand_in_line("name", listing)
    namesakes = type(listing).objects.filter(
        region=listing.region_id, year=listing.year, unit=listing.unit_id, title=listing.title
    )
    return (namesakes.exclude(pk=listing.pk).aggregate(last=Max("nth"))["last"] or 0) + 1
