"""Reads what the big screen shows. A fixed number of queries, asked every five seconds by a projector."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q
from django.utils import timezone

from alliances.meetings.arrivals import Arrival, arrivals
from alliances.models import Meeting
from projects.claims.models import Claim, ClaimKind
from projects.claims.states import HOLDING, ClaimState
from projects.listings.editions import Edition
from projects.listings.models import Project
from projects.screen.planning import Column, Shown, columns_of, turned

NEWEST = 8
TAKEN = [state for state in HOLDING if state != ClaimState.OFFERED]
"""An offer of renewal holds its place, and nobody has claimed yet."""


@dataclass(frozen=True)
class Screen:
    """One look at the conference: figures, tiles, the newest claims, and who came to the meeting."""

    columns: list[Column]
    page: int
    pages: int
    projects: int
    claimed: int
    new: int
    renewed: int
    units: int
    latest: list[Claim]
    here: list[Arrival]
    asked: int

    @property
    def waiting(self) -> int:
        return self.projects - self.claimed

    @property
    def tag(self) -> str:
        """The ETag of all that is shown."""
        latest = [(claim.pk, claim.state) for claim in self.latest]
        text = repr((self.columns, self.page, self.pages, self.new, self.renewed, latest, self.here))
        return f'"{hashlib.sha256(text.encode()).hexdigest()[:20]}"'


def screen_of(edition: Edition, meeting: Meeting | None, *, waiting: bool) -> Screen:
    """What is shown of this edition now; `waiting` also shows what nobody has claimed."""
    now = timezone.now()
    shown = projects_of(edition)
    columns, page, pages = turned(columns_of(shown, now, waiting=waiting), int(now.timestamp()))
    came = arrivals(meeting) if meeting is not None else []
    return Screen(
        columns=columns,
        page=page,
        pages=pages,
        projects=len(shown),
        claimed=sum(1 for each in shown if each.claimed),
        latest=latest_of(edition),
        here=[each for each in came if each.arrived_at is not None],
        asked=len(came),
        **figures_of(edition),
    )


def projects_of(edition: Edition) -> list[Shown]:
    taken = Q(claims__state__in=TAKEN)
    rows = Project.objects.published().filter(region=edition.region_id, year=edition.year)
    read = rows.annotate(
        taken=Count("claims", filter=taken), last=Max("claims__claimed_at", filter=taken)
    ).order_by("category__sort", "category_id", "number", "pk")
    values = read.values_list("pk", "category__name", "unit__name", "title", "taken", "capacity", "last")
    return [Shown(*row) for row in values]


def figures_of(edition: Edition) -> dict[str, int]:
    return claims_of(edition).aggregate(
        new=Count("pk", filter=Q(kind=ClaimKind.NEW)),
        renewed=Count("pk", filter=Q(kind=ClaimKind.RENEWAL)),
        units=Count("unit", distinct=True),
    )


def latest_of(edition: Edition) -> list[Claim]:
    rows = claims_of(edition).select_related("unit", "project__unit").order_by("-claimed_at", "-pk")
    return list(rows.defer("unit__grams", "project__grams")[:NEWEST])


def claims_of(edition: Edition) -> Any:
    return Claim.objects.filter(
        state__in=TAKEN,
        project__region=edition.region_id,
        project__year=edition.year,
        project__state="published",
    )


def meetings_of(edition: Edition, today: dt.date) -> list[Meeting]:
    """Meetings of the street that are called for about today, the nearest first."""
    day = dt.timedelta(days=1)
    near = Meeting.objects.filter(alliance__region=edition.region_id, state__in=["called", "held"])
    around = near.filter(starts_at__date__range=(today - day, today + 30 * day))
    return list(around.select_related("alliance").order_by("starts_at", "pk")[:10])
