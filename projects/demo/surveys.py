"""Surveys of the demo: one of each kind is closed, and one is open with half of its links used.

How people answered is dealt out by their place in the row, so that every run has the same results.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from alliances.surveys import actions
from alliances.surveys.actions.answering import Said
from alliances.surveys.actions.drafting import Parts
from alliances.surveys.defaults import DEFAULTS
from alliances.surveys.models import JudgingSide, Survey, SurveyKind, SurveySubject
from members.models import PartyOrg, Region, Unit
from projects.demo.diary import Diary, at
from projects.demo.people import Cast

SUBJECTS, ANSWERS, PRINTED = 3, 12, 24
"""Subjects of a survey, answers of each side, links printed for each side."""

DAYS = 20
WAYS = (0, 0, 1, 0, 1, 2, 0)
"""Choices taken one after another, from the best on."""

REMARKS = ("楼道灯亮了，晚上回家放心多了。", "希望义诊每个季度都有。", "停车位还是紧张。")


@dataclass
class Surveys:
    """Last November's of each kind, and this year's 群众满意度, which ends five days from now."""

    cast: Cast
    street: Region
    year: int
    today: dt.date

    def write(self, diary: Diary) -> None:
        """Put it into the diary."""
        last = dt.date(self.year - 1, 11, 5)
        for kind in SurveyKind:
            diary.on(at(last, 9), partial(self._begin, kind, last, last + dt.timedelta(days=DAYS)))
            diary.on(at(last + dt.timedelta(days=5), 20), partial(self._answer, kind))
            diary.on(at(last + dt.timedelta(days=DAYS + 1), 9), partial(self._close, kind))
        begun = self.today - dt.timedelta(days=5)
        until = self.today + dt.timedelta(days=5)
        diary.on(at(begun, 9), partial(self._begin, SurveyKind.PUBLIC, begun, until))
        diary.on(at(begun, 20), partial(self._answer, SurveyKind.PUBLIC))

    def _begin(self, kind: SurveyKind, from_on: dt.date, until_on: dt.date) -> None:
        branches = PartyOrg.objects.within(self.street).standing().order_by("pk")[:SUBJECTS]
        units = Unit.objects.member_units().filter(enrolments__region=self.street).order_by("pk")[:SUBJECTS]
        parts = Parts(
            units=list(units) if kind == SurveyKind.PUBLIC else (),
            party_orgs=() if kind == SurveyKind.PUBLIC else list(branches),
            questions=DEFAULTS[kind].questions,
        )
        terms = {"kind": kind, "title": f"{from_on.year} 年{kind.label}", "takes_remarks": True}
        survey = actions.draft_survey(
            self.street, parts, by=self.cast.clerk, from_on=from_on, until_on=until_on, **terms
        )
        actions.open_survey(survey, by=self.cast.clerk)

    def _answer(self, kind: SurveyKind) -> None:
        survey = self._newest(kind)
        subjects = list(survey.subjects.order_by("pk"))
        for side in survey.sides.order_by("ordinal"):
            self._answer_for(survey, side, subjects)

    def _answer_for(self, survey: Survey, side: JudgingSide, subjects: Sequence[SurveySubject]) -> None:
        _, tokens = actions.make_links(survey, side, subjects, PRINTED, by=self.cast.clerk)
        asked = survey.questions.count()
        for place, token in enumerate(tokens[:ANSWERS]):
            remark = REMARKS[place] if place < len(REMARKS) else ""
            actions.answer(
                token,
                {
                    subject.pk: Said([WAYS[(place + n + q) % len(WAYS)] for q in range(asked)], remark)
                    for n, subject in enumerate(subjects)
                },
            )

    def _close(self, kind: SurveyKind) -> None:
        actions.close_survey(self._newest(kind), by=self.cast.office)

    def _newest(self, kind: SurveyKind) -> Survey:
        return Survey.objects.filter(region=self.street, kind=kind).latest("pk")
