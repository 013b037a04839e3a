"""Pages of meetings and resolutions: what each shows to whom, what stays typed, how many queries it takes."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.meetings import actions
from alliances.meetings.arrivals import arrival_path
from alliances.models import Meeting
from tests import factories as make
from tests.alliances.meetings.world import a_duty, a_meeting, a_world, in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def office(client, world):
    client.force_login(world.staff)
    return client


@pytest.fixture
def unit(client, world):
    client.force_login(world.liaison)
    return client


def shown(client, path, **sent):
    response = client.post(path, sent, follow=True) if sent else client.get(path, follow=True)
    return response.content.decode()


def form_of(world, **changed):
    said = {
        "alliance": world.alliance.pk,
        "kind": "conference",
        "title": "三季度联席会议",
        "starts_at": f"{in_days(10):%Y-%m-%dT%H:%M}",
        "place": "三楼会议室",
    }
    return said | changed


def test_staff_prepare_and_call_a_meeting(office, world):
    page = shown(office, "/meetings/new/", **form_of(world))
    found = Meeting.objects.get()
    assert "已起草“三季度联席会议”" in page
    page = shown(office, f"/meetings/{found.pk}/do/call/", opinion="")
    found.refresh_from_db()
    assert (found.state, office.session["undo"]["url"]) == ("called", f"/meetings/{found.pk}/undo/")
    shown(office, f"/meetings/{found.pk}/undo/", x=1)
    found.refresh_from_db()
    assert found.state == "draft"


def test_what_was_typed_stays_when_it_is_called_too_late(office, world):
    meeting = a_meeting(world, starts_at=in_days(1))
    page = shown(office, f"/meetings/{meeting.pk}/do/call/", opinion="")
    assert "最早可定在" in page
    page = shown(office, f"/meetings/{meeting.pk}/do/call/", opinion="防汛")
    assert "防汛" in page


def test_what_was_typed_stays_when_a_meeting_ends_before_it_starts(office, world):
    ends = f"{in_days(9):%Y-%m-%dT%H:%M}"
    page = shown(office, "/meetings/new/", **form_of(world, ends_at=ends))
    assert "结束时间须在开始时间之后" in page
    assert 'value="三季度联席会议"' in page
    assert not Meeting.objects.exists()


def test_who_neither_handles_nor_holds_a_duty_is_told_so(unit):
    assert unit.get("/meetings/new/").status_code == 403


def test_the_unit_on_duty_may_call_its_conference(unit, world):
    a_duty(world, world.finance, timezone.localdate(in_days(10)))
    assert "召集会议" in shown(unit, "/meetings/")
    shown(unit, "/meetings/new/", **form_of(world))
    assert Meeting.objects.get().duty.holder == world.finance


def test_a_meeting_is_changed_and_an_old_form_overwrites_nothing(office, world):
    meeting = a_meeting(world)
    sent = form_of(world, title="改名", version=1)
    shown(office, f"/meetings/{meeting.pk}/edit/", **sent)
    page = shown(office, f"/meetings/{meeting.pk}/edit/", **(sent | {"title": "再改"}))
    meeting.refresh_from_db()
    assert meeting.title == "改名"
    assert "已被修改" in page


def test_units_are_chosen_from_members_and_further_ones(office, world):
    meeting, further = a_meeting(world), make.member("区统计局")
    shown(office, f"/meetings/{meeting.pk}/units/", units=[world.tax.pk], further=[further.pk])
    assert set(meeting.invitations.values_list("unit__name", flat=True)) == {"区税务局", "区统计局"}
    assert "请至少勾选一家单位" in shown(office, f"/meetings/{meeting.pk}/units/", x=1)


def test_a_liaison_answers_in_two_taps(unit, world):
    meeting = a_meeting(world, "called")
    assert "去回执" in shown(unit, "/")
    page = shown(unit, f"/meetings/{meeting.pk}/")
    assert page.index("请回执") < page.index("议程")
    page = shown(unit, f"/meetings/{meeting.pk}/receipt/{world.finance.pk}/", answer="attend")
    assert "区财政局已回执：参加" in page
    assert "去回执" not in shown(unit, "/")


def test_a_refused_receipt_keeps_what_was_typed(unit, world):
    meeting = a_meeting(world, "called")
    page = shown(unit, f"/meetings/{meeting.pk}/receipt/{world.finance.pk}/", answer="leave", who="王五")
    assert "请写明请假原因" in page
    assert 'value="王五"' in page


def test_staff_see_who_answered_what_and_answer_on_behalf(office, world):
    meeting = a_meeting(world, "called")
    actions.answer_meeting(meeting, world.finance, by=world.liaison, answer="leave", reason="年度审计")
    assert "年度审计" in shown(office, f"/meetings/{meeting.pk}/receipts/")
    assert "年度审计" not in shown(office, f"/meetings/{meeting.pk}/receipts/?answer=silent")
    path = f"/meetings/{meeting.pk}/receipt/{world.tax.pk}/"
    assert "代办依据" in shown(office, path)
    shown(office, path, answer="attend", basis="电话")
    assert meeting.invitations.get(unit=world.tax).basis == "电话"


def test_a_unit_sees_neither_other_receipts_nor_persons(unit, world):
    meeting = a_meeting(world, "called")
    actions.answer_meeting(meeting, world.tax, by=world.other, answer="substitute", who="赵六")
    assert "赵六" not in shown(unit, f"/meetings/{meeting.pk}/")
    assert unit.get(f"/meetings/{meeting.pk}/receipts/").status_code == 403


def test_the_code_leads_to_a_page_with_a_button(client, world):
    meeting = a_meeting(world, "called", starts_at=timezone.now() + dt.timedelta(minutes=1))
    client.force_login(world.staff)
    page = shown(client, f"/meetings/{meeting.pk}/code/")
    assert '<svg viewBox="0 0' in page
    assert "style=" not in page
    client.force_login(world.liaison)
    path = arrival_path(meeting)
    assert client.get(path).status_code == 200
    assert not meeting.invitations.exclude(arrived_at=None).exists()
    assert "区财政局已签到" in shown(client, path, x=1)
    assert client.get("/meetings/arrive/1:forged/").status_code == 404


def test_who_is_not_asked_is_sent_to_the_desk(client, world):
    meeting = a_meeting(world, "called")
    client.force_login(make.liaison_of(make.member("区统计局")))
    assert "请到签到处登记" in shown(client, arrival_path(meeting))


def test_staff_tick_arrivals_and_print_the_sheet(office, world):
    meeting = a_meeting(world, "held")
    shown(office, f"/meetings/{meeting.pk}/arrivals/", unit=[world.tax.pk])
    assert "checked" in shown(office, f"/meetings/{meeting.pk}/arrivals/")
    sheet = office.get(f"/meetings/{meeting.pk}/sheet/")
    assert sheet["Content-Type"].endswith("wordprocessingml.document")


def test_a_unit_proposes_and_the_office_answers(client, world):
    meeting = a_meeting(world, "called")
    client.force_login(world.liaison)
    page = shown(client, f"/meetings/{meeting.pk}/agenda/new/", unit=world.finance.pk, title="商量亮灯")
    assert "已提出“商量亮灯”" in page
    item = meeting.agenda.get()
    client.force_login(world.staff)
    page = shown(client, f"/agenda/{item.pk}/do/not-take/", opinion="")
    assert "这个字段是必填项" in page or "必填" in page
    assert "答复：下次再议" in shown(client, f"/agenda/{item.pk}/do/not-take/", opinion="下次再议")
    shown(client, f"/agenda/{item.pk}/undo/", x=1)
    shown(client, f"/agenda/{item.pk}/do/accept/", x=1)
    item.refresh_from_db()
    assert item.state == "accepted"
    assert client.get(f"/agenda/{item.pk}/")["Location"] == f"/meetings/{meeting.pk}/#agenda"


def test_a_unit_withdraws_its_proposal(unit, world):
    item = make.AgendaItemFactory(meeting=a_meeting(world, "called"), unit=world.finance)
    shown(unit, f"/agenda/{item.pk}/do/withdraw/", x=1)
    item.refresh_from_db()
    assert item.state == "withdrawn"
    assert unit.get(f"/agenda/{item.pk}/do/sing/").status_code == 404


def test_who_is_not_asked_proposes_nothing(client, world):
    other = make.member("区统计局")
    make.MembershipFactory(alliance=world.alliance, unit=other)
    client.force_login(make.liaison_of(other))
    assert client.get(f"/meetings/{a_meeting(world, 'called').pk}/agenda/new/").status_code == 403
