"""Receipts until the meeting is held, arrivals by code or tick."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.meetings import actions
from alliances.meetings.arrivals import arrival_path, arrivals, meeting_of
from portal.refusals import Forbidden
from portal.workflow.models import Step
from tests import factories as make
from tests.alliances.meetings.test_calling import refused
from tests.alliances.meetings.world import a_meeting, a_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def meeting(world):
    return a_meeting(world, "called", starts_at=timezone.now() + dt.timedelta(minutes=1))


def answer(world, meeting, by=None, **said):
    unit = said.pop("unit", world.finance)
    return actions.answer_meeting(meeting, unit, by=by or world.liaison, **({"answer": "attend"} | said))


def test_a_unit_answers_and_changes_its_answer(world, meeting):
    answer(world, meeting)
    sent = answer(world, meeting, answer="substitute", who="王五")
    assert (sent.answer, sent.who, sent.answered_by) == ("substitute", "王五", world.liaison)
    left = answer(world, meeting, answer="leave", reason="年度审计", who="王五")
    assert (left.answer, left.who, left.reason) == ("leave", "", "年度审计")


def test_the_same_answer_again_changes_nothing(world, meeting):
    first, second = answer(world, meeting), answer(world, meeting)
    assert (first.version, second.version) == (2, 2)
    assert Step.objects.about(meeting).count() == 1


def test_the_trail_names_no_person_and_no_reason(world, meeting):
    answer(world, meeting, answer="leave", reason="住院")
    assert Step.objects.about(meeting).get().opinion == "请假"


def test_who_substitutes_and_why_one_stays_away_is_said(world, meeting):
    refused(lambda: answer(world, meeting, answer="substitute", who=" "), "who_needed")
    refused(lambda: answer(world, meeting, answer="leave"), "reason_needed")


def test_nobody_answers_for_another_unit(world, meeting):
    with pytest.raises(Forbidden):
        answer(world, meeting, by=world.other)


def test_staff_answer_on_behalf_and_say_on_what_basis(world, meeting):
    refused(lambda: answer(world, meeting, by=world.staff), "basis_needed")
    assert answer(world, meeting, by=world.staff, basis="电话").basis == "电话"


def test_a_unit_that_was_not_asked_has_nothing_to_answer(world, meeting):
    stranger = make.member("区统计局")
    refused(lambda: answer(world, meeting, by=world.staff, unit=stranger, basis="电话"), "not_asked")


@pytest.mark.parametrize(("state", "code"), [("draft", "wrong_state"), ("held", "already_held")])
def test_only_a_called_meeting_takes_answers(world, state, code):
    other = a_meeting(world, state)
    refused(lambda: answer(world, other), code)


def test_in_an_alliance_of_the_district_a_liaison_of_any_street_speaks_for_the_unit(world):
    above = make.AllianceFactory(region=make.district())
    meeting = make.MeetingFactory(alliance=above, state="called")
    make.InvitationFactory(meeting=meeting, unit=world.finance)
    assert answer(world, meeting).answer == "attend"


def test_a_liaison_of_another_street_does_not_answer_here(world, meeting):
    elsewhere = make.street("枫泾镇", "310116102")
    make.EnrolmentFactory(unit=world.finance, region=elsewhere)
    with pytest.raises(Forbidden):
        answer(world, meeting, by=make.liaison_of(world.finance, elsewhere))


def test_arriving_marks_ones_units_once(world, meeting):
    first = timezone.now()
    actions.arrive(meeting, by=world.liaison, now=first)
    actions.arrive(meeting, by=world.liaison, now=first + dt.timedelta(seconds=5))
    assert meeting.invitations.get(unit=world.finance).arrived_at == first
    assert meeting.invitations.filter(arrived_at=None).count() == 2


def test_the_code_is_good_on_the_meetings_day_only(world):
    meeting = a_meeting(world, "called")
    refused(lambda: actions.arrive(meeting, by=world.liaison), "not_today")
    held = a_meeting(world, "minuted")
    refused(lambda: actions.arrive(held, by=world.liaison), "wrong_state")


def test_who_was_not_asked_does_not_arrive(world, meeting):
    with pytest.raises(Forbidden):
        actions.arrive(meeting, by=make.liaison_of(make.member("区统计局")))


def test_staff_tick_who_is_there_and_untick_who_is_not(world, meeting):
    actions.tick_arrivals(meeting, [world.finance.pk, world.tax.pk], by=world.staff)
    actions.tick_arrivals(meeting, [world.tax.pk], by=world.staff)
    assert [each.name for each in arrivals(meeting) if each.arrived_at] == ["区税务局"]
    with pytest.raises(Forbidden):
        actions.tick_arrivals(meeting, [], by=world.liaison)


def test_nobody_is_there_before_the_day(world):
    early = a_meeting(world, "called")
    refused(lambda: actions.tick_arrivals(early, [world.tax.pk], by=world.staff), "not_yet")
    refused(
        lambda: actions.tick_arrivals(
            a_meeting(world, starts_at=early.starts_at - dt.timedelta(7)), [], by=world.staff
        ),
        "wrong_state",
    )


def test_those_who_came_first_stand_first(world, meeting, django_assert_num_queries):
    now = timezone.now()
    for unit, minutes in ((world.hood, 1), (world.tax, 2)):
        meeting.invitations.filter(unit=unit).update(arrived_at=now + dt.timedelta(minutes=minutes))
    with django_assert_num_queries(1):
        found = arrivals(meeting)
    assert [each.name for each in found] == ["钟楼居民区", "区税务局", "区财政局"]


def test_a_code_is_signed(meeting):
    token = arrival_path(meeting).rstrip("/").rsplit("/", 1)[1]
    assert meeting_of(token) == meeting.pk
    assert meeting_of(f"{meeting.pk}:forged") is None
