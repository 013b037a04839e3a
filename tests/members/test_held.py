"""What is written out in SQL for every request says the same as the querysets say."""

import datetime as dt

import pytest

from members.held import held_by
from members.models import Appointment, Enrolment
from members.scope import scope_of
from tests import factories as make

pytestmark = pytest.mark.django_db
DAYS = [None, -1, 0, 1]


def on(days: int | None) -> dt.date | None:
    return None if days is None else dt.date.today() + dt.timedelta(days=days)  # noqa: DTZ011 -- only the distance


@pytest.mark.parametrize("until", DAYS)
@pytest.mark.parametrize("begun", [-2, 0, 1])
def test_what_is_held_is_what_is_in_force(begun: int, until: int | None) -> None:
    user = make.UserFactory()
    if until is None or until >= begun:
        at = {"from_on": on(begun), "until_on": on(until)}
        Appointment.objects.create(user=user, role="handler", region=make.street(), **at)
    assert [each.id for each in held_by(user)] == [each.pk for each in user.appointments.in_force()]


@pytest.mark.parametrize("until", DAYS)
@pytest.mark.parametrize("state", ["applied", "active", "suspended", "left"])
def test_the_scope_knows_which_of_ones_units_are_enrolled(state: str, until: int | None) -> None:
    if state == "left":
        until = until or 0
    row = make.EnrolmentFactory(state=state, until_on=on(until))
    pairs = Enrolment.objects.active().values_list("unit_id", "region_id")
    assert scope_of(make.liaison_of(row.unit)).enrolled == frozenset(pairs)


def test_an_office_of_a_district_holds_its_streets_and_itself() -> None:
    street, district = make.street(), make.district()
    (held,) = held_by(make.staff_of(district, roles=("supervisor",)))
    assert (sorted(held.within or ()), held.unit_id, held.line) == (
        sorted([street.pk, district.pk]),
        None,
        None,
    )
