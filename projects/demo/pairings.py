"""Pairings of the demo: drafted by the partners, agreed by both, filed by the office, worked on.

Last year's 双百结对 has run out and was partly renewed. What waits on the demo's day is in `answers.py`.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.utils import timezone

from alliances.pairing import actions
from alliances.pairing.models import Commitment, Pairing, Programme
from alliances.pairing.states import PairingState
from alliances.pairing.tasks import run_for
from alliances.records.actions import Account
from alliances.rotation.periods import month_after
from members.models import Region, Unit, User
from projects.demo.diary import Diary, at
from projects.demo.pairing_list import Deed, Pair, Undertaking
from projects.demo.pairing_rounds import THURSDAYS, Round, hundreds_name, rounds_of
from projects.demo.people import Cast

THURSDAY = 3
SKIPPED = {4: (3,), 7: (1, 5), 8: (2,)}
"""Months of 周四行动 in which some of its pairs, by their place, did nothing together."""

TOGETHER = (5, 10)
"""Months in which all of them met at one place: one record for them all."""


@dataclass
class Pairings:
    """Two years of rounds between units."""

    cast: Cast
    street: Region
    year: int
    today: dt.date

    def write(self, diary: Diary) -> None:
        """Put it into the diary."""
        for each in rounds_of(self.street, self.year):
            self._write_round(each, diary)
        for month in range(3, 13):
            diary.on(at(second_thursday(self.year, month), 16), partial(self._thursday, month))
        day = dt.date(self.year, 1, 1)
        while day < self.today:
            diary.on(at(day, 5), partial(run_for, day))
            day = month_after(day, 1)
        diary.on(at(self.today, 5), partial(run_for, self.today))

    def _write_round(self, each: Round, diary: Diary) -> None:
        name = each.programme.name
        diary.on(at(each.day, 8), partial(actions.open_programme, each.programme, by=self.cast.office))
        diary.on(at(each.day, 9), partial(self._draft, each))
        diary.on(at(each.day, 14), partial(self._propose, name))
        diary.on(at(each.day + dt.timedelta(days=2), 15), partial(self._agree, name))
        diary.on(at(each.day + dt.timedelta(days=7), 10), partial(self._file, name))
        for place, pair in enumerate([*each.renewed, *each.pairs]):
            for turn, deed in enumerate(pair.deeds[: each.most]):
                day = month_after(each.deeds_from, turn * 3) + dt.timedelta(days=place)
                diary.on(at(day, 17), partial(self._record, name, pair, deed))

    def _draft(self, each: Round) -> None:
        for pair in each.renewed:
            before = self._of(hundreds_name(self.year - 1), pair)
            actions.renew(before, by=self._person(pair.partner), programme=self._round(each.programme.name))
        ends = [self.today + dt.timedelta(days=days) for days in each.ends_in]
        lasts: list[dt.date | None] = [*[None] * (len(each.pairs) - len(ends)), *ends]
        for pair, until in zip(each.pairs, lasts, strict=True):
            actions.draft_pairing(
                self._round(each.programme.name),
                host=Unit.objects.get(name=pair.host),
                partner=Unit.objects.get(name=pair.partner),
                by=self._person(pair.partner),
                until_on=until,
                terms="双方定期走访、共过组织生活，村居列出需求，结对单位按能力认领。",
                commitments=undertaken(pair.undertakings, dt.date(timezone.localdate().year, 10, 31)),
            )

    def _propose(self, name: str) -> None:
        for pairing in self._in(name, PairingState.DRAFTED):
            actions.propose(pairing, by=self._partner(pairing))

    def _agree(self, name: str) -> None:
        for pairing in self._in(name, PairingState.PROPOSED):
            actions.agree(pairing, by=self.cast.of_unit[pairing.host_id], side="host")
            actions.agree(pairing, by=self._partner(pairing), side="partner")

    def _file(self, name: str) -> None:
        for pairing in self._in(name, PairingState.AGREED):
            actions.file_pairing(pairing, by=self.cast.office, opinion="同意备案")

    def _record(self, name: str, pair: Pair, deed: Deed) -> None:
        account = Account(timezone.localdate(), deed[0], place=pair.host, figures=deed[1])
        actions.record_visit([self._of(name, pair)], account, by=self._person(pair.partner))

    def _thursday(self, month: int) -> None:
        """Each pair by itself; twice a year all at one place."""
        pairings = self._in(THURSDAYS, PairingState.FILED)
        if month in TOGETHER:
            account = self._done("周四行动：便民服务集市", person_times=160)
            actions.record_visit(pairings, account, by=self.cast.office, basis="会上")
            return
        for place, pairing in enumerate(pairings):
            if place not in SKIPPED.get(month, ()):
                account = self._done(f"周四行动：{pairing.host}清洁家园", person_times=9 + place, hours=12)
                actions.record_visit([pairing], account, by=self._partner(pairing))

    def _done(self, summary: str, **figures: int) -> Account:
        return Account(timezone.localdate(), summary, figures=figures)

    def _round(self, name: str) -> Programme:
        return Programme.objects.get(region=self.street, name=name)

    def _in(self, name: str, state: str) -> list[Pairing]:
        rows = Pairing.objects.filter(programme=self._round(name), state=state)
        return list(rows.select_related("host", "partner", "programme").order_by("pk"))

    def _of(self, name: str, pair: Pair) -> Pairing:
        return Pairing.objects.get(
            programme=self._round(name), host__name=pair.host, partner__name=pair.partner
        )

    def _partner(self, pairing: Pairing) -> User:
        return self.cast.of_unit[pairing.partner_id or 0]

    def _person(self, name: str) -> User:
        return self.cast.of_unit[Unit.objects.get(name=name).pk]


def undertaken(undertakings: Sequence[Undertaking], due_on: dt.date) -> list[Commitment]:
    """The first of them is due on that day, the others by the end of the term."""
    return [
        Commitment(
            by_side=side, what=what, measure=measure, quantity=quantity, due_on=None if place else due_on
        )
        for place, (side, what, measure, quantity) in enumerate(undertakings)
    ]


def second_thursday(year: int, month: int) -> dt.date:
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(THURSDAY - first.weekday()) % 7 + 7)
