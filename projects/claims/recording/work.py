"""What the project's page shows of the work on its claims: what each brought, and what one can enter."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from portal.permits import may
from projects.claims.models import Claim
from projects.claims.recording.reading import (
    WORKED_ON,
    ContributionLine,
    contributions_of,
    neighbourhoods_confirming,
)
from projects.listings.models import Project


@dataclass(frozen=True)
class ClaimWork:
    """A claim under way or closed: its contributions, where this person may see them, and links."""

    claim: Claim
    lines: list[ContributionLine]
    offers: list[dict[str, str]]


def project_work(project: Project, user: Any) -> list[ClaimWork]:
    """The claims with which this person has to do, in the order they were made. Four queries."""
    claims = list(project.claims.filter(state__in=WORKED_ON).select_related("unit", "project__unit"))
    told = [claim for claim in claims if may(user, "claims.see_terms", claim)]
    lines = contributions_of(told)
    confirms = bool(neighbourhoods_confirming(user, project))
    work = [
        ClaimWork(claim, lines.get(claim.pk, []), offers_for(user, claim, confirms=confirms))
        for claim in claims
    ]
    return [each for each in work if each.lines or each.offers]


def offers_for(user: Any, claim: Claim, *, confirms: bool) -> list[dict[str, str]]:
    pages = []
    if may(user, "claims.record", claim):
        pages += [("登记共建纪实", "claim_record"), ("承诺投入", "claim_contributions")]
    if confirms:
        pages += [("村居核实", "claim_feedback")]
    return [{"label": label, "url": reverse(name, args=[claim.pk])} for label, name in pages]
