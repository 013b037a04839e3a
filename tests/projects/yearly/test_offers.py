"""续认领 at publishing: a second time, a lead that is taken, a unit that is enrolled elsewhere by now."""

import pytest

from members.models import Enrolment
from projects.claims.states import ClaimState
from projects.listings.models import Project
from projects.models import Claim
from projects.yearly.renewals import offer_to_last_years
from tests import factories as make
from tests.projects.yearly.conftest import NEXT

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(project) -> Project:
    """The project of last year as it was published anew, before anybody was asked."""
    return make.ProjectFactory(unit=project.unit, year=NEXT, carried_from=project, capacity=None)


def offers(project: Project) -> list[tuple[str, str]]:
    found = Claim.objects.filter(project=project, kind="renewal", state="offered").order_by("ordinal")
    return list(found.values_list("unit__name", "part"))


def test_publishing_a_second_time_asks_nobody_twice(office, unit, project, now) -> None:
    make.ClaimFactory(project=project, unit=unit, state="closed")
    offer_to_last_years(now, office)
    Claim.objects.filter(project=now).update(state=ClaimState.LAPSED)
    offer_to_last_years(now, office)
    assert (Claim.objects.filter(project=now).count(), offers(now)) == (1, [])


def test_who_claimed_anew_already_is_not_asked(office, unit, project, now) -> None:
    make.ClaimFactory(project=project, unit=unit, state="closed")
    make.ClaimFactory(project=now, unit=unit, state="submitted")
    offer_to_last_years(now, office)
    assert offers(now) == []


def test_a_lead_whose_place_was_taken_is_asked_to_help(office, unit, project, now) -> None:
    make.ClaimFactory(project=project, unit=unit, state="closed", part="lead")
    make.ClaimFactory(project=now, unit=make.member("区税务局"), state="submitted", part="lead")
    offer_to_last_years(now, office)
    assert offers(now) == [(unit.name, "partner")]


def test_who_is_enrolled_in_another_street_only_is_not_asked(office, unit, project, now) -> None:
    make.ClaimFactory(project=project, unit=unit, state="closed")
    Enrolment.objects.filter(unit=unit).update(region=make.street("枫泾镇", "310116102"))
    offer_to_last_years(now, office)
    assert offers(now) == []
