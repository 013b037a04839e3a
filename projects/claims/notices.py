"""What a unit is told of its claims. A notice waits while the act it speaks of can be undone."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from members.people.recipients import responsible_people
from portal.outbox.notices import notify
from projects.claims.models import Claim


def notice_key(claim: Claim, verb: str) -> str:
    """Names the occasion: the claim's move number tells a second confirmation from the first."""
    return f"claim:{claim.pk}:{verb}:{claim.version}"


def tell_unit(
    claim: Claim, verb: str, title: str, *, body: str = "", due_at: dt.datetime | None = None
) -> None:
    """A notice for whoever answers for the unit in the project's street."""
    notify(
        responsible_people(claim.unit_id, claim.project.region_id),
        key=notice_key(claim, verb),
        kind="认领",
        title=title,
        body=body,
        url=reverse("project", args=[claim.project_id]),
        due_at=due_at or timezone.now(),
    )
