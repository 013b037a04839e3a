"""The rows of the hall as one person sees them, and a tag that tells whether they changed."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from portal.templatetags.ui import time_left
from projects.claims.making import Claimer
from projects.claims.models import Part
from projects.claims.standing import Standing, standing_of
from projects.claims.states import ClaimState
from projects.listings.models import Project
from projects.listings.reserving.planning import why_first


@dataclass(frozen=True)
class Row:
    """A project with how it stands for whoever looks. An open row may have become one nobody can claim."""

    project: Project
    standing: Standing
    may_claim: bool
    is_open: bool = False
    open_url: str = ""
    fold_url: str = ""

    @property
    def own_words(self) -> str:
        """牵头，待确认."""
        own = self.standing.own or {}
        return f"{Part(own['part']).label}，{ClaimState(own['state']).label}" if own else ""

    @property
    def targets(self) -> list[str]:
        said = self.project.target_words  # type: ignore[attr-defined]
        return [
            f"{each['measure']} {Decimal(str(each['number'])).normalize():f} {each['of']}" for each in said
        ]

    @property
    def holders(self) -> str:
        """Who has it: 区财政局等 2 家."""
        first, many = self.project.first_holder, self.project.claimed  # type: ignore[attr-defined]
        return f"{first}等 {many} 家" if many > 1 else (first or "")

    @property
    def budget(self) -> str:
        """2 万元, 5,000 元."""
        yuan = self.project.budget or Decimal(0)
        return f"{(yuan / 10_000).normalize():f} 万元" if yuan >= 10_000 else f"{yuan.normalize():,f} 元"

    @property
    def priority(self) -> str:
        """优先期还剩 2 天."""
        return f"优先期{time_left(self.standing.at)}"

    @property
    def why_first(self) -> str:
        """Why the unit may claim first. Empty for staff, who claim for any."""
        preferred, other = self.project.preferred, self.project.paired_with  # type: ignore[attr-defined]
        return why_first(other) if preferred else ""

    @property
    def mark(self) -> tuple[Any, ...]:
        """All that the live cells of the row are made of."""
        return (
            self.project.pk,
            self.project.claimed,
            self.project.capacity,
            self.may_claim,
            self.is_open,
            self.standing,
        )


def rows_of(projects: Iterable[Any], claimer: Claimer, open_id: int | None = None) -> list[Row]:
    """Rows of projects that were read by `with_standing`."""
    now = timezone.now()
    return [row_of(each, claimer, now, is_open=each.pk == open_id) for each in projects]


def row_of(project: Any, claimer: Claimer, now: Any, *, is_open: bool) -> Row:
    # Staff claim for any unit, preferred ones among them: what stands in the way is said when they try.
    preferred = project.preferred or claimer.on_behalf
    standing = standing_of(project, now, own=project.own, preferred=preferred)
    may_claim = claimer.may_claim(project.unit_id) and standing.may_claim
    # A place that was lost meanwhile is said in the opened row; one's own claim needs no form any more.
    lost = claimer.may_claim(project.unit_id) and standing.own is None
    return Row(project, standing, may_claim, is_open and (may_claim or lost))


def tag_of(rows: Iterable[Row]) -> str:
    """The ETag of the live cells."""
    text = repr([row.mark for row in rows])
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:20]}"'
