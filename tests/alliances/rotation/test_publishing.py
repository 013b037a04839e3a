"""公布: to the horizon and no further, once, in order, whatever happened to the clock or the job."""

import datetime as dt

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from alliances.models import Duty, Rotation
from alliances.rotation.actions import (
    add_seat,
    change_rotation,
    close_seat,
    end_rotation,
    grant_exemption,
    publish,
    publish_all,
)
from alliances.rotation.ahead import due_rotations
from alliances.rotation.planning import Last
from alliances.rotation.reading import Wanted, nearest_of
from alliances.rotation.tasks import publish_duties
from portal.outbox.models import Outbox
from portal.refusals import Forbidden
from tests import factories as make

pytestmark = pytest.mark.django_db
NOVEMBER = dt.date(2026, 11, 15)


def held(rotation):
    """Who holds each period, in order."""
    rows = Duty.objects.filter(rotation=rotation).order_by("period", "slot")
    return [(f"{duty.period:%Y-%m}", duty.holder.name) for duty in rows.select_related("holder")]


def rotation(*names, **terms):
    return make.rotation_of(*names, anchor=dt.date(2026, 10, 1), publish_ahead=2, **terms)


def test_publishing_goes_from_the_first_period_to_the_horizon():
    chair = rotation("甲", "乙", "丙")
    assert publish_all(NOVEMBER).duties == 4
    assert held(chair) == [("2026-10", "甲"), ("2026-11", "乙"), ("2026-12", "丙"), ("2027-01", "甲")]


def test_publishing_again_changes_nothing():
    chair = rotation("甲", "乙")
    publish_all(NOVEMBER)
    before = list(Duty.objects.values_list())
    assert publish_all(NOVEMBER) == (0, {})
    assert publish(chair, by=None, today=NOVEMBER).duties == 0
    assert list(Duty.objects.values_list()) == before


def test_a_clock_that_stands_too_early_publishes_nothing():
    rotation("甲", "乙")
    publish_all(NOVEMBER)
    assert publish_all(dt.date(2020, 1, 1)).duties == 0


def test_what_is_published_stays_when_somebody_joins_or_leaves():
    chair = rotation("甲", "乙")
    publish_all(NOVEMBER)
    before = held(chair)
    office = make.staff_of(chair.alliance.region)
    add_seat(chair, make.MembershipFactory(alliance=chair.alliance).unit, by=office)
    close_seat(chair.seats.get(unit__name="乙"), by=office, reason="搬迁", until_on=NOVEMBER)
    publish_all(dt.date(2027, 2, 1))
    assert held(chair)[:4] == before
    assert [unit for _, unit in held(chair)[4:]].count("乙") == 0


def test_where_everybody_is_exempt_the_office_is_told_once_and_publishing_waits():
    chair = rotation("甲")
    office = make.staff_of(chair.alliance.region)
    exempt = {"from_on": dt.date(2026, 12, 1), "until_on": dt.date(2026, 12, 31), "reason": "系统检修"}
    grant_exemption(chair.seats.get(), by=office, **exempt)
    gap = {chair.pk: dt.date(2026, 12, 1)}
    assert publish_all(NOVEMBER) == (2, gap)
    assert publish_all(NOVEMBER) == (0, gap)
    notice = Outbox.objects.get(key=f"rotation:{chair.pk}:gap:2026-12-01")
    assert notice.payload["user_ids"] == [office.pk]
    assert "下期待定" in notice.payload["notice"]["title"]


def test_a_gap_is_filled_by_who_joins():
    chair = rotation()
    assert publish_all(NOVEMBER).duties == 0
    unit = make.MembershipFactory(alliance=chair.alliance).unit
    add_seat(chair, unit, by=make.staff_of(chair.alliance.region))
    assert publish_all(NOVEMBER) == (4, {})


def test_more_slots_hold_from_the_first_unpublished_period():
    chair = rotation("甲", "乙", "丙")
    publish_all(NOVEMBER)
    change_rotation(chair, by=make.staff_of(chair.alliance.region), slots=2)
    publish_all(dt.date(2026, 12, 1))
    assert held(chair)[4:] == [("2027-02", "乙"), ("2027-02", "丙")]


def test_an_ended_rotation_publishes_no_more_and_what_lay_ahead_does_not_stand():
    chair = rotation("甲", "乙")
    publish_all(NOVEMBER)
    with time_machine.travel(dt.datetime(2026, 11, 20, tzinfo=dt.UTC), tick=False):
        end_rotation(chair, by=make.staff_of(chair.alliance.region), reason="换届")
    assert publish_all(dt.date(2027, 6, 1)) == (0, {})
    assert [duty.period.month for duty in Duty.objects.standing()] == [10, 11]


def test_a_liaison_cannot_publish():
    chair = rotation("甲")
    liaison = make.liaison_of(chair.seats.get().unit, chair.alliance.region)
    with pytest.raises(Forbidden):
        publish(chair, by=liaison, today=NOVEMBER)


@pytest.mark.parametrize("rotations", [1, 5])
def test_many_rotations_take_no_more_queries(rotations, django_assert_num_queries):
    for each in make.RotationFactory.create_batch(rotations, anchor=dt.date(2026, 10, 1), publish_ahead=2):
        make.SeatFactory.create_batch(2, rotation=each)
    with django_assert_num_queries(9):
        assert publish_all(NOVEMBER).duties == 4 * rotations


@pytest.mark.parametrize(("position", "next_ones"), [(-1, "甲乙"), (20, "丙丁"), (40, "戊甲"), (50, "甲乙")])
def test_of_a_long_order_the_places_next_in_turn_are_read(position, next_ones):
    chair = rotation(*"甲乙丙丁戊")
    last = Last(dt.date(2026, 9, 1), position)
    nearest = nearest_of({chair.pk: Wanted(last, 2)})[chair.pk]
    names = dict(chair.seats.values_list("pk", "unit__name"))
    assert "".join(names[place.seat] for place in nearest.places) == next_ones


def left(chair, name, office):
    close_seat(chair.seats.get(unit__name=name), by=office, reason="搬迁", until_on=NOVEMBER)


def exempted(chair, name, office):
    exempt = {"from_on": dt.date(2026, 11, 1), "until_on": dt.date(2027, 12, 31), "reason": "装修"}
    grant_exemption(chair.seats.get(unit__name=name), by=office, **exempt)


@pytest.mark.parametrize("passed_over", [left, exempted])
def test_for_who_cannot_serve_the_whole_order_is_read(passed_over, django_assert_num_queries):
    chair, untouched = rotation(*"甲乙丙丁戊"), rotation(*"己庚辛壬癸")
    publish_all(dt.date(2026, 10, 15))
    passed_over(chair, "丁", make.staff_of(chair.alliance.region))
    with django_assert_num_queries(12):
        assert publish_all(NOVEMBER).duties == 2
    assert [held(each)[-1] for each in (chair, untouched)] == [("2027-01", "戊"), ("2027-01", "壬")]


def test_twenty_four_months_with_two_schedulers_and_an_outage_make_24_duties_in_order():
    """Both run each day, some days twice; for two months over the turn of the year neither does."""
    chair = make.rotation_of("甲", "乙", "丙", anchor=dt.date(2025, 1, 1), publish_ahead=1)
    day = dt.date(2024, 12, 31)
    while day < dt.date(2026, 12, 1):
        if not dt.date(2025, 11, 20) < day < dt.date(2026, 1, 20):
            publish_all(day)
            publish_all(day)
        day += dt.timedelta(days=5)
    expected = [(f"{2025 + n // 12}-{n % 12 + 1:02d}", "甲乙丙"[n % 3]) for n in range(24)]
    assert held(chair)[:24] == expected
    assert Duty.objects.filter(period__lt=dt.date(2027, 1, 1)).count() == 24


@pytest.mark.parametrize(
    ("moment", "on_duty"),
    [
        ("2026-12-31T15:30:00+00:00", "丙"),  # 23:30 in Shanghai
        ("2026-12-31T16:30:00+00:00", "甲"),  # 00:30 on 1 January in Shanghai, still 31 December in UTC
    ],
)
def test_the_month_turns_at_midnight_in_shanghai(moment, on_duty):
    rotation("甲", "乙", "丙")
    publish_all(NOVEMBER)
    with time_machine.travel(dt.datetime.fromisoformat(moment), tick=False):
        assert [duty.holder.name for duty in Duty.objects.on(timezone.localdate())] == [on_duty]


@pytest.mark.parametrize(("cadence", "first"), [(2, 10), (3, 10), (6, 10), (12, 10)])
def test_longer_periods_are_on_duty_all_the_while(cadence, first):
    make.rotation_of("甲", "乙", anchor=dt.date(2026, first, 1), cadence_months=cadence, publish_ahead=1)
    publish_all(NOVEMBER)
    start = dt.date(2026, first, 1)
    for day in (start, NOVEMBER):
        assert [duty.period for duty in Duty.objects.on(day)] == [start]
    assert not Duty.objects.on(start - dt.timedelta(days=1)).exists()


def test_the_daily_job_asks_the_database_what_day_it_is():
    """A worker whose clock is years ahead publishes what the others would."""
    chair = make.rotation_of("甲", "乙", anchor=timezone.localdate().replace(day=1), publish_ahead=1)
    with time_machine.travel(dt.datetime(2039, 1, 1, tzinfo=dt.UTC), tick=False):
        publish_duties()
    assert Duty.objects.filter(rotation=chair).count() == 2


def test_the_command_publishes_without_a_worker(capsys):
    rotation("甲", "乙")
    call_command("publish_duties", today=dt.date(2026, 11, 15))
    assert capsys.readouterr().out.splitlines()[0] == "公布轮值 4 期，提醒 2 条。"


@pytest.mark.parametrize("today", ["2041-01-01", "昨天"])
def test_the_command_refuses_days_that_cannot_be_meant(today):
    with pytest.raises(CommandError):
        call_command("publish_duties", "--today", today)
    assert not Duty.objects.exists()


def test_rotations_that_are_up_to_date_are_not_locked():
    chair = rotation("甲", "乙")
    publish_all(NOVEMBER)
    Rotation.objects.filter(pk=chair.pk).update(rules="每月一家")
    assert due_rotations(NOVEMBER) == []
