"""Who sees what, from appointments alone."""

import datetime as dt

import pytest

from members.models import Appointment, Enrolment, Region, Unit, Zone
from members.scope import NOBODY, forget_scope, scope_of
from tests import factories as make

pytestmark = pytest.mark.django_db
MODELS = (Unit, Enrolment, Appointment, Zone)


@pytest.fixture
def two_streets() -> tuple[Unit, Unit]:
    """区财政局 in 朱泾 with a liaison, 别家 in 枫泾 with another, a zone in each."""
    here, there = make.member(), make.member("别家", make.street("枫泾镇", "310116102"))
    for unit in (here, there):
        region = unit.enrolments.get().region
        make.liaison_of(unit, region, username=unit.name)
        Zone.objects.create(region=region, name="片区")
    return here, there


def seen_by(user) -> list[int]:
    return [model.objects.visible_to(user).count() for model in MODELS]


def test_an_office_sees_its_street(two_streets) -> None:
    assert seen_by(make.staff_of(roles=("handler",))) == [1, 1, 2, 1]


def test_a_supervisor_of_the_district_sees_all_streets(two_streets) -> None:
    assert seen_by(make.staff_of(make.district(), roles=("supervisor",))) == [2, 2, 3, 2]


def test_a_liaison_sees_the_street_of_the_unit_and_its_own_appointments(two_streets) -> None:
    here, _ = two_streets
    make.member("邻居")
    assert seen_by(here.enrolments.get().appointments.get().user) == [2, 2, 1, 1]


def test_a_line_supervisor_sees_the_units_of_the_line_wherever_they_are(two_streets) -> None:
    user = make.appoint(make.UserFactory(), "line_supervisor")
    user.appointments.get().units.set([two_streets[1]])
    assert seen_by(user) == [1, 1, 1, 0]


def test_who_has_no_authority_sees_no_unit(two_streets) -> None:
    assert seen_by(make.UserFactory()) == [0, 0, 0, 0]
    assert scope_of(None) == NOBODY
    assert Region.objects.visible_to(make.UserFactory()).count() == 3


@pytest.mark.parametrize("days", [(1, None), (-9, -1)])
def test_authority_counts_from_its_first_day_to_its_last(days) -> None:
    today = dt.date.today()  # noqa: DTZ011 -- only the distance matters
    first, last = (today + dt.timedelta(days=day) if day else None for day in days)
    user = make.UserFactory()
    Appointment.objects.create(user=user, role="handler", region=make.street(), from_on=first, until_on=last)
    assert not scope_of(user).is_staff


@pytest.mark.parametrize(("state", "acts"), [("applied", 0), ("active", 1), ("suspended", 1), ("left", 0)])
def test_who_left_or_only_applied_is_not_acted_for(state: str, acts: int) -> None:
    row = make.EnrolmentFactory(state=state)
    assert len(scope_of(make.liaison_of(row.unit)).acts_for) == acts


def test_a_scope_is_read_once_and_can_be_forgotten(django_assert_num_queries) -> None:
    user = make.staff_of()
    with django_assert_num_queries(1):
        assert scope_of(user) is scope_of(user)
    user.appointments.all().delete()
    forget_scope(user)
    assert not scope_of(user).is_staff
