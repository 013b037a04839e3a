"""Meetings over HTTP: the same rules as on the pages, each refusal with its code."""

import datetime as dt

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from tests import factories as make
from tests.alliances.meetings.world import a_meeting, a_resolution, a_world, in_days

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/"


@pytest.fixture
def world():
    return a_world()


def client_of(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def post(user, path, **sent):
    return client_of(user).post(f"{ROOT}{path}", sent, format="json")


def test_a_meeting_from_draft_to_minutes(world):
    sent = {
        "alliance": world.alliance.pk,
        "title": "三季度",
        "place": "三楼",
        "starts_at": in_days(5).isoformat(),
    }
    made = post(world.staff, "meetings/", **sent)
    pk = made.json()["id"]
    assert (made.status_code, made.json()["state"], len(made.json()["receipts"])) == (201, "draft", 3)
    assert post(world.staff, f"meetings/{pk}/call/").json()["notice_days"] == 3
    answered = post(world.liaison, f"meetings/{pk}/receipt/", unit=world.finance.pk, answer="attend")
    assert [each["name"] for each in answered.json()["receipts"]] == ["区财政局"]
    assert post(world.staff, f"meetings/{pk}/hold/").json()["code"] == "not_yet"


def test_minutes_and_their_versions(world):
    meeting = a_meeting(world, "held")
    path = f"meetings/{meeting.pk}/minutes/"
    assert post(world.staff, path, text="甲", based_on=0).json()["state"] == "minuted"
    assert post(world.staff, path, text="乙", based_on=0, reason="改").json()["code"] == "stale"
    assert post(world.staff, path, text="乙").json()["code"] == "reason_needed"
    found = post(world.staff, path, text="乙", based_on=1, reason="改").json()
    assert [each["number"] for each in found["minutes"]] == [2, 1]


def test_called_too_late_has_its_code(world):
    meeting = a_meeting(world, starts_at=in_days(1))
    refused = post(world.staff, f"meetings/{meeting.pk}/call/")
    assert (refused.status_code, refused.json()["code"]) == (409, "too_late")
    assert post(world.staff, f"meetings/{meeting.pk}/call/", urgent_reason="急").status_code == 200


def test_units_are_chosen_and_unknown_ones_named(world):
    meeting = a_meeting(world)
    found = post(world.staff, f"meetings/{meeting.pk}/units/", units=[world.tax.pk])
    assert [each["unit"] for each in found.json()["receipts"]] == [world.tax.pk]
    unknown = post(world.staff, f"meetings/{meeting.pk}/units/", units=[999_999])
    assert (unknown.status_code, list(unknown.json()["errors"])) == (400, ["units"])
    called, more = a_meeting(world, "called"), make.member("区统计局")
    assert len(post(world.staff, f"meetings/{called.pk}/units/", units=[more.pk]).json()["receipts"]) == 4


def test_a_change_with_an_old_version_is_stale(world):
    meeting = a_meeting(world)
    client = client_of(world.staff)
    path = f"{ROOT}meetings/{meeting.pk}/"
    assert client.patch(path, {"title": "改", "version": 1}, format="json").json()["title"] == "改"
    assert client.patch(path, {"title": "再改", "version": 1}, format="json").json()["code"] == "stale"


def test_arrivals_cancelling_and_undoing(world):
    meeting = a_meeting(world, "called", starts_at=timezone.now() + dt.timedelta(minutes=1))
    found = post(world.staff, f"meetings/{meeting.pk}/arrivals/", units=[world.tax.pk]).json()
    assert [each["name"] for each in found["receipts"] if each["arrived_at"]] == ["区税务局"]
    post(world.staff, f"meetings/{meeting.pk}/hold/")
    assert post(world.staff, f"meetings/{meeting.pk}/undo/").json()["state"] == "called"
    assert post(world.staff, f"meetings/{meeting.pk}/cancel/", reason="台风").json()["state"] == "cancelled"


def test_an_agenda_item_from_proposal_to_decision(world):
    meeting = a_meeting(world, "called")
    made = post(world.liaison, "agenda-items/", meeting=meeting.pk, unit=world.finance.pk, title="亮灯")
    pk = made.json()["id"]
    assert (made.status_code, made.json()["state"]) == (201, "proposed")
    answered = post(world.staff, f"agenda-items/{pk}/not-take/", opinion="下次")
    assert answered.json()["answer"] == "下次"
    assert post(world.staff, f"agenda-items/{pk}/undo/").json()["state"] == "proposed"
    assert post(world.staff, f"agenda-items/{pk}/accept/").json()["state"] == "accepted"
    client = client_of(world.staff)
    assert client.patch(f"{ROOT}agenda-items/{pk}/", {"sort": 3}, format="json").json()["sort"] == 3
    assert client.get(f"{ROOT}agenda-items/?meeting={meeting.pk}").json()["results"][0]["id"] == pk


def test_a_proposal_is_withdrawn(world):
    item = make.AgendaItemFactory(meeting=a_meeting(world, "called"), unit=world.finance)
    assert post(world.liaison, f"agenda-items/{item.pk}/withdraw/").json()["state"] == "withdrawn"


def test_a_resolution_from_entrusting_to_closing(world):
    meeting, due = a_meeting(world, "minuted"), timezone.localdate() + dt.timedelta(days=9)
    sent = {"meeting": meeting.pk, "unit": world.hood.pk, "text": "清理楼道", "due_on": f"{due}"}
    made = post(world.staff, "resolutions/", **sent)
    pk = made.json()["id"]
    assert (made.status_code, made.json()["manner"], made.json()["is_late"]) == (201, "assign", False)
    assert (
        post(world.hood_liaison, f"resolutions/{pk}/report/", report="清理好了").json()["state"] == "reported"
    )
    assert post(world.staff, f"resolutions/{pk}/send-back/", opinion="还有一处").json()["state"] == "assigned"
    assert post(world.staff, f"resolutions/{pk}/undo/").json()["state"] == "reported"
    assert post(world.staff, f"resolutions/{pk}/close/").json()["state"] == "closed"


def test_other_verbs_of_resolutions(world):
    found = a_resolution(world, due_on=timezone.localdate() - dt.timedelta(days=1))
    client = client_of(world.staff)
    changed = client.patch(f"{ROOT}resolutions/{found.pk}/", {"text": "改"}, format="json")
    assert changed.json()["text"] == "改"
    assert post(world.staff, f"resolutions/{found.pk}/hurry/").status_code == 200
    assert post(world.staff, f"resolutions/{found.pk}/hurry/").json()["code"] == "already_hurried"
    assert post(world.staff, f"resolutions/{found.pk}/escalate/").status_code == 200
    assert post(world.staff, f"resolutions/{found.pk}/drop/", opinion="取消").json()["state"] == "dropped"
    assert [row["id"] for row in client.get(f"{ROOT}resolutions/?state=dropped").json()["results"]] == [
        found.pk
    ]


def test_a_finding_is_rechecked(world):
    finding = a_resolution(world, "reported", kind="finding")
    found = post(world.staff, f"resolutions/{finding.pk}/recheck/", passed=False, note="仍有堆物").json()
    assert (found["state"], found["rechecks"][0]["passed"]) == ("assigned", False)


def test_what_one_does_not_see_is_not_there(world):
    foreign = make.AllianceFactory(region=make.street("枫泾镇", "310116102"))
    sent = {"alliance": foreign.pk, "title": "会", "place": "三楼", "starts_at": in_days(5).isoformat()}
    assert list(post(world.staff, "meetings/", **sent).json()["errors"]) == ["alliance"]
    stranger = make.member("枫泾小学", foreign.region)
    meeting = a_meeting(world, "called")
    sent = {"unit": stranger.pk, "answer": "attend"}
    assert list(post(world.staff, f"meetings/{meeting.pk}/receipt/", **sent).json()["errors"]) == ["unit"]


def test_a_record_is_entered_for_a_meeting_or_for_resolutions(world):
    meeting, found = a_meeting(world, "minuted"), a_resolution(world)
    meeting.invitations.filter(unit=world.tax).update(arrived_at=timezone.now())
    day = {"occurred_on": f"{timezone.localdate()}"}
    made = post(world.staff, "records/", **day, summary="开会", meetings=[meeting.pk])
    assert made.json()["matters"]["meetings"] == [meeting.pk]
    made = post(world.liaison, "records/", **day, summary="装灯", resolutions=[found.pk])
    assert made.json()["matters"]["resolutions"] == [found.pk]
    two = post(world.staff, "records/", **day, summary="开会二", meetings=[meeting.pk, found.meeting_id])
    assert list(two.json()["errors"]) == ["meetings"]
    none = post(world.staff, "records/", **day, summary="开会三", resolutions=[999_999])
    assert list(none.json()["errors"]) == ["resolutions"]
