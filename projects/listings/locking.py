"""Rows and queues that the verbs of the lists hold while they work."""

from typing import Any, TypeVar

from django.db import connection
from django.db.models import QuerySet

from projects.listings.models import Listing

AnyListing = TypeVar("AnyListing", bound=Listing)


def lock_listing(listing: AnyListing) -> AnyListing:
    """The listing's row as it is now, held until the transaction ends."""
    rows: QuerySet[Any] = type(listing)._default_manager.select_for_update(no_key=True, of=("self",))
    return rows.select_related("region", "unit").get(pk=listing.pk)


def stand_in_line(what: str, listing: Listing) -> None:
    """Come one after the other with all who do `what` for the same list, region and year.

    A lock by name and not on a row: the first of a list has no row yet to hold.
    """
    name = f"{what}:{listing.list}:{listing.region_id}:{listing.year}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
