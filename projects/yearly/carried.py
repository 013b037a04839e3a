"""What of a year's lists is to be carried over, what has been, and why something is left out."""

from django.db.models import Exists, OuterRef, QuerySet

from members.places.models import Region
from members.units.models import Enrolment
from projects.listings.kinds import MODELS
from projects.listings.models import ListKind
from projects.listings.states import ListingState

TAKEN_OVER = (ListingState.PUBLISHED, ListingState.SUSPENDED, ListingState.CLOSED)
"""What was shown to the units in its year. Drafts and what was not adopted are nobody's promise."""


def of_year(kind: ListKind, region: Region, year: int) -> QuerySet:
    """The entries of a list that stood in that year, each knowing whether its unit still takes part."""
    enrolled = Enrolment.objects.active().filter(unit=OuterRef("unit"), region=OuterRef("region"))
    shown = MODELS[kind].objects.filter(region=region, year=year, state__in=TAKEN_OVER)
    return shown.annotate(takes_part=Exists(enrolled)).order_by("pk")


def still_to_carry(kind: ListKind, region: Region, year: int) -> QuerySet:
    """Those that have no successor yet and whose unit is still there to publish one."""
    return of_year(kind, region, year).filter(carried_to=None, takes_part=True)
