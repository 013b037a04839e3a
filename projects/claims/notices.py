"""What a unit is told of its claims. A notice waits while the act it speaks of can be undone."""

import datetime as dt

from django.db import models
from django.urls import reverse
from django.utils import timezone

from members.models import Appointment
from portal.outbox.notices import notify
from projects.claims.models import Claim


def notice_key(claim: Claim, verb: str) -> str:
    """Names the occasion: the claim's move number tells a second confirmation from the first."""
    return f"claim:{claim.pk}:{verb}:{claim.version}"


def tell_unit(
    claim: Claim, verb: str, title: str, *, body: str = "", due_at: dt.datetime | None = None
) -> None:
    """A notice for those who act for the unit in the project's street."""
    notify(
        people_of(claim),
        key=notice_key(claim, verb),
        kind="认领",
        title=title,
        body=body,
        url=reverse("project", args=[claim.project_id]),
        due_at=due_at or timezone.now(),
    )


def people_of(claim: Claim) -> models.QuerySet:
    """Ids of the users who act for the claiming unit in the project's street."""
    appointed = Appointment.objects.in_force().filter(
        enrolment__unit=claim.unit_id, enrolment__region=claim.project.region_id
    )
    return appointed.values_list("user_id", flat=True)
