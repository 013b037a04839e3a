"""What was promised and delivered, what may be recorded together, and who is asked to confirm."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet

from alliances.records.models import Record
from members.models import Unit
from members.rules import acts_for
from portal.permits import may
from projects.claims.models import DELIVERED_IN, Claim, ClaimRecord, Contribution, ContributionKind
from projects.claims.rules import may_claim_for
from projects.claims.states import UNDER_WAY, WORKED_ON
from projects.listings.models import Project

MOST_TO_LINK = 50


@dataclass(frozen=True)
class ContributionLine:
    """One kind of contribution: what was promised (None where nothing was) and what the records say."""

    kind: ContributionKind
    promised: Decimal | None
    delivered: Decimal
    note: str = ""

    @property
    def kept(self) -> bool:
        return self.promised is None or self.delivered >= self.promised


def units_on(claim: Claim) -> list[Unit]:
    """Who may have taken part: the claim's own unit first, then the others that work on its project."""
    others = Unit.objects.filter(claims__project=claim.project_id, claims__state__in=WORKED_ON)
    return [claim.unit, *others.exclude(pk=claim.unit_id).distinct().order_by("name")]


def other_claims(user: Any, claim: Claim) -> list[Claim]:
    """The unit's other claims under way that this person may record work for."""
    live = Claim.objects.filter(unit=claim.unit_id, state__in=UNDER_WAY).exclude(pk=claim.pk)
    rows = live.select_related("project__region", "project__unit", "unit").order_by("-claimed_at", "-pk")
    return [other for other in rows if may(user, "claims.record", other)]


def records_to_link(user: Any, claim: Claim) -> QuerySet[Record]:
    """The unit's latest records that do not serve the claim yet."""
    linked = ClaimRecord.objects.filter(claim=claim).values("record")
    seen = Record.objects.visible_to(user).counted().filter(shares__unit=claim.unit_id)
    latest = seen.exclude(pk__in=linked).order_by("-occurred_on", "-pk").values("pk")[:MOST_TO_LINK]
    return Record.objects.filter(pk__in=list(latest.values_list("pk", flat=True))).order_by(
        "-occurred_on", "-pk"
    )


def awaited_neighbourhoods(project: Project) -> QuerySet[Unit]:
    """Who confirms the facts: the neighbourhoods the project is for; its publisher where there are none."""
    named = project.neighbourhoods.order_by("name")
    return named if named.exists() else Unit.objects.filter(pk=project.unit_id)


def neighbourhoods_confirming(user: Any, project: Project) -> list[Unit]:
    """Those for which this person may say whether a claim was done; for staff all of them. One query."""
    asked = {unit.pk: unit for unit in project.neighbourhoods.order_by("name")}
    if not asked or acts_for(user, project.unit_id, project.region_id):
        asked.setdefault(project.unit_id, project.unit)
    return [unit for unit in asked.values() if may_claim_for(user, unit.pk, project.region_id)]


def contributions_of(claims: Sequence[Claim]) -> dict[int, list[ContributionLine]]:
    """For each claim's id what was promised and delivered. Two queries, however many claims."""
    promised: dict[int, dict[str, Contribution]] = defaultdict(dict)
    for each in Contribution.objects.filter(claim__in=claims):
        promised[each.claim_id][each.kind] = each
    brought = delivered_by_claim(claims)
    return {claim.pk: lines_of(promised[claim.pk], brought[claim.pk]) for claim in claims}


def delivered_by_claim(claims: Iterable[Claim]) -> dict[int, dict[str, Decimal]]:
    """Claim id → figure → sum of the claim's own unit's shares in its records that count. One query."""
    totals: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    own = ClaimRecord.objects.filter(
        claim__in=list(claims), record__struck_at=None, record__shares__unit=F("claim__unit")
    )
    for claim_id, figures in own.values_list("claim_id", "record__shares__figures"):
        for name, part in figures.items():
            totals[claim_id][name] += Decimal(part)
    return totals


def lines_of(promised: dict[str, Contribution], brought: dict[str, Decimal]) -> list[ContributionLine]:
    """A line for each kind of which something was promised or delivered."""
    lines = []
    for kind in ContributionKind:
        made, delivered = promised.get(kind), brought.get(DELIVERED_IN[kind], Decimal(0))
        if made or delivered:
            lines.append(
                ContributionLine(kind, made.promised if made else None, delivered, made.note if made else "")
            )
    return lines
