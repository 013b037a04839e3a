"""Meetings are prepared, called in time, changed, held, cancelled; the right follows the duty."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.meetings import actions
from alliances.models import Invitation, Meeting
from portal.models import Outbox
from portal.refusals import Forbidden, Refusal
from portal.workflow.models import Step
from tests import factories as make
from tests.alliances.meetings.world import (
    a_duty,
    a_meeting,
    a_resolution,
    a_world,
    hand_over,
    in_days,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return a_world()


def draft(world, **terms):
    fields = {"title": "三季度联席会议", "place": "三楼会议室", "starts_at": in_days(7)}
    return Meeting(**({"alliance": world.alliance} | fields | terms))


def titles():
    return sorted(row.payload["notice"]["title"] for row in Outbox.objects.filter(kind="notice"))


def refused(act, code):
    with pytest.raises(Refusal) as refusal:
        act()
    assert refusal.value.code == code
    return refusal.value.sentence


def test_a_draft_asks_all_members_of_its_day(world):
    make.MembershipFactory(alliance=world.alliance, until_on=timezone.localdate())
    made = actions.prepare_meeting(draft(world), by=world.staff)
    asked = set(made.invitations.values_list("unit__name", flat=True))
    assert (made.state, asked) == ("draft", {"区财政局", "区税务局", "钟楼居民区"})


def test_a_draft_asks_those_of_the_chosen_roles(world):
    world.alliance.memberships.filter(unit=world.tax).update(role="council")
    made = actions.prepare_meeting(draft(world, kind="council"), by=world.staff, roles=["council"])
    assert [each.unit for each in made.invitations.all()] == [world.tax]


def test_only_the_office_and_the_unit_on_duty_prepare_meetings(world):
    with pytest.raises(Forbidden):
        actions.prepare_meeting(draft(world), by=world.liaison)
    with pytest.raises(Forbidden):
        actions.prepare_meeting(draft(world), by=make.staff_of(make.street("枫泾镇", "310116102")))


def test_the_unit_on_duty_prepares_and_calls_its_periods_meeting(world):
    duty = a_duty(world, world.finance, timezone.localdate(in_days(7)))
    made = actions.prepare_meeting(draft(world), by=world.liaison)
    called = actions.call_meeting(made, by=world.liaison)
    assert (made.duty, called.state) == (duty, "called")


def test_after_a_swap_the_new_holder_may_and_the_old_may_not(world):
    duty = a_duty(world, world.finance, timezone.localdate(in_days(7)))
    made = actions.prepare_meeting(draft(world), by=world.liaison)
    hand_over(duty, world.tax, world.staff)
    with pytest.raises(Forbidden):
        actions.call_meeting(made, by=world.liaison)
    assert actions.call_meeting(made, by=world.other).state == "called"


def test_the_unit_on_duty_cannot_move_a_meeting_out_of_its_period(world):
    a_duty(world, world.finance, timezone.localdate(in_days(7)))
    made = actions.prepare_meeting(draft(world), by=world.liaison)
    late = in_days(70)
    refused(lambda: actions.change_meeting(made, by=world.liaison, starts_at=late), "not_your_period")


def test_a_meeting_does_not_end_before_it_starts(world):
    odd = draft(world, ends_at=in_days(6))
    refused(lambda: actions.prepare_meeting(odd, by=world.staff), "ends_before_start")


def test_a_dissolved_alliance_calls_nobody(world):
    world.alliance.state = "dissolved"
    world.alliance.save()
    refused(lambda: actions.prepare_meeting(draft(world), by=world.staff), "dissolved")


def test_the_draft_asks_exactly_those_chosen(world):
    further = make.member("区统计局")
    meeting = a_meeting(world)
    actions.choose_units(meeting, [world.tax, further], by=world.staff)
    assert set(meeting.invitations.values_list("unit__name", flat=True)) == {"区税务局", "区统计局"}


def test_units_not_on_the_rolls_are_not_asked(world):
    stranger = make.member("枫泾小学", make.street("枫泾镇", "310116102"))
    refused(lambda: actions.choose_units(a_meeting(world), [stranger], by=world.staff), "not_enrolled")


def test_who_is_asked_after_the_calling_hears_at_once(world):
    meeting, further = a_meeting(world, "called"), make.member("区统计局")
    make.liaison_of(further)
    actions.ask_further(meeting, [further, world.tax], by=world.staff)
    actions.ask_further(meeting, [further], by=world.staff)
    assert meeting.invitations.count() == 4
    assert titles() == [f"会议通知：{meeting.title}"]


def test_the_units_of_a_called_meeting_are_not_chosen_anew(world):
    meeting = a_meeting(world, "called")
    refused(lambda: actions.choose_units(meeting, [world.tax], by=world.staff), "wrong_state")
    held = a_meeting(world, "held")
    refused(lambda: actions.ask_further(held, [world.tax], by=world.staff), "wrong_state")


def test_calling_keeps_the_charters_days_and_tells_the_people_in_ten_minutes(world):
    called = actions.call_meeting(a_meeting(world), by=world.staff)
    row = Outbox.objects.get(kind="notice")
    assert (called.notice_days, called.urgent_reason) == (3, "")
    people = {world.liaison.pk, world.other.pk, world.hood_liaison.pk}
    assert set(row.payload["user_ids"]) == people
    assert row.due_at - called.called_at == dt.timedelta(minutes=10)


def test_the_notice_lists_what_is_still_open(world):
    a_resolution(world, text="协助安装楼道灯")
    a_resolution(world, "closed", text="捐赠图书")
    actions.call_meeting(a_meeting(world), by=world.staff)
    body = Outbox.objects.get(kind="notice").payload["notice"]["body"]
    assert "上次会议未销号 1 项：协助安装楼道灯。" in body


def test_the_office_hears_of_units_that_nobody_speaks_for(world):
    meeting = a_meeting(world)
    make.InvitationFactory(meeting=meeting, unit=make.member("区统计局"))
    actions.call_meeting(meeting, by=world.staff)
    assert titles() == sorted(
        [f"会议通知：{meeting.title}", f"区统计局 1 家没有联络员，请电话通知：{meeting.title}"]
    )


def test_called_twice_is_refused(world):
    meeting = a_meeting(world)
    actions.call_meeting(meeting, by=world.staff)
    refused(lambda: actions.call_meeting(meeting, by=world.staff), "wrong_state")


def test_nobody_asked_is_nobody_called(world):
    meeting = make.MeetingFactory(alliance=world.alliance)
    refused(lambda: actions.call_meeting(meeting, by=world.staff), "nobody_asked")


def test_called_too_late_says_the_earliest_day_unless_it_is_urgent(world):
    meeting = a_meeting(world, starts_at=in_days(2))
    sentence = refused(lambda: actions.call_meeting(meeting, by=world.staff), "too_late")
    assert f"最早可定在 {timezone.localdate() + dt.timedelta(days=3):%Y-%m-%d}" in sentence
    called = actions.call_meeting(meeting, by=world.staff, urgent_reason="防汛需要")
    assert (called.state, called.urgent_reason) == ("called", "防汛需要")


@pytest.mark.parametrize(("hour", "in_time"), [("2026-05-31T23:30", True), ("2026-06-01T00:30", False)])
def test_half_past_midnight_in_shanghai_is_the_next_day(world, hour, in_time):
    now = dt.datetime.fromisoformat(f"{hour}:00+08:00")
    starts = dt.datetime.fromisoformat("2026-06-03T00:30:00+08:00")
    meeting = a_meeting(world, starts_at=starts)
    if in_time:
        assert actions.call_meeting(meeting, by=world.staff, now=now).state == "called"
    else:
        refused(lambda: actions.call_meeting(meeting, by=world.staff, now=now), "too_late")


def test_a_past_meeting_is_not_called(world):
    meeting = a_meeting(world, starts_at=timezone.now() - dt.timedelta(hours=1))
    refused(lambda: actions.call_meeting(meeting, by=world.staff, urgent_reason="急"), "in_the_past")


def test_calling_is_taken_back_with_its_notice(world):
    called = actions.call_meeting(a_meeting(world), by=world.staff)
    undone = actions.undo_meeting(called, by=world.staff)
    assert (undone.state, undone.called_at, Outbox.objects.count()) == ("draft", None, 0)


def test_calling_is_not_taken_back_once_somebody_answered(world):
    called = actions.call_meeting(a_meeting(world), by=world.staff)
    invitation = called.invitations.get(unit=world.tax)
    Invitation.objects.filter(pk=invitation.pk).update(answer="attend", answered_at=timezone.now())
    refused(lambda: actions.undo_meeting(called, by=world.staff), "answered")


def test_those_asked_hear_that_it_moved(world):
    meeting = a_meeting(world, "called", notice_days=3)
    actions.change_meeting(meeting, by=world.staff, place="二楼报告厅")
    assert titles() == [f"会议有变动：{meeting.title}"]
    assert Step.objects.about(meeting).get().label == "变更时间地点"


def test_another_title_or_nothing_at_all_tells_nobody(world):
    meeting = a_meeting(world, "called")
    changed = actions.change_meeting(meeting, by=world.staff, notes="请带材料")
    same = actions.change_meeting(meeting, by=world.staff, notes="请带材料", place=meeting.place)
    assert (changed.version, same.version, titles()) == (2, 2, [])


def test_another_day_wants_the_charters_notice_again(world):
    meeting = a_meeting(world, "called", notice_days=3)
    soon = in_days(1)
    refused(lambda: actions.change_meeting(meeting, by=world.staff, starts_at=soon), "too_late")
    moved = actions.change_meeting(meeting, by=world.staff, starts_at=soon, urgent_reason="领导调研")
    assert moved.urgent_reason == "领导调研"


def test_another_hour_of_the_same_day_does_not(world):
    meeting = a_meeting(world, "called", starts_at=in_days(1, 9), notice_days=3, urgent_reason="急")
    moved = actions.change_meeting(meeting, by=world.staff, starts_at=in_days(1, 15))
    assert moved.starts_at == in_days(1, 15)


def test_what_was_held_is_not_moved(world):
    meeting = a_meeting(world, "held")
    refused(lambda: actions.change_meeting(meeting, by=world.staff, place="别处"), "wrong_state")


def test_a_meeting_is_held_on_its_day_and_when_it_was_to_begin(world):
    meeting = a_meeting(world, "called")
    refused(lambda: actions.hold_meeting(meeting, by=world.staff), "not_yet")
    later = meeting.starts_at + dt.timedelta(days=2)
    assert actions.hold_meeting(meeting, by=world.staff, now=later).held_at == meeting.starts_at


def test_holding_is_taken_back_until_something_came_of_it(world):
    meeting = a_meeting(world, "called", starts_at=timezone.now() - dt.timedelta(minutes=1))
    held = actions.hold_meeting(meeting, by=world.staff)
    assert actions.undo_meeting(held, by=world.staff).state == "called"
    held = actions.hold_meeting(meeting, by=world.staff)
    a_resolution(world, meeting=held)
    refused(lambda: actions.undo_meeting(held, by=world.staff), "has_resolutions")


def test_cancelling_says_why_and_tells_who_heard_of_it(world):
    meeting = a_meeting(world, "called")
    refused(lambda: actions.cancel_meeting(meeting, by=world.staff, reason=" "), "reason_needed")
    cancelled = actions.cancel_meeting(meeting, by=world.staff, reason="台风")
    assert (cancelled.state, cancelled.cancel_reason) == ("cancelled", "台风")
    assert titles() == [f"会议取消：{meeting.title}"]


def test_who_was_not_told_yet_hears_of_no_cancelling(world):
    called = actions.call_meeting(a_meeting(world), by=world.staff)
    actions.cancel_meeting(called, by=world.staff, reason="填错了")
    actions.cancel_meeting(a_meeting(world), by=world.staff, reason="不开了")
    assert titles() == []


def test_drafts_are_seen_by_office_and_unit_on_duty_and_called_ones_by_members(world):
    duty = a_duty(world, world.finance, timezone.localdate(in_days(7)))
    one, two = a_meeting(world, duty=duty), a_meeting(world, "called")

    def seen(user):
        return set(Meeting.objects.visible_to(user))

    assert seen(world.staff) == seen(world.liaison) == {one, two}
    assert seen(world.other) == {two}
    assert seen(make.staff_of(make.street("枫泾镇", "310116102"))) == set()


def test_those_asked_still_see_a_meeting_that_was_cancelled(world):
    meeting = actions.cancel_meeting(a_meeting(world, "called"), by=world.staff, reason="台风")
    assert list(Meeting.objects.visible_to(world.other)) == [meeting]


def test_where_the_office_moves_a_meeting_it_belongs_to_the_duty_of_the_new_day(world):
    first, later = in_days(7), in_days(70)
    duty = a_duty(world, world.finance, timezone.localdate(first))
    after = a_duty(world, world.tax, timezone.localdate(later), position=20, rotation=duty.rotation)
    made = actions.prepare_meeting(draft(world), by=world.staff)
    assert made.duty == duty
    assert actions.change_meeting(made, by=world.staff, starts_at=later).duty == after


def test_a_duty_of_another_alliance_is_no_reason_to_call(world):
    duty = a_duty(world, world.finance, timezone.localdate(in_days(7)))
    other = draft(world, alliance=make.AllianceFactory(), duty=duty)
    refused(lambda: actions.prepare_meeting(other, by=world.staff), "not_your_period")
