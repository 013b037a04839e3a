"""By when the next step of a claim is due, and which step that is."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from projects.claims.models import Claim
from projects.claims.reading import badge_of
from projects.claims.states import ClaimState

NEXT = {
    ClaimState.OFFERED: "续认领",
    ClaimState.PENDING_UNIT: "单位确认",
    ClaimState.CONFIRMED: "去办理",
    ClaimState.INTENTION: "去认领",
}
"""The unit's own next step. In other states the claim waits for the office, or is over."""


@dataclass(frozen=True)
class DueClaim:
    """A claim as its unit's list shows it."""

    claim: Claim

    @property
    def badge(self) -> str:
        return badge_of(self.claim)

    @property
    def verb(self) -> str:
        return NEXT.get(ClaimState(self.claim.state), "")

    @property
    def due_at(self) -> dt.datetime | None:
        return due_at(self.claim)

    @property
    def due_what(self) -> str:
        return "完成" if self.claim.state == ClaimState.CONFIRMED else "确认"

    @property
    def late(self) -> bool:
        return self.due_at is not None and self.due_at < timezone.now()


def due_at(claim: Claim) -> dt.datetime | None:
    """When an offer or money has to be answered; the end of the project's last day while work goes on."""
    if claim.state in (ClaimState.OFFERED, ClaimState.PENDING_UNIT):
        return claim.answer_until
    if claim.state == ClaimState.CONFIRMED and claim.project.due_on:
        return timezone.make_aware(dt.datetime.combine(claim.project.due_on, dt.time(23, 59)))
    return None
