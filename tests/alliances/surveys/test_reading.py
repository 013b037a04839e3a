"""What assessment reads: indices of closed surveys of a span, and the surveys behind one."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from alliances.surveys.reading import index_of, surveys_behind
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make.member("区财政局")


def read(unit, kind="public", days=1, **whom):
    """Of the days around today."""
    today, span = timezone.localdate(), dt.timedelta(days=days)
    asked = {"units": [unit.pk], "party_orgs": []} | whom
    return index_of(make.street(), kind, today - span, today + span, **asked)


def behind(user, key):
    today, day = timezone.localdate(), dt.timedelta(days=1)
    return surveys_behind(make.street(), "public", today - day, today + day, key, user)


def test_an_index_is_the_mean_by_answers(unit):
    # five answers of 72 on average and ten of 100: (5 × 72 + 10 × 100) ÷ 15 = 90.67
    make.closed_survey(unit)
    make.closed_survey(unit, answers=[0] * 10)
    assert read(unit) == {("unit", unit.pk): Decimal("90.67")}


def test_an_index_is_of_its_kind_its_days_and_its_subject(unit):
    make.closed_survey(unit)
    assert read(unit, kind="democratic") == {}
    assert read(unit, units=[]) == {}
    today = timezone.localdate()
    assert index_of(make.street(), "public", today + dt.timedelta(days=1), today, [unit.pk], []) == {}


def test_an_open_survey_says_nothing(unit):
    make.answered(make.opened_survey(unit), [0] * 5)
    assert read(unit) == {}


def test_four_answers_say_nothing(unit):
    make.closed_survey(unit, answers=[0] * 4)
    assert read(unit) == {}


def test_a_party_organisation_has_its_own_index(unit):
    branch = make.PartyOrgFactory(unit=unit)
    make.closed_survey(unit, party_orgs=[branch])
    assert read(unit, party_orgs=[branch.pk], units=[]) == {("party_org", branch.pk): Decimal("72.00")}


@pytest.mark.parametrize("others", [0, 3])
def test_an_index_of_many_is_one_query(unit, django_assert_num_queries, others):
    units = [unit, *(make.member(f"单位{n}") for n in range(others))]
    make.closed_survey(*units)
    region, today = make.street(), timezone.localdate()
    with django_assert_num_queries(1):
        found = index_of(region, "public", today, today, [each.pk for each in units], [])
    assert len(found) == len(units)


def test_behind_an_index_stand_the_surveys_that_one_may_see(unit):
    survey = make.closed_survey(unit)
    make.opened_survey(unit)
    key = ("unit", unit.pk)
    assert behind(make.staff_of(), key) == [survey]
    assert behind(make.liaison_of(unit), key) == [survey]
    assert behind(make.liaison_of(make.member("区税务局")), key) == []
    assert behind(make.staff_of(), ("party_org", unit.pk)) == []
