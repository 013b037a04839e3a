"""Two at once, each on a connection of its own; and the control, where the lock is off."""

import datetime as dt
from functools import partial
from threading import Barrier

import pytest
from django.db import IntegrityError

from alliances.models import Duty, DutyChange, Rotation, Swap
from alliances.rotation import ahead
from alliances.rotation.actions import accept_swap, override, propose_swap, publish_all, swapping
from tests import factories as make
from tests.racing import PATIENCE, race

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = dt.date(2026, 11, 15)


def rotation_at_work():
    rotation = make.rotation_of("甲", "乙", "丙", anchor=dt.date(2026, 10, 1), publish_ahead=4)
    publish_all(TODAY)
    return rotation


def caught(act):
    """For a race: what was stopped by the database, by its name."""
    try:
        return act()
    except IntegrityError as stopped:
        return stopped.__cause__.diag.constraint_name


def test_eight_publishers_at_once_publish_once():
    rotation = make.rotation_of("甲", "乙", "丙", anchor=dt.date(2026, 1, 1))
    done = race([partial(publish_all, TODAY) for _ in range(8)])
    assert sorted(each.duties for each in done) == [0] * 7 + [23]
    assert Duty.objects.filter(rotation=rotation).count() == 23


def test_without_the_lock_the_second_publisher_meets_the_database(monkeypatch):
    """The control: both read before either writes, and only `duty_once_per_slot` is left to stop one."""
    make.rotation_of("甲", "乙", anchor=dt.date(2026, 11, 1))
    barrier = Barrier(2)

    def read_together(asked):
        found = nearest_of(asked)
        barrier.wait(PATIENCE)
        return found

    nearest_of = ahead.nearest_of
    monkeypatch.setattr(Rotation.objects.none().__class__, "select_for_update", lambda rows, **how: rows)
    monkeypatch.setattr(ahead, "nearest_of", read_together)
    done = race([partial(caught, partial(publish_all, TODAY)) for _ in range(2)])
    assert sorted(str(each) for each in done) == ["Published(duties=13, gaps={})", "duty_once_per_slot"]


def test_a_swap_accepted_twice_at_once_moves_each_duty_once():
    rotation = rotation_at_work()
    a, c = (make.liaison_of(rotation.seats.get(unit__name=name).unit) for name in "甲丙")
    ours, theirs = (rotation.duties.get(period__month=month) for month in (12, 1))
    swap = propose_swap(ours, theirs, by=c, today=TODAY)
    done = race([partial(accept_swap, swap, by=a, today=TODAY) for _ in range(2)])
    assert sorted(str(each) if isinstance(each, str) else each.state for each in done) == [
        "accepted",
        "wrong_state",
    ]
    assert DutyChange.objects.count() == 2


def test_accepting_and_overriding_at_once_leaves_one_holder_that_the_changes_tell():
    rotation = rotation_at_work()
    a, c = (make.liaison_of(rotation.seats.get(unit__name=name).unit) for name in "甲丙")
    ours, theirs = (rotation.duties.get(period__month=month) for month in (12, 1))
    unit, office = rotation.seats.get(unit__name="乙").unit, make.staff_of()
    swap = propose_swap(ours, theirs, by=c, today=TODAY)
    race(
        [
            partial(accept_swap, swap, by=a, today=TODAY),
            partial(override, theirs, unit, by=office, reason="换届", today=TODAY),
        ]
    )
    swap.refresh_from_db()
    last = DutyChange.objects.filter(duty=theirs).latest("id").to_unit
    assert Duty.objects.get(pk=theirs.pk).holder == last == unit
    assert swap.state in ("accepted", "void")


def test_without_the_lock_two_acceptances_both_go_on(monkeypatch):
    """The control: both find the proposal open, and only `duty_changed_once_per_swap` is left to stop one."""
    rotation = rotation_at_work()
    a, c = (make.liaison_of(rotation.seats.get(unit__name=name).unit) for name in "甲丙")
    ours, theirs = (rotation.duties.get(period__month=month) for month in (12, 1))
    swap = propose_swap(ours, theirs, by=c, today=TODAY)
    barrier = Barrier(2)

    def read_together(asked):
        related = (
            "duty_a__rotation__alliance__region",
            "duty_a__holder",
            "duty_b__holder",
            "unit_a",
            "unit_b",
        )
        found = Swap.objects.select_related(*related).get(pk=asked.pk)
        barrier.wait(PATIENCE)
        return found

    monkeypatch.setattr(swapping, "lock_swap", read_together)
    done = race([partial(caught, partial(accept_swap, swap, by=a, today=TODAY)) for _ in range(2)])
    assert [each for each in done if isinstance(each, str)] == ["duty_changed_once_per_swap"]
