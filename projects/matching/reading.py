"""What there is that could meet one need: resources, and what units did in projects before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils import timezone

from alliances.pairing.models import Pairing
from alliances.pairing.suggesting.enrolled import Enrolled, enrolled_in
from alliances.pairing.suggesting.scoring import UNKNOWN, metres_between
from projects.claims.models import Claim
from projects.claims.states import WORKED_ON
from projects.listings.models import Need, Resource
from projects.matching.planning import Asked, Match, Offered, Source, matches_of
from projects.matching.words import without

YEARS_BACK = 2
"""Work on projects of the need's year and so many before it speaks for a unit."""

RESOURCE = ("pk", "unit_id", "unit__name", "title", "summary", "category__name", "audience")
WORK = ("project_id", "unit_id", "project__unit__name", "project__title", "project__category__name")


@dataclass(frozen=True)
class Found:
    """The matches of a need, the best first, and the names of their units."""

    rows: list[Match]
    names: Mapping[int, str]


def matches_for(need: Need, most: int) -> Found:
    """Among those enrolled in the need's street, without its publisher. Four queries, whatever there is."""
    units = {unit.party.id: unit for unit in enrolled_in(need.region.code)}
    there = [
        offered
        for offered in (*_resources(need), *_work(need))
        if offered.unit in units and offered.unit != need.unit_id
    ]
    rows = matches_of(asked_by(need), _placed(there, need.unit_id, units), most)
    return Found(rows, {row.offered.unit: units[row.offered.unit].name for row in rows})


def asked_by(need: Need) -> Asked:
    name = need.unit.name
    return Asked(
        without(need.title, name),
        without(need.summary, name),
        need.category.name,
        need.wanted,
        need.beneficiaries_text,
    )


def _resources(need: Need) -> list[Offered]:
    """Published for the same year, still valid, and not with a capacity of none."""
    rows = Resource.objects.published().filter(region=need.region_id, year=need.year)
    rows = rows.filter(Q(valid_until=None) | Q(valid_until__gte=timezone.localdate()))
    rows = rows.exclude(capacity_per_month=0).order_by("pk")
    return [
        Offered(Source.RESOURCE, pk, unit, without(title, name), without(summary, name), category, audience)
        for pk, unit, name, title, summary, category, audience in rows.values_list(*RESOURCE)
    ]


def _work(need: Need) -> list[Offered]:
    years = (need.year - YEARS_BACK, need.year)
    rows = Claim.objects.filter(
        state__in=WORKED_ON, project__region=need.region_id, project__year__range=years
    )
    return [
        Offered(Source.WORK, project, unit, without(title, name), "", category)
        for project, unit, name, title, category in rows.order_by("pk").values_list(*WORK)
    ]


def _placed(offers: Iterable[Offered], host: int, units: Mapping[int, Enrolled]) -> list[Offered]:
    """Each with how far its unit is from the need's publisher, and whether the two are paired today."""
    pairings = Pairing.objects.of(host).in_force().values_list("host_id", "partner_id")
    paired = {unit for sides in pairings for unit in sides}
    metres = _metres_from(host, units)
    return [
        replace(
            each,
            metres=metres.get(each.unit, UNKNOWN),
            rough=units[each.unit].party.rough,
            paired=each.unit in paired,
        )
        for each in offers
    ]


def _metres_from(host: int, units: Mapping[int, Enrolled]) -> dict[int, int]:
    """Unit → metres; nothing where the publisher, or both of them, are known by the street alone."""
    home = units.get(host)
    if home is None or home.party.rough:
        return {}
    points = [unit.party.point for unit in units.values()]
    return dict(zip(units, metres_between([home.party.point], points)[0].tolist(), strict=True))
