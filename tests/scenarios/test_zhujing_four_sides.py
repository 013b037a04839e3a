"""朱泾 四指同评: four sides judge a village's party organisation, each by itself, nobody by name.

The article names 四指同评 without its terms; its four sides and their equal weights are the portal's own.
"""

from decimal import Decimal

import pytest

from alliances.assessment.actions import cycles
from alliances.surveys.actions import close_survey
from alliances.surveys.models import SurveyKind
from alliances.surveys.results import results_of
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_year", "kinds")]

CHOICES = {"上级党组织": [0] * 5, "驻区单位": [0, 0, 1, 1, 1], "党员": [1] * 6, "群众": [0, 1, 2, 3]}
"""好, 较好, 一般, 差 by their places: 100, 80, 60 and 0 points. Only four of the public answer."""


@pytest.fixture
def branch():
    village = make.EnrolmentFactory(unit__name="五龙村", unit__kind=make.kind("村")).unit
    return make.PartyOrgFactory(name="五龙村党总支", unit=village)


@pytest.fixture
def closed(branch):
    survey = make.opened_survey(kind=SurveyKind.FOUR_SIDES, title="四指同评", party_orgs=[branch])
    for side in survey.sides.all():
        make.answered(survey, CHOICES[side.name], side)
    return close_survey(survey, by=None)


def test_a_side_of_four_answers_is_not_shown_and_not_counted(closed):
    about = results_of(closed, closed.subjects.all())[0]
    assert [(side.side, side.ballots) for side in about.sides] == [
        ("上级党组织", 5),
        ("驻区单位", 5),
        ("党员", 6),
        ("群众", None),
    ]
    # 100; (2 × 100 + 3 × 80) ÷ 5 = 88; 80: (100 + 88 + 80) ÷ 3 = 89.33.
    assert about.index == Decimal("89.33")


def test_it_feeds_the_villages_appraisal(branch, closed):
    scheme = make.SchemeFactory(purpose="appraisal", cadence="year", full_marks=Decimal(20))
    group = make.IndicatorGroupFactory(scheme=scheme, full_marks=Decimal(20))
    make.IndicatorFactory(
        scheme=scheme,
        parent=group,
        source="survey",
        survey_kind=SurveyKind.FOUR_SIDES,
        rule="marks",
        full_marks=Decimal(20),
    )
    cycle = make.CycleFactory(scheme=make.adopted(scheme), span="year", until_on="2026-12-31")
    result = cycles.compute(cycle, by=None).results.get(party_org=branch)
    # 89.33 × 20 ÷ 100 = 17.866, to the hundredth 17.87.
    assert result.total == Decimal("17.87")
