"""What each claim of a project promised and delivered, for the project's page."""

from dataclasses import dataclass
from typing import Any

from portal.permits import may
from projects.claims.models import Claim
from projects.claims.recording.reading import ContributionLine, contributions_of
from projects.claims.states import WORKED_ON
from projects.listings.models import Project


@dataclass(frozen=True)
class ClaimWork:
    """A claim under way or closed, with its contributions."""

    claim: Claim
    lines: list[ContributionLine]
    may_promise: bool


def project_work(project: Project, user: Any) -> list[ClaimWork]:
    """The claims whose terms this person may see, in the order they were made. Three queries."""
    claims = project.claims.filter(state__in=WORKED_ON).select_related("unit", "project__unit")
    told = [claim for claim in claims if may(user, "claims.see_terms", claim)]
    lines = contributions_of(told)
    work = [ClaimWork(claim, lines[claim.pk], may(user, "claims.record", claim)) for claim in told]
    return [each for each in work if each.lines or each.may_promise]
