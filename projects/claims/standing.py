"""How a project stands for one unit at one moment. Pure: no database, no clock."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from projects.claims.states import ClaimState
from projects.listings.states import ListingState

OPEN, MINE, FULL, RESERVED, NOT_YET, OVER = "open", "mine", "full", "reserved", "not_yet", "over"
"""What a row of the hall can be."""


@dataclass(frozen=True)
class Standing:
    """`kind` is one of the words above; `at` the moment that changes it; `own` the unit's own claim."""

    kind: str
    at: dt.datetime | None = None
    preferred: bool = False
    own: dict[str, Any] | None = None

    @property
    def may_claim(self) -> bool:
        """A place can be taken now: it is open, or the unit has an intention or an offer to turn into it."""
        undecided = self.own is not None and self.own["state"] in (ClaimState.INTENTION, ClaimState.OFFERED)
        return self.kind == OPEN or (self.kind == MINE and undecided)


def standing_of(
    project: Any, now: dt.datetime, *, own: dict[str, Any] | None = None, preferred: bool = False
) -> Standing:
    """`preferred` says whether the project is kept for this unit; `own` is its standing claim, if any."""
    if own is not None:
        return Standing(MINE, own=own)
    if project.state != ListingState.PUBLISHED:
        return Standing(OVER)
    if project.remaining == 0:
        return Standing(FULL)
    if project.claim_closes_at and now >= project.claim_closes_at:
        return Standing(OVER, project.claim_closes_at)
    if project.claim_opens_at and now < project.claim_opens_at:
        return Standing(NOT_YET, project.claim_opens_at)
    if project.reserved_until and now < project.reserved_until:
        return Standing(OPEN if preferred else RESERVED, project.reserved_until, preferred)
    return Standing(OPEN, project.claim_closes_at)


def claims_open(project: Any, now: dt.datetime, *, own: str | None, preferred: bool, on_behalf: bool) -> bool:
    """Whether a claim's form makes sense: for a unit as it stands, for staff while any unit could."""
    if on_behalf:
        return standing_of(project, now, preferred=True).may_claim
    claim = {"state": own} if own else None
    return standing_of(project, now, own=claim, preferred=preferred).may_claim
