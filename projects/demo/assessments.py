"""Assessments of the demo: feedback for member units, stars and the responsibility book for party branches.

Last year's are final, with an objection dismissed and one upheld. Of this year the newest feedback is open to
objections and has one to answer, and the newest cycle of the responsibility book waits for its review.
"""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

from alliances.assessment.actions import cycles, judging, objections, patterned, schemes, targets
from alliances.assessment.computing import assessed_in
from alliances.assessment.models import Cycle, Indicator, Result, Rule, Scheme, Source
from alliances.assessment.planning.spans import spans_begun
from alliances.assessment.tasks import run_for
from alliances.papers.models import Document
from alliances.rotation.periods import month_after
from members.models import PartyOrg, Region, Unit
from projects.demo.diary import Diary, at
from projects.demo.people import Cast
from projects.demo.scheme_list import FEEDBACK, OBJECTED, OPEN_ONE, Drafted, Objected, schemes_of

TOLD_AGO, SETTLED = 2, 14
"""Days ago that the newest feedback was told; days after which a cycle counts as the newest."""

OBJECTION_DAYS = 5
ABSENT_EACH = 9
"""Every so many-th was absent once; marks fall by the place in the list."""


@dataclass
class Assessments:
    """Two years of schemes with their cycles."""

    cast: Cast
    street: Region
    year: int
    today: dt.date

    def write(self, diary: Diary) -> None:
        """Put it into the diary."""
        for each in schemes_of(self.year):
            diary.on(at(dt.date(each.year, 2, 10), 9), partial(self._draft, each))
            diary.on(at(dt.date(each.year, 2, 12), 9), partial(self._adopt, each))
            if each.pledged:
                diary.on(at(dt.date(each.year, 2, 20), 14), partial(self._pledge, each))
            self._write_cycles(each, diary)
        month = dt.date(self.year - 1, 3, 1)
        while month < self.today:
            diary.on(at(month, 3), partial(run_for, month))
            month = month_after(month, 1)
        for objected in OBJECTED:
            self._write_objection(objected, diary)

    def _write_cycles(self, each: Drafted, diary: Diary) -> None:
        """The newest of this year's is told just now, or waits; all others went their way."""
        mixed = each.pattern.ordinary_percent > 0
        begun = spans_begun(each.year, each.pattern.cadence, self.today, with_year=mixed)
        settled = [span for span, _, until in begun if until + dt.timedelta(days=SETTLED) <= self.today]
        newest = settled[-1] if settled and each.year == self.year else ""
        for span, _, until in begun:
            told = until + dt.timedelta(days=10 if span == "year" and mixed else 7)
            if span == newest:
                told = self.today - dt.timedelta(days=TOLD_AGO)
            self._judge_and_compute(each, span, told, diary)
            if span != newest or not each.waits:
                self._review_and_tell(each, span, told, diary)
        if newest and each.name == FEEDBACK:
            raised = partial(self._object, replace(OPEN_ONE, span=newest), self.year)
            diary.on(at(self.today - dt.timedelta(days=1), 15), raised)

    def _judge_and_compute(self, each: Drafted, span: str, told: dt.date, diary: Diary) -> None:
        day = told - dt.timedelta(days=1)
        diary.on(at(day, 9), lambda: self._judge(self._cycle(each, span)))
        diary.on(at(day, 14), lambda: cycles.compute(self._cycle(each, span), by=self.cast.clerk))

    def _review_and_tell(self, each: Drafted, span: str, told: dt.date, diary: Diary) -> None:
        office, day = self.cast.office, told - dt.timedelta(days=1)
        over = told + dt.timedelta(days=max(OBJECTION_DAYS, each.pattern.publicise_days) + 1)
        diary.on(at(day, 15), lambda: cycles.review(self._cycle(each, span), by=office, opinion="同意"))
        diary.on(at(told, 9), lambda: cycles.announce(self._cycle(each, span), by=office))
        diary.on(at(over, 9), lambda: cycles.finalise(self._cycle(each, span), by=office))

    def _write_objection(self, objected: Objected, diary: Diary) -> None:
        """Raised a day after it was told, answered two days later."""
        spans = spans_begun(self.year - 1, "quarter", self.today)
        told = next(until for span, _, until in spans if span == objected.span) + dt.timedelta(days=7)
        diary.on(at(told + dt.timedelta(days=1)), partial(self._object, objected, self.year - 1))
        diary.on(at(told + dt.timedelta(days=3)), partial(self._answer, objected, self.year - 1))

    def _draft(self, each: Drafted) -> None:
        terms: dict[str, Any] = {**each.terms, "year": each.year}
        if each.basis:
            papers = Document.objects.filter(region=self.street, title=each.basis)
            terms["basis"] = papers.order_by("-issued_on").first()
        patterned.draft_from(each.pattern, self.street, by=self.cast.clerk, **terms)

    def _adopt(self, each: Drafted) -> None:
        schemes.adopt(self._scheme(each), by=self.cast.office, opinion="同意施行")

    def _pledge(self, each: Drafted) -> None:
        """Each secretary for the own village, one village one strategy."""
        indicator = Indicator.objects.get(scheme=self._scheme(each), name=each.pledged)
        rows = PartyOrg.objects.within(self.street).filter(level="general_branch").order_by("pk")
        for place, org in enumerate(rows):
            targets.pledge(
                indicator,
                ("party_org", org.pk),
                by=self.cast.of_unit[org.unit_id or 0],
                quantity=Decimal(2 + place % 4),
                requirement="与结对单位一起，至少一半在村居开展",
                standard="有纪实、有照片、有参与单位",
            )

    def _judge(self, cycle: Cycle) -> None:
        asked = cycle.scheme.indicators.filter(source=Source.JUDGEMENT, parent__is_bonus=False)
        everybody = assessed_in(cycle)
        for indicator in asked.order_by("ordinal"):
            judged = [
                judging.Judged(each.key, *judgement(indicator, place)) for place, each in enumerate(everybody)
            ]
            judging.judge(cycle, indicator, judged, by=self.cast.clerk)

    def _object(self, objected: Objected, year: int) -> None:
        unit = Unit.objects.get(name=objected.unit)
        result = self._result(objected, year)
        objections.raise_objection(
            result,
            by=self.cast.of_unit[unit.pk],
            text=objected.text,
            indicator=Indicator.objects.get(scheme=result.cycle.scheme, name=objected.indicator),
        )

    def _answer(self, objected: Objected, year: int) -> None:
        objection = self._result(objected, year).objections.get()
        if objected.points is None:
            objections.dismiss(objection, by=self.cast.office, answer=objected.answer)
        else:
            objections.uphold(objection, by=self.cast.office, answer=objected.answer, points=objected.points)

    def _result(self, objected: Objected, year: int) -> Result:
        cycle = Cycle.objects.get(
            scheme__region=self.street, scheme__year=year, scheme__name=FEEDBACK, span=objected.span
        )
        return Result.objects.current().get(cycle=cycle, unit__name=objected.unit)

    def _scheme(self, each: Drafted) -> Scheme:
        return Scheme.objects.get(region=self.street, year=each.year, name=each.name)

    def _cycle(self, each: Drafted, span: str) -> Cycle:
        return Cycle.objects.get(scheme=self._scheme(each), span=span)


def judgement(indicator: Indicator, place: int) -> tuple[Decimal, str]:
    """What somebody at that place of the list is given, and why: the same each time."""
    turn = place + indicator.ordinal
    if indicator.rule == Rule.LESS:
        absent = turn % ABSENT_EACH == 0
        return (Decimal(1), "集中活动缺席一次，未请假") if absent else (Decimal(0), "按签到记录，没有缺席")
    return indicator.full_marks - turn % 4, "查看资料、现场走访后评定"
