"""Filters for templates that show listings: addresses of their pages, the badge of a state."""

from django import template

from projects.listings.addresses import listing_url
from projects.listings.details import BADGES
from projects.listings.models import Listing
from projects.listings.states import ListingState

register = template.Library()


@register.filter
def address(listing: Listing) -> str:
    """The listing's own page."""
    return listing_url(listing)


@register.filter
def page(listing: Listing, name: str) -> str:
    """Another page of the listing: edit, verify, undo."""
    return listing_url(listing, name)


@register.filter
def badge_kind(state: str) -> str:
    return BADGES[ListingState(state)]
