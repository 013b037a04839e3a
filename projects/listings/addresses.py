"""Where a listing is looked at and worked on. URL names begin with the name of its list."""

from django.urls import reverse

from projects.listings.models import Listing


def listing_url(listing: Listing, page: str = "", *more: str) -> str:
    """The listing's own page; with `page`, another of its pages: edit, verb, undo, contact."""
    name = f"{listing.list.value}_{page}" if page else listing.list.value
    return reverse(name, args=[listing.pk, *more])
