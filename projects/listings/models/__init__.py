"""The three lists: three tables on one abstract Listing."""

from projects.listings.models.category import Category, CategoryQuerySet, ListKind
from projects.listings.models.listing import HANDED_IN, SHOWN, Listing, ListingQuerySet
from projects.listings.models.need import Need
from projects.listings.models.project import Preferred, Project, ProjectQuerySet, Target
from projects.listings.models.resource import Resource

__all__ = [
    "HANDED_IN",
    "SHOWN",
    "Category",
    "CategoryQuerySet",
    "ListKind",
    "Listing",
    "ListingQuerySet",
    "Need",
    "Preferred",
    "Project",
    "ProjectQuerySet",
    "Resource",
    "Target",
]
