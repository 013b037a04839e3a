"""Schemes to start from: each can be adopted as it is, and is the office's own afterwards."""

import pytest

from alliances.assessment.actions import schemes
from alliances.assessment.actions.patterned import draft_from
from alliances.assessment.models import Scheme
from alliances.assessment.patterns import PATTERNS
from alliances.assessment.readiness import problems_of
from tests import factories as make
from tests.alliances.assessment.world import order_of
from tests.alliances.pairing.test_pairing_pages import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return make.staff_of()


def drafted(name, staff, **terms):
    basis = make.DocumentFactory(kind="scheme")
    return draft_from(PATTERNS[name], make.street(), by=staff, **{"year": 2026, "basis": basis} | terms)


def test_there_are_six():
    assert len(PATTERNS) == 6


@pytest.mark.parametrize("name", PATTERNS)
def test_each_is_ready_as_it_stands_and_can_be_adopted(name, staff):
    made = drafted(name, staff)
    assert problems_of(made) == []
    assert len(order_of(made)) == sum(1 + len(group.leaves) for group in PATTERNS[name].groups)
    assert schemes.adopt(made, by=staff).state == "adopted"


@pytest.mark.parametrize("name", PATTERNS)
def test_each_leaf_has_a_name_of_its_own(name):
    names = [leaf.name for group in PATTERNS[name].groups for leaf in group.leaves]
    assert len(names) == len(set(names))


def test_grades_quotas_and_conditions_come_along(staff):
    made = drafted("five-stars", staff)
    grades = [(row.ordinal, row.name, row.at_least, row.quota_percent) for row in made.grades.all()]
    assert grades[:2] == [(1, "五星", 90, 10), (2, "四星", 80, 30)]
    assert [str(row) for row in made.conditions.all()] == ["创新项目不低于 1.00，否则最高“四星”"]


def test_units_are_never_graded(staff):
    made = drafted("five-stars", staff, purpose="feedback", publicise_days=0)
    assert (made.grades.count(), made.conditions.count()) == (0, 0)
    assert problems_of(made) == []


def test_the_office_starts_from_a_card(client, staff):
    client.force_login(staff)
    page = shown(client, "/assessment/schemes/new/")
    assert [pattern.name in page and pattern.source in page for pattern in PATTERNS.values()] == [True] * 6
    page = shown(client, "/assessment/schemes/new/five-stars/")
    assert 'value="党组织五星创评"' in page
    sent = {
        "region": make.street().pk,
        "name": "五星",
        "year": 2026,
        "purpose": "appraisal",
        "cadence": "year",
    }
    numbers = {"full_marks": 100, "ordinary_percent": 0, "objection_days": 5, "publicise_days": 5}
    page = shown(client, "/assessment/schemes/new/five-stars/", **sent | numbers)
    assert "考核须有依据文件" in page
    assert Scheme.objects.get().indicators.count() == 17
