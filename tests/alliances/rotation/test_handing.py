"""Theme and plan, handing over, receiving; reminders of it all."""

import datetime as dt

import pytest
import time_machine

from alliances.models import Duty
from alliances.rotation.actions import (
    describe_duty,
    end_rotation,
    hand_over,
    override,
    publish_all,
    receive,
    remind_all,
)
from alliances.rotation.handover import handover_parts
from alliances.rotation.todos import handovers_due, handovers_to_receive
from portal.outbox.models import Outbox
from portal.refusals import Forbidden, Refusal
from tests import factories as make

pytestmark = pytest.mark.django_db
LAST_DAYS = dt.date(2026, 11, 28)


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(dt.datetime(2026, 11, 28, 2, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def rotation():
    """甲 has October, 乙 November, 甲 December."""
    made = make.rotation_of("甲", "乙", anchor=dt.date(2026, 10, 1), publish_ahead=2)
    publish_all(LAST_DAYS)
    return made


@pytest.fixture
def a(rotation):
    return make.liaison_of(rotation.seats.get(unit__name="甲").unit)


@pytest.fixture
def b(rotation):
    return make.liaison_of(rotation.seats.get(unit__name="乙").unit)


def duty(rotation, month):
    return rotation.duties.get(period__month=month)


def refused(act, *args, **kwargs):
    with pytest.raises(Refusal) as no:
        act(*args, **kwargs)
    return no.value.code


def keys():
    return sorted(Outbox.objects.filter(key__startswith="duty:").values_list("key", flat=True))


def test_the_unit_on_duty_writes_its_theme_and_plan(rotation, b):
    written = describe_duty(duty(rotation, 11), by=b, theme="健康义诊", plan="每周六")
    assert (written.theme, written.plan, written.version) == ("健康义诊", "每周六", 2)


def test_another_unit_does_not_and_staff_say_on_what_basis(rotation, a):
    with pytest.raises(Forbidden):
        describe_duty(duty(rotation, 11), by=a, theme="义诊", plan="")
    act = {"by": make.staff_of(), "theme": "义诊", "plan": ""}
    assert refused(describe_duty, duty(rotation, 11), **act) == "basis_needed"
    assert describe_duty(duty(rotation, 11), basis="电话", **act).theme == "义诊"


def test_a_handover_goes_from_one_unit_to_the_next(rotation, a, b):
    given = hand_over(duty(rotation, 11), by=b, note="义诊设备在一楼")
    assert given.handed_over_by == b
    told = Outbox.objects.get(key=f"duty:{given.pk}:handed:{given.version}")
    assert told.payload["user_ids"] == [a.pk]
    assert handovers_to_receive(a, 10).total == 1
    taken = receive(given, by=a)
    assert (taken.received_by, receive(given, by=a).version) == (a, taken.version)
    assert handovers_to_receive(a, 10).total == 0


def test_a_note_can_be_bettered_until_it_is_received(rotation, a, b):
    given = hand_over(duty(rotation, 11), by=b, note="设备在一楼")
    assert hand_over(given, by=b, note="设备在二楼").handover_note == "设备在二楼"
    receive(given, by=a)
    assert refused(hand_over, given, by=b, note="在三楼") == "received"
    assert refused(describe_duty, given, by=b, theme="", plan="") == "received"


def test_what_cannot_be_handed_over_is_refused_in_words(rotation, a, b):
    assert refused(hand_over, duty(rotation, 11), by=b, note=" ") == "note_needed"
    assert refused(hand_over, duty(rotation, 12), by=a, note="早") == "too_early"
    assert refused(receive, duty(rotation, 11), by=a) == "not_handed_over"
    with pytest.raises(Forbidden):
        receive(duty(rotation, 11), by=b)


def test_without_a_next_unit_the_office_receives(rotation):
    last = Duty.objects.latest("period")
    given = make.staff_of()
    hand_over(last, by=given, note="暂存党建办", basis="纸质", today=last.period)
    assert receive(last, by=given).received_by == given


def test_a_duty_that_was_handed_over_is_not_overridden(rotation, b):
    hand_over(duty(rotation, 11), by=b, note="已结")
    unit = duty(rotation, 12).holder
    assert refused(override, duty(rotation, 11), unit, by=make.staff_of(), reason="误") == "handed_over"


def test_nothing_is_written_of_a_period_that_is_not_held(rotation, a):
    end_rotation(rotation, by=make.staff_of(), reason="换届")
    assert refused(describe_duty, duty(rotation, 12), by=a, theme="", plan="") == "ended"


def test_the_pack_says_what_the_next_unit_plans(rotation, a, b):
    describe_duty(duty(rotation, 12), by=a, theme="送温暖", plan="")
    part = handover_parts(b, duty(rotation, 11))[-1]
    assert [(line.text, line.detail) for line in part.lines] == [("2026年12月 甲", "送温暖")]


def test_handovers_are_to_dos_from_three_days_before_the_end(rotation, a, b):
    assert [todo.title for todo in handovers_due(b, 10).items] == [f"2026年11月 {rotation.name}交接"]
    assert handovers_due(a, 10).total == 1  # October was never handed over
    with time_machine.travel(dt.datetime(2026, 11, 20, tzinfo=dt.UTC), tick=False):
        assert handovers_due(b, 10).total == 0


@pytest.mark.parametrize(
    ("day", "lead"), [("2026-11-01", 30), ("2026-11-16", 30), ("2026-11-17", 14), ("2026-11-28", 3)]
)
def test_reminders_come_30_14_and_3_days_ahead(rotation, day, lead):
    Outbox.objects.all().delete()
    ahead = duty(rotation, 12)
    remind_all(dt.date.fromisoformat(day))
    assert f"duty:{ahead.pk}:{ahead.holder_id}:{lead}" in keys()


def test_each_reminder_comes_once_however_often_the_job_runs(rotation):
    remind_all(LAST_DAYS)
    first = keys()
    assert remind_all(LAST_DAYS) == 0
    assert keys() == first


def test_after_days_without_the_job_only_the_nearest_reminder_comes(rotation):
    ahead = duty(rotation, 12)
    remind_all(LAST_DAYS)
    assert [key for key in keys() if key.startswith(f"duty:{ahead.pk}:")] == [
        f"duty:{ahead.pk}:{ahead.holder_id}:3"
    ]


def test_who_takes_a_duty_over_is_reminded_anew(rotation):
    remind_all(LAST_DAYS)
    unit = duty(rotation, 11).holder
    override(duty(rotation, 12), unit, by=make.staff_of(), reason="搬迁")
    remind_all(LAST_DAYS)
    assert f"duty:{duty(rotation, 12).pk}:{unit.pk}:3" in keys()


def test_an_ended_rotation_reminds_nobody_of_what_is_not_held(rotation):
    end_rotation(rotation, by=make.staff_of(), reason="换届")
    Outbox.objects.all().delete()
    remind_all(LAST_DAYS)
    assert not [key for key in keys() if key.startswith(f"duty:{duty(rotation, 12).pk}:")]


def test_a_district_wide_alliance_tells_the_units_own_people_wherever_they_are():
    alliance = make.AllianceFactory(region=make.district())
    rotation = make.RotationFactory(alliance=alliance, anchor=dt.date(2026, 12, 1))
    unit = make.member("区税务局")
    make.SeatFactory(rotation=rotation, unit=unit)
    liaison = make.liaison_of(unit)
    publish_all(LAST_DAYS)
    remind_all(LAST_DAYS)
    (ahead,) = Duty.objects.filter(period__month=12, period__year=2026)
    assert Outbox.objects.get(key=f"duty:{ahead.pk}:{unit.pk}:3").payload["user_ids"] == [liaison.pk]
    assert describe_duty(ahead, by=liaison, theme="送政策", plan="").theme == "送政策"
