"""The turn of the year: what was reported in autumn, and next year's list on its way."""

import datetime as dt
from dataclasses import dataclass
from functools import partial

from members.models import Region
from portal.ledgers.snapshots.actions import take_snapshot
from projects.claims.states import WORKED_ON
from projects.demo.diary import Diary, at
from projects.demo.people import Cast
from projects.listings.actions import publish, submit
from projects.listings.models import ListKind, Project
from projects.yearly.actions import carry_over

PUBLISHED, HANDED_IN = 6, 10


@dataclass
class January:
    """From November on next year's projects are carried over; a few are published and offered."""

    cast: Cast
    street: Region
    year: int
    today: dt.date

    def write(self, diary: Diary) -> None:
        """Put it into the diary."""
        report = partial(
            take_snapshot,
            self.street,
            year=self.year,
            title=f"{self.year} 年第三季度报送",
            reported_to="区委组织部",
            by=self.cast.office,
        )
        diary.on(at(dt.date(self.year, 10, 9), 16), report)
        diary.on(max(at(dt.date(self.year, 11, 2), 9), self._ago(6)), self._carry)

    def _ago(self, days: int) -> dt.datetime:
        return at(self.today - dt.timedelta(days=days), 9)

    def _carry(self) -> None:
        carry_over(
            self.street,
            from_year=self.year,
            to_year=self.year + 1,
            kinds=[ListKind.PROJECT],
            by=self.cast.office,
        )
        drafts = Project.objects.filter(region=self.street, carried_from__claims__state__in=WORKED_ON)
        chosen = drafts.filter(year=self.year + 1, state="draft").distinct().order_by("pk")
        for place, draft in enumerate(chosen[: PUBLISHED + HANDED_IN]):
            handed_in = submit(draft, by=self.cast.of_unit[draft.unit_id])
            if place < PUBLISHED:
                publish(handed_in, by=self.cast.office, opinion="同意")
