"""Who claimed, as the ledger of projects says it: 区财政局、区税务局, the lead first."""

from typing import cast

from django.db.models import Case, Prefetch, Value, When

from projects.claims.models import Claim, Part
from projects.claims.states import WORKED_ON
from projects.listings.live_cells import LiveCells
from projects.listings.models import Project

JOINED = "、"


def parts() -> list[Prefetch]:
    """The claims that the office confirmed, and those of the project of last year: two queries more."""
    confirmed = Claim.objects.filter(state__in=WORKED_ON).select_related("unit")
    lead_first = Case(When(part=Part.LEAD, then=Value(0)), default=Value(1))
    claims = Prefetch("claims", confirmed.order_by(lead_first, "ordinal"), to_attr="confirmed_claims")
    before = Project.objects.only("year").prefetch_related(claims)
    return [claims, Prefetch("carried_from", before)]


def cells(project: Project) -> dict[str, str]:
    """What is on record; where nobody is, nothing is said."""
    claims, earlier = _confirmed(project), _confirmed(_of_last_year(project))
    said = {
        "claimant": JOINED.join(claim.unit.name for claim in claims),
        "claim_kind": JOINED.join(dict.fromkeys(claim.get_kind_display() for claim in claims)),
        "claimant_last_year": JOINED.join(claim.unit.name for claim in earlier),
    }
    return {key: text for key, text in said.items() if text}


def _of_last_year(project: Project) -> Project | None:
    before = cast(Project | None, project.carried_from)
    return before if before is not None and before.year == project.year - 1 else None


def _confirmed(project: Project | None) -> list[Claim]:
    return [] if project is None else project.confirmed_claims  # type: ignore[attr-defined]


WHO_CLAIMED = LiveCells(parts, cells)
