"""续认领: whoever took on a project last year is asked first, as soon as it is published again."""

from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from members.units.models import Enrolment
from projects.claims.actions.offering import offer_renewal
from projects.claims.models import Claim, ClaimKind, Part
from projects.claims.states import STANDING, WORKED_ON
from projects.listings.models import Listing, ListKind, Project


def offer_to_last_years(listing: Listing, by: Any) -> None:
    """Offer the places of a carried project to those who worked on it, the lead first, while there are any.

    Who left the street is not asked; nor who stands in the project already, so publishing it a second
    time asks nobody twice. Does nothing for other entries. Raises Forbidden.
    """
    if listing.list != ListKind.PROJECT or listing.carried_from is None:
        return
    project = Project.objects.get(pk=listing.pk)
    for claim in _of_last_year(project)[: project.remaining]:
        offer_renewal(project, unit=claim.unit, by=by, part=_part_now(project, claim))


def _of_last_year(project: Project) -> QuerySet[Claim]:
    here = Enrolment.objects.active().filter(region=project.region_id)
    asked = Claim.objects.filter(Q(kind=ClaimKind.RENEWAL) | Q(state__in=STANDING), project=project.pk)
    worked = Claim.objects.filter(project=project.carried_from_id, state__in=WORKED_ON)
    still_here = worked.filter(unit__in=here.values("unit")).exclude(unit__in=asked.values("unit"))
    lead_first = Case(When(part=Part.LEAD, then=Value(0)), default=Value(1))
    return still_here.select_related("unit").order_by(lead_first, "ordinal")


def _part_now(project: Project, claim: Claim) -> str:
    """The part of last year; a lead whose place was taken meanwhile helps."""
    taken = Claim.objects.holding().filter(project=project.pk, part=Part.LEAD).exists()
    return Part.PARTNER if taken else claim.part


def renewals_of(region_id: int, year: int) -> QuerySet[Claim]:
    """All who were asked for that year's projects."""
    return Claim.objects.filter(project__region=region_id, project__year=year, kind=ClaimKind.RENEWAL)
