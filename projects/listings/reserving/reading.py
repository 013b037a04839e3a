"""Who is paired with whom a project comes from or is for, and may claim it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models.functions import Coalesce
from django.utils import timezone

from alliances.pairing.models import Pairing
from members.places.models import OfficePolicy
from members.units.models import Enrolment, Unit
from projects.listings.models import Listing, ListKind, Project

Neighbours = Mapping[int, list[Pairing]]
"""The pairings of each unit, the oldest first."""


@dataclass(frozen=True, slots=True)
class PairedUnit:
    """A unit that may claim first, and why: by which pairing, with whom."""

    unit_id: int
    name: str
    pairing_id: int
    paired_with: str


DEFAULT_DAYS = OfficePolicy._meta.get_field("paired_days").default


def to_be_first(project_ids: Collection[int]) -> dict[int, list[PairedUnit]]:
    """Whom publishing each project would let first if nothing else is said; without those of nobody.

    Four queries at most, however many the projects.
    """
    days = Coalesce("region__policy__paired_days", DEFAULT_DAYS)
    free = Project.objects.filter(pk__in=project_ids, reserved_until=None, claimed=0)
    projects = list(free.alias(days=days).filter(days__gt=0).select_related("region"))
    found = paired_units_of(projects) if projects else {}
    return {pk: units for pk, units in found.items() if units}


def first_of(listing: Listing) -> list[PairedUnit]:
    """The same of one entry: none but projects are claimed."""
    return to_be_first([listing.pk]).get(listing.pk, []) if listing.list == ListKind.PROJECT else []


def paired_units(project: Project, day: dt.date | None = None) -> list[PairedUnit]:
    return paired_units_of([project], day)[project.pk]


def paired_units_of(projects: Collection[Project], day: dt.date | None = None) -> dict[int, list[PairedUnit]]:
    """For each project the units in a pairing in force on the day (today unless told).

    - Paired with the publisher, or with a neighbourhood that the project is for; either side of a pairing.
      Posts are no units: they claim nothing.
    - In a round of the project's street or of a region above it.
    - That may claim: enrolled in the street, and not the publisher itself.

    Three queries, however many the projects.
    """
    sides = _sides(projects)
    pairings = _pairings({unit for units in sides.values() for unit in units}, day or timezone.localdate())
    enrolled = _enrolled(projects, pairings)
    return {
        each.pk: [
            unit for unit in _of(each, sides[each.pk], pairings) if (unit.unit_id, each.region_id) in enrolled
        ]
        for each in projects
    }


def _sides(projects: Iterable[Project]) -> dict[int, list[int]]:
    """The publisher of each, then its neighbourhoods."""
    found = {each.pk: [each.unit_id] for each in projects}
    rows = Project.neighbourhoods.through.objects.filter(project__in=list(found)).order_by("pk")
    for project_id, unit_id in rows.values_list("project_id", "unit_id"):
        found[project_id].append(unit_id)
    return found


def _pairings(unit_ids: Collection[int], day: dt.date) -> Neighbours:
    rows = Pairing.objects.in_force(day).of(*unit_ids).filter(partner__isnull=False)
    found: dict[int, list[Pairing]] = defaultdict(list)
    for pairing in rows.select_related("host", "partner", "programme__region").order_by("pk"):
        for unit_id in pairing.unit_ids:
            found[unit_id].append(pairing)
    return found


def _enrolled(projects: Iterable[Project], pairings: Neighbours) -> set[tuple[int, int]]:
    if not pairings:
        return set()
    here = Enrolment.objects.active().filter(region__in={each.region_id for each in projects})
    return set(here.filter(unit__in=list(pairings)).values_list("unit_id", "region_id"))


def _of(project: Project, sides: Iterable[int], pairings: Neighbours) -> Iterator[PairedUnit]:
    """Each unit once, by its first pairing."""
    said = {project.unit_id}
    for side in sides:
        for pairing in pairings.get(side, ()):
            other, own = _other(pairing, side)
            covers = project.region.code.startswith(pairing.programme.region.code)
            if covers and other.pk not in said:
                said.add(other.pk)
                yield PairedUnit(other.pk, other.name, pairing.pk, own.name)


def _other(pairing: Pairing, side: int) -> tuple[Unit, Unit]:
    assert pairing.partner is not None  # noqa: S101 pairings with posts were left out
    pair = (pairing.partner, pairing.host)
    return pair if pairing.host_id == side else (pair[1], pair[0])
