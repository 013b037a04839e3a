"""续认领: whoever took on a project last year is asked first, as soon as it is published again."""

import datetime as dt
from typing import Any, cast

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone

from members.units.models import Enrolment
from portal.refusals import Refusal
from projects.claims.actions.offering import offer_renewal
from projects.claims.models import Claim, ClaimKind, Part
from projects.claims.states import HOLDING, STANDING, WORKED_ON, ClaimState
from projects.listings.models import Listing, ListKind, Project
from projects.listings.publishing import ASK_ALL, Renewals


def offer_to_last_years(listing: Listing, by: Any, renewals: Renewals = ASK_ALL) -> None:
    """Offer the places of a carried project to those who worked on it, the lead first, while there are any.

    Who left the street is not asked; nor who stands in the project already, so publishing it a second
    time asks nobody twice. Raises Forbidden; Refusal not_last_years, past_day.
    """
    chosen = _chosen(list(claims_of_last_year(listing)), renewals.units)
    until = _end_of(renewals.until)
    if not chosen:
        return
    project = Project.objects.get(pk=listing.pk)
    for claim in chosen[: project.remaining]:
        offer_renewal(project, unit=claim.unit, by=by, part=_part_now(project, claim), until=until)


def units_of_last_year(listing: Listing) -> list[tuple[int, str]]:
    """Whom publishing it would ask, the lead first."""
    return [(claim.unit_id, claim.unit.name) for claim in claims_of_last_year(listing)]


def claims_of_last_year(listing: Listing) -> QuerySet[Claim]:
    """Of those who worked on what a project was carried from and can be asked; none for other entries."""
    if listing.list != ListKind.PROJECT or listing.carried_from_id is None:  # type: ignore[attr-defined]
        return Claim.objects.none()
    return _of_last_year(cast(Project, listing))


def _chosen(claims: list[Claim], units: frozenset[int] | None) -> list[Claim]:
    if units is None:
        return claims
    if not units <= {claim.unit_id for claim in claims}:
        raise Refusal(
            "not_last_years",
            "所选单位里有上一年没有领办本项目、已退出本街道（镇）或已经认领的，不能邀请续认领。请重新选择。",
        )
    return [claim for claim in claims if claim.unit_id in units]


def _end_of(day: dt.date | None) -> dt.datetime | None:
    if day is None:
        return None
    if day < timezone.localdate():
        raise Refusal("past_day", "答复期限须是今天或以后的日子，请重新选择。")
    return timezone.make_aware(dt.datetime.combine(day, dt.time(23, 59, 59)))


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


ANSWERS = {
    "offered": (ClaimState.OFFERED,),
    "accepted": tuple(state for state in HOLDING if state != ClaimState.OFFERED),
    "lapsed": tuple(state for state in ClaimState if state not in HOLDING),
}
"""What has become of an offer, by the states of its claim: each state is under one."""


def answer_of(state: str) -> str:
    return next(answer for answer, states in ANSWERS.items() if state in states)
