"""Two at once: the second finds what the first did."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from members.models import Enrolment, Region
from members.people.actions import appoint
from members.places.actions import add_below
from members.units.actions import enrol_unit
from portal.refusals import Refusal
from tests import factories as make

AT_ONCE = 6


def race(act: Callable[[], object]) -> list[object]:
    """What each of several threads got: a result, or the code of a refusal."""
    start = Barrier(AT_ONCE)

    def run(_: int) -> object:
        try:
            start.wait(timeout=10)
            return act()
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(AT_ONCE)))


@pytest.mark.django_db(transaction=True)
def test_a_unit_is_enrolled_once() -> None:
    unit, street = make.UnitFactory(), make.street()
    got = race(lambda: enrol_unit(unit, street, by=None).state)
    assert sorted(got) == ["active"] + ["already_enrolled"] * (AT_ONCE - 1)
    assert Enrolment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_every_new_place_has_a_code_of_its_own() -> None:
    village = make.neighbourhood().neighbourhood
    got = race(lambda: add_below(village, "网格", by=None).code)
    assert sorted(got) == [f"{village.code}{number:03d}" for number in range(1, AT_ONCE + 1)]
    assert Region.objects.filter(level="grid").count() == AT_ONCE


@pytest.mark.django_db(transaction=True)
def test_an_authority_is_given_once() -> None:
    row, user = make.EnrolmentFactory(), make.UserFactory()
    got = race(lambda: appoint(user, "liaison", by=None, enrolment=row).pk)
    assert len(set(got)) == 1
    assert user.appointments.count() == 1
