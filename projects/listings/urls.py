"""Addresses of the three lists. Those of one list begin with its name: resources, resource_new, …"""

from collections.abc import Iterator

from django.urls import URLPattern, path

from projects.listings.models import ListKind
from projects.listings.views import categories, details, entering, lists, posting, public, verbs


def pages_of(kind: ListKind) -> Iterator[URLPattern]:
    """What all three lists have."""
    here, only = f"{kind}s/", {"kind": kind}
    yield path(here, lists.listings, only, name=f"{kind}s")
    yield path(f"{here}new/", entering.new_listing, only, name=f"{kind}_new")
    yield path(f"{here}<int:pk>/edit/", entering.edit_listing, only, name=f"{kind}_edit")
    yield path(f"{here}<int:pk>/do/<slug:verb>/", verbs.move_listing, only, name=f"{kind}_verb")
    yield path(f"{here}<int:pk>/undo/", verbs.undo_listing, only, name=f"{kind}_undo")
    yield path(f"{here}<int:pk>/contact/", details.contact, only, name=f"{kind}_contact")
    yield path(f"{here}<int:pk>/verify/", details.still_holds, only, name=f"{kind}_verify")


urlpatterns = [
    *(page for kind in ListKind for page in pages_of(kind)),
    path("resources/<int:pk>/", details.listing, {"kind": ListKind.RESOURCE}, name="resource"),
    path("needs/<int:pk>/", details.listing, {"kind": ListKind.NEED}, name="need"),
    path("needs/<int:pk>/project/", details.need_project, name="need_project"),
    path("postings/", posting.posting, name="posting"),
    path("postings/word/", posting.posting_word, name="posting_word"),
    path("public/lists/", public.public_listings, name="public_listings"),
    path("categories/", categories.categories, name="categories"),
    path("categories/copy/", categories.copy_last_year, name="categories_copy"),
    path("categories/<int:pk>/", categories.edit_category, name="category"),
    path("categories/<int:pk>/delete/", categories.delete_category, name="category_delete"),
]
