"""A project carried over: last year's units keep their places, paired units are first in those left."""

import pytest

from projects.claims.actions import claim_project
from projects.listings.actions import publish
from projects.listings.models import ListKind, Project
from projects.listings.publishing import Renewals
from projects.yearly.actions import carry_over
from tests import factories as make
from tests.projects.yearly.conftest import LAST, NEXT

pytestmark = pytest.mark.django_db


@pytest.fixture
def worked():
    return make.member("区财政局")


@pytest.fixture
def pairing(project, in_the_year):
    return make.filed_pairing(host=project.unit, partner=make.member("区税务局"))


def carried(project, worked, office, capacity: int | None) -> Project:
    make.ClaimFactory(project=project, unit=worked, state="closed")
    carry_over(make.street(), from_year=LAST, to_year=NEXT, kinds=[ListKind.PROJECT], by=office)
    Project.objects.filter(year=NEXT).update(capacity=capacity)
    return Project.objects.get(year=NEXT)


def first_in(project: Project) -> list[str]:
    return list(project.preferences.order_by("pk").values_list("unit__name", flat=True))


@pytest.mark.parametrize(("capacity", "names"), [(1, []), (2, ["区税务局"]), (None, ["区税务局"])])
def test_paired_units_are_first_in_what_the_renewals_leave(
    office, project, worked, pairing, capacity, names
) -> None:
    published = publish(carried(project, worked, office, capacity), by=office)
    assert (first_in(published), published.reserved_until is not None) == (names, bool(names))
    assert [claim.unit for claim in published.claims.all()] == [worked]


def test_last_years_unit_answers_its_offer_meanwhile(office, project, worked, pairing) -> None:
    published = publish(carried(project, worked, office, 2), by=office)
    assert claim_project(published, unit=worked, by=make.liaison_of(worked)).state == "submitted"


def test_whom_nobody_asks_leaves_the_place_to_the_paired(office, project, worked, pairing) -> None:
    draft = carried(project, worked, office, 1)
    assert first_in(publish(draft, by=office, renewals=Renewals(units=frozenset()))) == ["区税务局"]


def test_who_is_asked_to_renew_needs_no_preference(office, project, worked, pairing) -> None:
    make.filed_pairing(host=project.unit, partner=worked)
    assert first_in(publish(carried(project, worked, office, 3), by=office)) == ["区税务局"]
