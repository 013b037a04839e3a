"""What the pages of the lists begin with: the listing or the edition asked for, if one may see it."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme

from projects.listings.addresses import listing_url
from projects.listings.editions import Edition, choose_edition, editions_of
from projects.listings.kinds import MODELS
from projects.listings.models import Listing, ListKind


def fetch_listing(request: HttpRequest, kind: ListKind, pk: int) -> Listing:
    """Raises Http404 where there is none or one may not see it."""
    rows = MODELS[kind].objects.visible_to(request.user).select_related("region", "unit", "category")
    return get_object_or_404(rows, pk=pk)


def edition_asked(request: HttpRequest, kind: ListKind) -> Edition:
    """Raises Http404 where nobody has set up categories yet."""
    edition = choose_edition(editions_of(kind, request.user), request.GET)
    if edition is None:
        raise Http404
    return edition


def edition_around(listing: Listing) -> Edition:
    return Edition(listing.list, listing.region_id, listing.region.name, listing.year)


def way_back(request: HttpRequest, listing: Listing) -> str:
    """The page named by `next`, if it is one of ours; else the listing's own."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure())
    return asked if ours else listing_url(listing)
