"""The calendar feed: published duties for whoever knows the address, until it is revoked."""

import datetime as dt
import hashlib
import re

import pytest
import time_machine
from icalendar import Calendar

from alliances.models import Feed
from alliances.rotation.actions import end_rotation, make_feed, override, publish_all, revoke_feed
from portal.logs import mask_event
from portal.models import AuditEntry
from portal.refusals import Forbidden
from tests import factories as make

pytestmark = pytest.mark.django_db
NOVEMBER = dt.date(2026, 11, 15)


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(dt.datetime(2026, 11, 15, 2, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def rotation():
    made = make.rotation_of("甲", "乙", anchor=dt.date(2026, 1, 1), publish_ahead=2)
    publish_all(NOVEMBER)
    return made


@pytest.fixture
def liaison(rotation):
    return make.liaison_of(rotation.seats.get(unit__name="甲").unit)


def events(client, token):
    answer = client.get(f"/rotations/feed/{token}.ics")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_a_feed_shows_the_last_three_and_the_next_twelve_months_as_whole_days(client, rotation, liaison):
    _, token = make_feed(by=liaison, rotation=rotation)
    found = events(client, token)
    assert [event["dtstart"].dt for event in found] == [
        *(dt.date(2026, month, 1) for month in (8, 9, 10, 11, 12)),
        dt.date(2027, 1, 1),
    ]
    assert found[3]["dtend"].dt == dt.date(2026, 12, 1)
    assert str(found[3]["summary"]) == f"{rotation.name}：甲"


def test_a_units_feed_has_its_own_duties_and_no_others(client, rotation, liaison):
    unit = rotation.seats.get(unit__name="甲").unit
    _, token = make_feed(by=liaison, unit=unit)
    assert {str(event["summary"]) for event in events(client, token)} == {f"{rotation.name}：甲"}


def test_a_change_raises_the_sequence_and_keeps_the_uid(client, rotation, liaison):
    _, token = make_feed(by=liaison, rotation=rotation)
    before = events(client, token)[-1]
    unit = rotation.seats.get(unit__name="乙").unit
    override(rotation.duties.latest("period"), unit, by=make.staff_of(), reason="搬迁")
    after = events(client, token)[-1]
    assert (before["uid"], before["sequence"], after["sequence"]) == (after["uid"], 0, 1)
    assert str(after["summary"]).endswith("乙")


def test_what_an_ended_rotation_had_ahead_is_cancelled(client, rotation, liaison):
    _, token = make_feed(by=liaison, rotation=rotation)
    end_rotation(rotation, by=make.staff_of(), reason="换届")
    states = [(str(event["status"]), event["sequence"]) for event in events(client, token)]
    assert states == [("CONFIRMED", 0)] * 4 + [("CANCELLED", 1)] * 2


def test_revoked_and_unknown_addresses_are_alike_not_there(client, rotation, liaison):
    feed, token = make_feed(by=liaison, rotation=rotation)
    revoked = revoke_feed(feed, by=liaison)
    assert revoke_feed(feed, by=liaison).revoked_at == revoked.revoked_at
    assert client.get(f"/rotations/feed/{token}.ics").status_code == 404
    assert client.get("/rotations/feed/guess.ics").status_code == 404


def test_the_address_of_somebody_who_is_gone_shows_nothing(client, rotation, liaison):
    _, token = make_feed(by=liaison, rotation=rotation)
    liaison.is_active = False
    liaison.save()
    assert client.get(f"/rotations/feed/{token}.ics").status_code == 404


def test_only_the_digest_is_kept_and_not_even_that_in_the_audit_trail(rotation, liaison):
    feed, token = make_feed(by=liaison, rotation=rotation)
    assert feed.digest == hashlib.sha256(token.encode()).hexdigest()
    rows = str(list(AuditEntry.objects.values()))
    assert (token in rows, feed.digest in rows) == (False, False)


def test_the_token_is_in_no_log(rotation, liaison):
    _, token = make_feed(by=liaison, rotation=rotation)
    line = mask_event(None, "info", {"path": f"/rotations/feed/{token}.ics", "status": 200})
    assert line == {"path": "/rotations/feed/***.ics", "status": 200}


def test_one_subscribes_only_to_what_one_sees_or_acts_for(rotation, liaison):
    stranger = make.staff_of(make.street("枫泾镇", "310116102"))
    with pytest.raises(Forbidden):
        make_feed(by=stranger, rotation=rotation)
    with pytest.raises(Forbidden):
        make_feed(by=liaison, unit=rotation.seats.get(unit__name="乙").unit)


def test_nobody_revokes_anothers_address(client, rotation, liaison):
    feed, _ = make_feed(by=liaison, rotation=rotation)
    with pytest.raises(Forbidden):
        revoke_feed(feed, by=make.staff_of())
    client.force_login(make.staff_of())
    assert client.post(f"/rotations/feeds/{feed.pk}/revoke/").status_code == 404


def test_the_page_shows_an_address_once(client, rotation, liaison):
    client.force_login(liaison)
    page = client.post("/rotations/feeds/", {"calendar": f"rotation-{rotation.pk}"}).content.decode()
    token = re.search(r"/rotations/feed/([\w-]+)\.ics", page)[1]
    assert Feed.objects.get().digest == hashlib.sha256(token.encode()).hexdigest()
    assert token not in client.get("/rotations/feeds/").content.decode()
    client.logout()
    assert len(events(client, token)) == 6


@pytest.mark.parametrize("calendar", ["", "person-1", "rotation-0", "rotation-x"])
def test_an_odd_choice_makes_no_address(client, rotation, liaison, calendar):
    client.force_login(liaison)
    assert client.post("/rotations/feeds/", {"calendar": calendar}).status_code == 404
    assert not Feed.objects.exists()


@pytest.mark.parametrize("seats", [1, 6])
def test_a_longer_feed_takes_no_more_queries(client, liaison, seats, django_assert_num_queries):
    rotation = make.RotationFactory(anchor=dt.date(2026, 1, 1))
    make.SeatFactory.create_batch(seats, rotation=rotation)
    publish_all(NOVEMBER)
    feed = make.FeedFactory(rotation=rotation, digest=hashlib.sha256(b"known").hexdigest())
    with django_assert_num_queries(2):
        client.get("/rotations/feed/known.ics")
    assert feed.rotation == rotation
