"""两阶段认领: at publishing the reservation is filled from pairings, and given back if that is undone."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, cast

from django.utils import timezone

from members.people.recipients import people_by_unit
from members.places.models import MOST_DAYS, policy_of
from portal.outbox.actions import cancel
from portal.outbox.notices import notify
from portal.refusals import Refusal
from portal.workflow.machine import undo_until
from projects.listings.addresses import listing_url
from projects.listings.models import Listing, ListKind, Preferred, Project
from projects.listings.publishing import PairedFirst, Renewals, last_years_units
from projects.listings.reserving.planning import ends_at, moment_words
from projects.listings.reserving.reading import PairedUnit, paired_units

NAMED = 5
"""Units whose names stand in the trail; of more, how many they are."""


@dataclass(frozen=True, slots=True)
class First:
    """Who may claim before the others, and until when; nobody where `units` is empty."""

    units: tuple[PairedUnit, ...] = ()
    until: dt.datetime | None = None

    @property
    def changes(self) -> dict[str, Any]:
        """What is saved with the publishing."""
        return {"reserved_until": self.until} if self.units else {}

    @property
    def words(self) -> str:
        """结对单位优先认领至 11月26日 18:00：区财政局、区税务局."""
        if not self.units:
            return ""
        named = "、".join(unit.name for unit in self.units[:NAMED])
        more = f"等 {len(self.units)} 家" if len(self.units) > NAMED else ""
        return f"结对单位优先认领至 {moment_words(self.until)}：{named}{more}"


NOBODY = First()


def who_is_first(listing: Listing, chosen: PairedFirst, renewals: Renewals) -> First:
    """Whom publishing this listing now lets claim first.

    Nobody where staff named units themselves, where somebody has claimed already, or where the places are all
    held for last year's units, who are asked at the same time. Who is asked to renew needs no preference.
    Raises Refusal odd_days, not_paired.
    """
    if listing.list != ListKind.PROJECT:
        return NOBODY
    project = cast(Project, listing)
    if project.reserved_until is not None or project.claimed:
        return NOBODY
    paired = _chosen(paired_units(project), chosen.units)
    if not paired:
        return NOBODY
    until = ends_at(
        timezone.now(),
        _days(project, chosen),
        opens=project.claim_opens_at,
        closes=project.claim_closes_at,
    )
    asked = _asked(project, renewals)
    units = tuple(unit for unit in paired if unit.unit_id not in asked)
    room = project.capacity is None or project.capacity > len(asked)
    return First(units, until) if until and units and room else NOBODY


def let_first(project: Any, first: First) -> None:
    """Write down who is first, and tell their people once the publishing can no longer be undone."""
    if not first.units:
        return
    Preferred.objects.bulk_create(
        Preferred(project=project, unit_id=unit.unit_id, pairing_id=unit.pairing_id) for unit in first.units
    )
    people = people_by_unit(project.region, [unit.unit_id for unit in first.units])
    notify(
        {user for users in people.values() for user in users},
        key=_notice_key(project, project.version),
        kind="结对优先",
        title=f"可优先认领：{project.title}",
        body=f"贵单位与发布单位或受益村居结对，优先认领至 {moment_words(first.until)}，之后对全部单位开放。",
        url=listing_url(project),
        due_at=undo_until(timezone.now()),
    )


def give_back(listing: Listing) -> dict[str, Any]:
    """Undo what `let_first` did when it was published; what staff reserved stays. Gives what is saved."""
    if listing.list != ListKind.PROJECT:
        return {}
    cancel(_notice_key(listing, listing.version))
    given, _ = Preferred.objects.filter(project=listing.pk, pairing__isnull=False).delete()
    return {"reserved_until": None} if given else {}


def _notice_key(listing: Listing, version: int) -> str:
    return f"project:{listing.pk}:paired:{version}"


def _days(project: Project, chosen: PairedFirst) -> int:
    if chosen.days is None:
        return policy_of(project.region).paired_days
    if not 0 <= chosen.days <= MOST_DAYS:
        raise Refusal("odd_days", f"结对优先天数须在 0 到 {MOST_DAYS} 之间，0 为不设。")
    return chosen.days


def _chosen(paired: list[PairedUnit], units: frozenset[int] | None) -> list[PairedUnit]:
    if units is None:
        return paired
    if not units <= {unit.unit_id for unit in paired}:
        raise Refusal(
            "not_paired", "所选单位里有今天没有与发布单位或受益村居结对的，不能优先认领。请重新选择。"
        )
    return [unit for unit in paired if unit.unit_id in units]


def _asked(project: Project, renewals: Renewals) -> Collection[int]:
    return {pk for pk, _ in last_years_units(project)} if renewals.units is None else renewals.units
