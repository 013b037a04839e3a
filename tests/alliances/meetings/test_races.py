"""Two at once: minutes are never published twice under one number, receipts stand once a meeting is held."""

import datetime as dt
from threading import Barrier

import pytest
from django.utils import timezone

from alliances.meetings import actions
from alliances.meetings.actions import minutes as minutes_action
from alliances.models import Meeting, Minutes
from tests import factories as make
from tests.alliances.meetings.world import a_meeting, a_world
from tests.racing import race

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def publishers(meeting, staff, **said):
    return [
        lambda text=text: actions.publish_minutes(meeting, by=staff, text=text, **said).number
        for text in ("甲稿", "乙稿")
    ]


def test_two_who_publish_at_once_become_two_versions():
    world = a_world()
    meeting = a_meeting(world, "held")
    assert sorted(race(publishers(meeting, world.staff, reason="各写一稿"))) == [1, 2]


def test_two_who_both_began_with_nothing_do_not_overwrite_each_other():
    world = a_world()
    meeting = a_meeting(world, "held")
    results = race(publishers(meeting, world.staff, based_on=0))
    assert sorted(map(str, results)) == ["1", "stale"]
    assert Minutes.objects.count() == 1


def test_without_the_lock_the_constraint_still_refuses(monkeypatch):
    """The control: both read that there is no version yet, and the unique number holds."""

    def unlocked(pk):
        found = Meeting.objects.select_related("alliance__region", "duty__rotation").get(pk=pk)
        made = found.minutes.first()
        assert made is None
        barrier.wait(30)
        return found

    barrier = Barrier(2)
    world = a_world()
    meeting = a_meeting(world, "held")
    monkeypatch.setattr(minutes_action, "lock_meeting", unlocked)
    results = race(publishers(meeting, world.staff, reason="各写一稿"))
    assert 1 in results
    assert Minutes.objects.filter(number=1).count() == 1


def test_a_receipt_sent_while_the_meeting_is_held_is_in_time_or_refused():
    world = a_world()
    starts = timezone.now() - dt.timedelta(minutes=1)
    for _ in range(5):
        meeting = a_meeting(world, "called", starts_at=starts)
        answered, held = race(
            [
                lambda m=meeting: actions.answer_meeting(m, world.finance, by=world.liaison, answer="attend"),
                lambda m=meeting: actions.hold_meeting(m, by=world.staff),
            ]
        )
        kept = meeting.invitations.get(unit=world.finance).answer
        assert held.state == "held"
        assert kept == ("" if answered == "already_held" else "attend")


def test_a_meeting_called_twice_at_once_is_called_once():
    world = a_world()
    meeting = make.MeetingFactory(alliance=world.alliance)
    make.InvitationFactory(meeting=meeting, unit=world.tax)
    calls = [lambda: actions.call_meeting(meeting, by=world.staff).state] * 2
    assert sorted(race(calls)) == ["called", "wrong_state"]
