"""Setting a rotation up and keeping its order: who may, what is refused, what stays."""

import datetime as dt

import pytest
import time_machine

from alliances.councils.actions import leave
from alliances.models import Duty, Exemption, Rotation, Seat
from alliances.rotation.actions import (
    add_seat,
    cancel_exemption,
    change_rotation,
    close_seat,
    end_rotation,
    found_rotation,
    grant_exemption,
    publish_all,
    reorder,
)
from alliances.rotation.previewing import preview_of
from alliances.rotation.todos import duties_to_override
from portal.refusals import Forbidden, Refusal
from portal.workflow.models import Step
from tests import factories as make

pytestmark = pytest.mark.django_db
NOVEMBER = dt.date(2026, 11, 15)


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(dt.datetime(2026, 11, 15, 2, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def office():
    return make.staff_of()


def chair(*names, **terms):
    terms = {"anchor": dt.date(2026, 10, 1), "publish_ahead": 2} | terms
    return make.rotation_of(*names, **terms)


def refused(act, *args, **kwargs):
    with pytest.raises(Refusal) as no:
        act(*args, **kwargs)
    return no.value.code


def units_of(rotation):
    return [duty.holder.name for duty in rotation.duties.order_by("period", "slot")]


def test_the_office_sets_up_a_rotation(office):
    fresh = make.RotationFactory.build(alliance=make.AllianceFactory())
    made = found_rotation(fresh, by=office)
    assert list(Step.objects.about(made).values_list("label", "by")) == [("建立轮值制度", office.pk)]


def test_a_unit_does_not():
    fresh = make.RotationFactory.build(alliance=make.AllianceFactory())
    with pytest.raises(Forbidden):
        found_rotation(fresh, by=make.liaison_of(make.member()))


@pytest.mark.parametrize(
    "terms",
    [{"anchor": dt.date(2026, 1, 2)}, {"cadence_months": 5}, {"slots": 0}, {"publish_ahead": 30}],
)
def test_terms_that_cannot_be_are_refused_in_words(office, terms):
    fresh = make.RotationFactory.build(alliance=make.AllianceFactory(), **terms)
    assert refused(found_rotation, fresh, by=office) == "odd_terms"


def test_two_of_one_name_and_a_dissolved_alliance_are_refused(office):
    there = make.RotationFactory()
    twin = make.RotationFactory.build(alliance=there.alliance, name=there.name)
    assert refused(found_rotation, twin, by=office) == "name_taken"
    gone = make.RotationFactory.build(alliance=make.AllianceFactory(state="dissolved"))
    assert refused(found_rotation, gone, by=office) == "dissolved"


def test_the_rhythm_changes_only_before_publishing(office):
    rotation = chair("甲")
    change_rotation(rotation, by=office, cadence_months=3)
    change_rotation(rotation, by=office, cadence_months=1, name="执行主席")
    publish_all(NOVEMBER)
    assert refused(change_rotation, rotation, by=office, cadence_months=3) == "published"
    assert change_rotation(rotation, by=office, cadence_months=1, rules="按月").version == 4


def test_what_is_ended_changes_no_more(office):
    rotation = chair("甲")
    assert refused(end_rotation, rotation, by=office, reason="") == "reason_needed"
    ended = end_rotation(rotation, by=office, reason="换届")
    assert end_rotation(rotation, by=office, reason="换届").ended_at == ended.ended_at
    assert refused(change_rotation, rotation, by=office, rules="") == "ended"
    assert refused(add_seat, rotation, make.UnitFactory(), by=office) == "ended"


def test_who_joins_sits_last_from_the_first_unpublished_period(office):
    rotation = chair("甲", "乙")
    publish_all(NOVEMBER)
    unit = make.MembershipFactory(alliance=rotation.alliance).unit
    seat = add_seat(rotation, unit, by=office)
    assert (seat.position, seat.from_on) == (30, dt.date(2027, 2, 1))


def test_a_unit_can_be_put_between_two_others(office):
    rotation = chair("甲", "乙")
    unit = make.MembershipFactory(alliance=rotation.alliance).unit
    add_seat(rotation, unit, by=office, position=15)
    publish_all(NOVEMBER)
    assert units_of(rotation) == ["甲", unit.name, "乙", "甲"]


def test_who_may_not_sit_is_told_why(office):
    rotation = chair("甲")
    seat = rotation.seats.get()
    assert refused(add_seat, rotation, seat.unit, by=office) == "already_seated"
    assert refused(add_seat, rotation, make.member(), by=office) == "not_member"
    unit = make.MembershipFactory(alliance=rotation.alliance).unit
    assert refused(add_seat, rotation, unit, by=office, position=seat.position) == "position_taken"


def test_who_leaves_is_planned_no_more_and_published_duties_wait_for_the_office(office):
    rotation = chair("甲", "乙")
    publish_all(NOVEMBER)
    seat = rotation.seats.get(unit__name="甲")
    assert refused(close_seat, seat, by=office, reason="") == "reason_needed"
    closed = close_seat(seat, by=office, reason="搬迁")
    assert (closed.until_on, close_seat(seat, by=office, reason="搬迁")) == (NOVEMBER, closed)
    publish_all(dt.date(2027, 1, 1))
    assert units_of(rotation) == ["甲", "乙", "甲", "乙", "乙", "乙"]
    (todo,) = duties_to_override(office, 10).items
    assert "2026年12月" in todo.title
    assert duties_to_override(office, 0).total == 1


def test_a_seat_that_was_never_in_force_goes(office):
    rotation = chair("甲")
    publish_all(NOVEMBER)
    unit = make.MembershipFactory(alliance=rotation.alliance).unit
    assert close_seat(add_seat(rotation, unit, by=office), by=office, reason="登记有误") is None
    assert rotation.seats.count() == 1
    add_seat(rotation, unit, by=office)


def test_who_leaves_the_alliance_leaves_its_rotations(office):
    rotation = chair("甲", "乙")
    seat = rotation.seats.get(unit__name="乙")
    leave(rotation.alliance.memberships.get(unit=seat.unit), by=office, left_by="来函")
    seat.refresh_from_db()
    assert (seat.until_on, seat.left_reason) == (NOVEMBER, "来函")


def test_a_new_order_begins_with_its_first_unit_and_the_first_unpublished_period(office):
    rotation = chair("甲", "乙", "丙", publish_ahead=1)
    publish_all(NOVEMBER)
    a, b, c = (seat.unit for seat in rotation.seats.order_by("position"))
    preview = preview_of(rotation, [b, a, c], NOVEMBER)
    reorder(rotation, [b, a, c], by=office)
    publish_all(dt.date(2027, 4, 1))
    assert units_of(rotation) == ["甲", "乙", "丙", "乙", "甲", "丙", "乙", "甲"]
    assert [row.unit for row in preview.rows[:7]] == units_of(rotation)[1:]


def test_looking_at_another_order_writes_nothing_and_says_who_would_move(office):
    rotation = chair("甲", "乙", publish_ahead=1)
    publish_all(NOVEMBER)
    before = (Duty.objects.count(), Seat.objects.count())
    a, b = (seat.unit for seat in rotation.seats.order_by("position"))
    preview = preview_of(rotation, [a, b], NOVEMBER)
    assert (preview.moved, preview.rows[2].unit, preview.rows[2].before) == (10, "甲", "乙")
    assert (Duty.objects.count(), Seat.objects.count()) == before


def test_exemptions_still_ahead_go_with_a_new_order(office):
    rotation = chair("甲", "乙")
    a, b = (seat.unit for seat in rotation.seats.order_by("position"))
    span = {"from_on": dt.date(2026, 11, 1), "until_on": dt.date(2026, 11, 30), "reason": "考务"}
    grant_exemption(rotation.seats.get(unit=b), by=office, **span)
    reorder(rotation, [a, b], by=office)
    publish_all(NOVEMBER)
    assert units_of(rotation)[:2] == ["甲", "甲"]
    assert [each.reason for each in Exemption.objects.all()] == ["考务"]


def test_an_order_names_each_unit_once(office):
    rotation = chair("甲")
    unit = rotation.seats.get().unit
    assert refused(reorder, rotation, [], by=office) == "nobody_in_order"
    assert refused(reorder, rotation, [unit, unit], by=office) == "twice_in_order"
    assert refused(reorder, rotation, [make.member()], by=office) == "not_member"


def test_an_exemption_concerns_what_is_not_yet_published(office):
    rotation = chair("甲", "乙")
    publish_all(NOVEMBER)
    seat = rotation.seats.get(unit__name="甲")
    past = {"from_on": dt.date(2026, 12, 1), "until_on": dt.date(2026, 12, 31)}
    assert refused(grant_exemption, seat, by=office, reason="考务", **past) == "published"
    ahead = {"from_on": dt.date(2027, 2, 1), "until_on": dt.date(2027, 2, 28)}
    assert refused(grant_exemption, seat, by=office, reason="", **ahead) == "reason_needed"
    turned = {"from_on": ahead["until_on"], "until_on": ahead["from_on"]}
    assert refused(grant_exemption, seat, by=office, reason="考务", **turned) == "dates_reversed"
    made = grant_exemption(seat, by=office, reason="考务", **ahead)
    assert refused(grant_exemption, seat, by=office, reason="考务", **ahead) == "already_exempt"
    cancelled = cancel_exemption(made, by=office)
    assert cancel_exemption(made, by=office).cancelled_at == cancelled.cancelled_at
    publish_all(dt.date(2026, 12, 1))
    assert units_of(rotation)[4] == "甲"


def test_a_liaison_grants_no_exemption():
    rotation = chair("甲")
    seat = rotation.seats.get()
    liaison = make.liaison_of(seat.unit)
    with pytest.raises(Forbidden):
        grant_exemption(seat, by=liaison, from_on=NOVEMBER, until_on=NOVEMBER, reason="忙")


def test_rotations_are_seen_by_whoever_sees_the_alliance():
    rotation = chair("甲")
    stranger = make.staff_of(make.street("枫泾镇", "310116102"))
    assert list(Rotation.objects.visible_to(make.liaison_of(rotation.seats.get().unit))) == [rotation]
    assert list(Rotation.objects.visible_to(stranger)) == []
