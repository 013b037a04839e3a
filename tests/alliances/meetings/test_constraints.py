"""What the database holds about meetings, each by the name of its constraint."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from tests import factories as make

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 6, 1, 6, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("broken", "name"),
    [
        ({"kind": "party"}, "meeting_kind_known"),
        ({"state": "dreamt"}, "meeting_state_known"),
        ({"starts_at": NOW, "ends_at": NOW}, "meeting_ends_after_start"),
        ({"state": "called", "called_at": None}, "meeting_called_has_moment"),
        ({"state": "held", "held_at": None}, "meeting_held_has_moment"),
        ({"state": "cancelled"}, "meeting_cancelled_with_reason"),
        ({"state": "called", "starts_at": NOW, "called_at": NOW, "notice_days": 1}, "meeting_called_in_time"),
    ],
)
def test_a_meeting(broken, name):
    with pytest.raises(IntegrityError, match=name):
        make.MeetingFactory(**broken)


@pytest.mark.parametrize(
    ("broken", "name"),
    [
        ({"answer": "perhaps", "answered_at": NOW}, "invitation_answer_known"),
        ({"answer": "attend"}, "invitation_answered_has_moment"),
        ({"answered_at": NOW}, "invitation_answered_has_moment"),
        ({"answer": "leave", "answered_at": NOW}, "invitation_leave_with_reason"),
        ({"answer": "substitute", "answered_at": NOW}, "invitation_substitute_named"),
    ],
)
def test_a_receipt(broken, name):
    with pytest.raises(IntegrityError, match=name):
        make.InvitationFactory(**broken)


def test_a_unit_is_asked_once():
    asked = make.InvitationFactory()
    with pytest.raises(IntegrityError, match="invitation_once_per_unit"):
        make.InvitationFactory(meeting=asked.meeting, unit=asked.unit)


@pytest.mark.parametrize(
    ("broken", "name"),
    [({"state": "sung"}, "agenda_state_known"), ({"state": "not_taken"}, "agenda_not_taken_with_reason")],
)
def test_an_agenda_item(broken, name):
    with pytest.raises(IntegrityError, match=name):
        make.AgendaItemFactory(**broken)


@pytest.mark.parametrize(
    ("broken", "name"),
    [
        ({"number": 0, "reason": "更正"}, "minutes_version_positive"),
        ({"number": 2}, "minutes_changed_with_reason"),
    ],
)
def test_minutes(broken, name):
    with pytest.raises(IntegrityError, match=name):
        make.MinutesFactory(**broken)


def test_a_version_of_minutes_is_there_once():
    first = make.MinutesFactory()
    with pytest.raises(IntegrityError, match="minutes_version_once"):
        make.MinutesFactory(meeting=first.meeting)


@pytest.mark.parametrize(
    "statement", ["UPDATE alliances_minutes SET text = '改'", "DELETE FROM alliances_minutes"]
)
def test_published_minutes_stand(statement):
    make.MinutesFactory()
    with pytest.raises(IntegrityError, match="published minutes stand"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("broken", "name"),
    [
        ({"kind": "wish"}, "resolution_kind_known"),
        ({"manner": "order"}, "resolution_manner_known"),
        ({"state": "sung"}, "resolution_state_known"),
        ({"state": "reported", "reported_at": None}, "resolution_reported_with_words"),
        ({"state": "reported", "report": "", "reported_at": NOW}, "resolution_reported_with_words"),
        ({"state": "closed", "closed_at": None}, "resolution_closed_has_moment"),
        ({"state": "dropped", "end_reason": ""}, "resolution_dropped_with_reason"),
    ],
)
def test_a_resolution(broken, name):
    with pytest.raises(IntegrityError, match=name):
        make.ResolutionFactory(**broken)


def test_a_recheck_says_what_was_seen():
    with pytest.raises(IntegrityError, match="recheck_with_words"):
        make.RecheckFactory(note="")


def test_days_of_notice_are_local_days():
    """23:30 and 00:30 of the next morning in Shanghai are the same day in UTC."""
    called = dt.datetime(2026, 6, 1, 15, 30, tzinfo=dt.UTC)
    starts = dt.datetime(2026, 6, 1, 16, 30, tzinfo=dt.UTC)
    made = make.MeetingFactory(state="called", starts_at=starts, called_at=called, notice_days=1)
    assert timezone.localdate(made.starts_at) - timezone.localdate(made.called_at) == dt.timedelta(days=1)
