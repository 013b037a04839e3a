"""Indicators that a survey gives: its index in hundredths of full marks, and the survey behind it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from alliances.assessment.actions import cycles as actions
from alliances.assessment.evidence import evidence_of
from tests import factories as make
from tests.alliances.assessment.cycles import result_of
from tests.alliances.pairing.world import shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_year", "kinds")]


@pytest.fixture
def unit():
    return make.member("区财政局")


@pytest.fixture
def cycle():
    scheme = make.SchemeFactory(cadence="year", full_marks=Decimal(20))
    group = make.IndicatorGroupFactory(scheme=scheme, full_marks=Decimal(20))
    make.IndicatorFactory(scheme=scheme, parent=group, source="survey", rule="marks", full_marks=Decimal(20))
    return make.CycleFactory(scheme=make.adopted(scheme), span="year", until_on=dt.date(2026, 12, 31))


def test_a_closed_survey_is_counted_in_hundredths(unit, cycle):
    # 72 of a hundred: 72 × 20 ÷ 100 = 14.4
    make.closed_survey(unit)
    score = result_of(actions.compute(cycle, by=None), unit).scores.get()
    assert (score.value, score.points) == (72, Decimal("14.4"))
    assert score.words == "测评 72 × 20 ÷ 100 = 14.4 分"


def test_fewer_than_five_answers_say_nothing(unit, cycle):
    make.closed_survey(unit, answers=[0] * 4)
    score = result_of(actions.compute(cycle, by=None), unit).scores.get()
    assert (score.value, score.points, score.words) == (None, None, "测评不足 5 份，暂不计")


def test_the_survey_is_behind_the_score(client, unit, cycle):
    survey = make.closed_survey(unit)
    result = result_of(actions.compute(cycle, by=None), unit)
    staff = make.staff_of()
    assert evidence_of(result.scores.get(), staff).surveys == (survey,)
    client.force_login(staff)
    page = shown(client, reverse("score", args=[result.pk, result.scores.get().pk]))
    assert reverse("survey", args=[survey.pk]) in page
