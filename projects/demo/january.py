"""The turn of the year: next year's list carried over, and last year's units asked to go on."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from members.models import Region
from projects.claims import actions
from projects.claims.models import Claim
from projects.claims.states import WORKED_ON, ClaimState
from projects.claims.tasks import lapse_due
from projects.demo.diary import Diary, at
from projects.demo.people import Cast
from projects.listings.actions import publish, submit
from projects.listings.models import ListKind, Project
from projects.yearly.actions import ask_units, carry_over, remind_of_renewals
from projects.yearly.renewals import renewals_of

FIRST, HANDED_IN, LATE = 6, 14, 4
"""Projects that are published at once, handed in, and published these days."""

BEGUN_AGO, ANSWERED_AFTER, LAPSED_AFTER, LATE_AGO = 20, 2, 15, 3
"""Days."""

DECLINED = "明年任务调整，请另选单位。"


@dataclass
class January:
    """From November on next year's projects are carried over; offers are answered, lapse, or still wait."""

    cast: Cast
    street: Region
    year: int
    today: dt.date

    def write(self, diary: Diary) -> None:
        """Put it into the diary."""
        begun = max(dt.date(self.year, 11, 2), self.today - dt.timedelta(days=BEGUN_AGO))
        diary.on(at(begun, 9), self._carry)
        diary.on(at(begun + dt.timedelta(days=ANSWERED_AFTER), 14), self._answer)
        diary.on(at(begun + dt.timedelta(days=LAPSED_AFTER), 3), lapse_due)
        late = max(begun, self.today - dt.timedelta(days=LATE_AGO))
        diary.on(at(late, 11), self._publish_more)

    def _carry(self) -> None:
        carry_over(
            self.street,
            from_year=self.year,
            to_year=self.year + 1,
            kinds=[ListKind.PROJECT],
            by=self.cast.office,
        )
        ask_units(self.street, year=self.year + 1, by=self.cast.office)
        drafts = Project.objects.filter(region=self.street, carried_from__claims__state__in=WORKED_ON)
        chosen = drafts.filter(year=self.year + 1, state="draft").distinct().order_by("pk")
        for draft in chosen[: FIRST + HANDED_IN]:
            submit(draft, by=self.cast.of_unit[draft.unit_id])
        self._publish(FIRST)

    def _publish_more(self) -> None:
        self._publish(LATE)
        self._accept(next(self._offers()), amount=Decimal(8000))
        remind_of_renewals(self.street, year=self.year + 1, by=self.cast.office)

    def _publish(self, many: int) -> None:
        """Publishing offers the places to those of last year."""
        waiting = Project.objects.filter(region=self.street, year=self.year + 1, state="submitted")
        for project in waiting.order_by("pk")[:many]:
            publish(project, by=self.cast.office, opinion="同意")

    def _answer(self) -> None:
        """One goes on and is confirmed, one goes on, one declines; nobody else answers."""
        offers = self._offers()
        actions.confirm_claim(self._accept(next(offers)), by=self.cast.office, opinion="同意")
        self._accept(next(offers))
        declined = next(offers)
        actions.withdraw_claim(declined, by=self.cast.of_unit[declined.unit_id], opinion=DECLINED)

    def _accept(self, offer: Claim, *, amount: Decimal | None = None) -> Claim:
        user = self.cast.of_unit[offer.unit_id]
        return actions.claim_project(
            offer.project, unit=offer.unit, by=user, promise="继续领办", amount=amount
        )

    def _offers(self) -> Iterator[Claim]:
        waiting = renewals_of(self.street.pk, self.year + 1).filter(state=ClaimState.OFFERED)
        return iter(waiting.select_related("project", "unit").order_by("pk"))
