"""Whom a scheme concerns over a span, since when, and by whose records each is measured."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from alliances.assessment.models import Purpose, Scheme
from members.party.models import PartyOrg
from members.units.models import Enrolment, EnrolmentState, Unit

Key = tuple[str, int]
"""What it is, and its number: ("unit", 12)."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """One that is assessed. `since` is empty where it took part from the beginning.

    `units`: whose records count for it. Of a party organisation, its own unit and those of all that stand
    under it, each once.
    """

    key: Key
    whom: Any
    since: dt.date | None
    units: tuple[int, ...]

    @property
    def fields(self) -> dict[str, Any]:
        """As a row that concerns it says so."""
        return {self.key[0]: self.whom}


def assessed_by(scheme: Scheme, since: dt.date, until: dt.date) -> list[Assessed]:
    """In a fixed order. Who left before the span's last day is not assessed over it."""
    if scheme.purpose == Purpose.APPRAISAL:
        return _party_orgs(scheme, since, until)
    return _units(scheme, since, until)


def key_of(row: Any) -> Key:
    """Of a row that concerns a unit or a party organisation."""
    return ("unit", row.unit_id) if row.unit_id else ("party_org", row.party_org_id)


def _units(scheme: Scheme, since: dt.date, until: dt.date) -> list[Assessed]:
    kinds = list(scheme.unit_kinds.values_list("pk", flat=True))
    units = Unit.objects.filter(kind__in=kinds) if kinds else Unit.objects.member_units()
    rows = Enrolment.objects.filter(
        Q(until_on=None) | Q(until_on__gte=until),
        Q(from_on=None) | Q(from_on__lte=until),
        region__code__startswith=scheme.region.code,
        state__in=[EnrolmentState.ACTIVE, EnrolmentState.LEFT],
        unit__in=units,
    ).select_related("unit")
    found: dict[Unit, dt.date] = {}
    for row in rows.order_by("unit_id"):
        joined = max(row.from_on or since, since)
        found[row.unit] = min(joined, found.get(row.unit, joined))
    return [
        Assessed(("unit", unit.pk), unit, None if joined == since else joined, (unit.pk,))
        for unit, joined in found.items()
    ]


def _party_orgs(scheme: Scheme, since: dt.date, until: dt.date) -> list[Assessed]:
    standing = list(PartyOrg.objects.within(scheme.region).standing().order_by("pk"))
    under: dict[int, set[int]] = defaultdict(set)
    for org in standing:
        if org.unit_id is not None:
            for above in org.path:
                under[above].add(org.unit_id)
    chosen = [org for org in standing if not scheme.party_levels or org.level in scheme.party_levels]
    return [
        Assessed(
            ("party_org", org.pk),
            org,
            org.established_on if org.established_on and org.established_on > since else None,
            tuple(sorted(under[org.pk])),
        )
        for org in chosen
        if org.established_on is None or org.established_on <= until
    ]


def units_counted_for(row: Any) -> list[int]:
    """Ids of the units whose records count for whom the row concerns, as `Assessed.units` has them."""
    if row.unit_id:
        return [row.unit_id]
    under = PartyOrg.objects.standing().filter(path__contains=[row.party_org_id], unit__isnull=False)
    return sorted(under.values_list("unit_id", flat=True).distinct())
