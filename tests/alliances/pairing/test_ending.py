"""Renewing, terminating, running out, and who is reminded."""

import datetime as dt
from functools import partial

import pytest

from alliances.models import Pairing
from alliances.pairing.actions import (
    end_passed,
    ending,
    remind_all,
    renew,
    terminate,
)
from tests import factories as make
from tests.alliances.pairing.world import a_world, draft, locking_after, now, refused, standing, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_year", "kinds")]
TODAY = dt.date(2026, 11, 20)
DECEMBER = dt.date(2026, 12, 31)


@pytest.fixture
def world():
    return a_world(answer_days=14)


def test_a_renewal_follows_with_the_same_undertakings(world):
    first = draft(world)
    make.CommitmentFactory(pairing=first, what="送课", due_on=DECEMBER)
    make.in_state(first, "filed")
    after = renew(first, by=world.other)
    assert (after.from_on, after.until_on, after.renews) == (
        dt.date(2027, 1, 1),
        DECEMBER.replace(year=2027),
        first,
    )
    assert list(after.commitments.values_list("what", "due_on")) == [("送课", None)]
    assert refused(partial(renew, first, by=world.other)) == "already_renewed"
    assert refused(partial(renew, after, by=world.other)) == "wrong_state"


def test_a_renewal_begins_today_where_the_last_one_is_long_over(world):
    first = standing(world, "expired", from_on=dt.date(2025, 1, 1), until_on=dt.date(2025, 12, 31))
    assert renew(first, by=world.staff).from_on == TODAY


def test_a_renewal_that_overlaps_in_its_round_is_refused(world):
    first = standing(world, "filed")
    draft(world, from_on=dt.date(2027, 6, 1), until_on=dt.date(2027, 12, 31))
    assert refused(partial(renew, first, by=world.staff)) == "already_paired"
    assert renew(first, by=world.staff, programme=make.ProgrammeFactory()).renews == first


def test_terminated_with_a_reason_it_ends_that_day(world):
    pairing = standing(world, "filed")
    assert refused(partial(terminate, pairing, by=world.other, reason="")) == "reason_needed"
    late = partial(terminate, pairing, by=world.other, reason="撤并", ended_on=dt.date(2027, 1, 1))
    assert refused(late) == "odd_day"
    ended = terminate(pairing, by=world.other, reason="撤并")
    assert (ended.ended_on, ended.is_in_force(TODAY), ended.is_in_force(TODAY + dt.timedelta(1))) == (
        TODAY,
        True,
        False,
    )


def test_one_that_never_began_was_never_in_force(world):
    pairing = standing(world, "filed", from_on=dt.date(2027, 1, 1), until_on=dt.date(2027, 12, 31))
    ended = terminate(pairing, by=world.staff, reason="改签")
    assert (ended.ended_on, ended.is_in_force(dt.date(2027, 5, 1))) == (None, False)
    assert list(Pairing.objects.in_force(dt.date(2027, 5, 1))) == []


def test_what_is_over_ends_as_expired_or_as_renewed(world):
    first = standing(world, "filed")
    second = standing(world, "filed", partner=world.tax)
    after = draft(world, renews=first, from_on=dt.date(2027, 1, 1), until_on=dt.date(2027, 12, 31))
    make.in_state(after, "filed")
    assert (end_passed(DECEMBER), end_passed(dt.date(2027, 1, 1)), end_passed(dt.date(2027, 1, 1))) == (
        0,
        2,
        0,
    )
    assert [now(each).state for each in (first, second, after)] == ["renewed", "expired", "filed"]
    assert set(Pairing.objects.in_force(DECEMBER)) == {first, second}


def test_reminders_come_thirty_and_seven_days_ahead_each_once(world):
    pairing = standing(world, "filed")
    days = [
        dt.date(2026, 11, 30),
        dt.date(2026, 12, 1),
        dt.date(2026, 12, 2),
        dt.date(2026, 12, 26),
        DECEMBER,
    ]
    assert [remind_all(day) for day in days] == [0, 1, 0, 1, 0]
    assert told(f"pairing:{pairing.pk}:ending") == [2, 2]


def test_one_that_is_being_renewed_needs_no_reminder(world):
    renew(standing(world, "filed"), by=world.staff)
    assert remind_all(DECEMBER) == 0


def test_one_terminated_while_the_job_waited_does_not_expire(world, monkeypatch):
    """The job read it as filed; under the lock it is not any more."""
    pairing = standing(world, "filed")
    ending_it = locking_after(terminate, pairing, by=world.other, reason="撤并")
    monkeypatch.setattr(ending, "lock_pairing", ending_it)
    assert (end_passed(dt.date(2027, 1, 1)), now(pairing).state) == (0, "terminated")
