"""Minutes: version by version, each kept; the agenda before and the record after."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.meetings import actions
from alliances.meetings.drafting import first_draft
from alliances.meetings.papers.minutes import write_minutes
from alliances.meetings.papers.sheet import write_sheet
from alliances.models import AgendaItem
from alliances.records.actions import Account
from portal.models import Outbox
from portal.refusals import Forbidden
from tests import factories as make
from tests.alliances.meetings.test_calling import refused, titles
from tests.alliances.meetings.world import a_meeting, a_resolution, a_world
from tests.portal.documents.papers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return a_world()


def publish(world, meeting, text="会议商定两件事。", by=None, **said):
    return actions.publish_minutes(meeting, by=by or world.staff, text=text, **said)


def propose(world, meeting, title="商量亮灯", by=None, unit="finance", **said):
    item = AgendaItem(meeting=meeting, unit=getattr(world, unit) if unit else None, title=title)
    return actions.propose_item(item, by=by or world.liaison, **said)


def test_the_first_version_closes_the_meeting_and_tells_those_asked(world):
    made = publish(world, a_meeting(world, "held"))
    assert (made.number, made.meeting.state) == (1, "minuted")
    assert titles() == [f"会议纪要已发布：{made.meeting.title}"]


def test_an_edit_after_publishing_is_another_version_with_its_reason(world):
    meeting = publish(world, a_meeting(world, "held")).meeting
    refused(lambda: publish(world, meeting, "会议商定三件事。"), "reason_needed")
    second = publish(world, meeting, "会议商定三件事。", reason="漏记一项")
    assert [(each.number, each.text) for each in meeting.minutes.all()] == [
        (2, "会议商定三件事。"),
        (1, "会议商定两件事。"),
    ]
    assert second.reason == "漏记一项"


def test_the_same_text_again_publishes_nothing(world):
    first = publish(world, a_meeting(world, "held"))
    assert publish(world, first.meeting, reason="手滑") == first


def test_who_edited_an_older_version_is_told(world):
    meeting = publish(world, a_meeting(world, "held")).meeting
    refused(lambda: publish(world, meeting, "别的", reason="补充", based_on=0), "stale")
    assert publish(world, meeting, "别的", reason="补充", based_on=1).number == 2


def test_minutes_want_words_and_a_meeting_that_took_place(world):
    refused(lambda: publish(world, a_meeting(world, "held"), " \n "), "empty")
    refused(lambda: publish(world, a_meeting(world, "called")), "wrong_state")
    with pytest.raises(Forbidden):
        publish(world, a_meeting(world, "held"), by=world.liaison)


def test_a_draft_begins_with_agenda_and_resolutions(world):
    meeting = a_meeting(world, "held")
    make.AgendaItemFactory(meeting=meeting, title="亮灯工程", state="accepted")
    make.AgendaItemFactory(meeting=meeting, title="未列入的", state="proposed")
    a_resolution(world, meeting=meeting, text="捐赠灯具", due_on=dt.date(2026, 9, 30))
    draft = first_draft(meeting)
    assert "1．亮灯工程。" in draft
    assert "商请区财政局：捐赠灯具，2026年9月30日前完成。" in draft
    assert "未列入的" not in draft


def test_the_word_file_says_who_came_and_who_is_to_do_what(world):
    meeting = a_meeting(world, "held")
    meeting.invitations.filter(unit=world.tax).update(arrived_at=timezone.now())
    meeting.invitations.filter(unit=world.hood).update(
        answer="leave", reason="住院", answered_at=timezone.now()
    )
    a_resolution(world, meeting=meeting, text="捐赠灯具")
    text = text_of(write_minutes(publish(world, meeting), by=world.staff))
    for words in (
        "朱泾镇区域化党建联席会议纪要",
        "会议商定两件事。",
        "商请",
        "捐赠灯具",
        "出席：区税务局",
        "请假：钟楼居民区",
    ):
        assert words in text
    assert "住院" not in text


def test_the_sheet_has_a_line_for_every_unit_and_the_code(world):
    sheet = write_sheet(a_meeting(world, "called"), by=world.staff, code="http://testserver/x/")
    text = text_of(sheet)
    assert all(name in text for name in ("区财政局", "区税务局", "钟楼居民区", "扫码签到"))


def test_a_unit_that_was_asked_proposes_and_the_office_hears_of_it(world):
    item = propose(world, a_meeting(world, "called"))
    row = Outbox.objects.get(kind="notice")
    assert (item.state, row.payload["user_ids"]) == ("proposed", [world.staff.pk])


def test_what_no_unit_proposes_is_on_the_agenda_at_once(world):
    assert propose(world, a_meeting(world), by=world.staff, unit=None).state == "accepted"
    with pytest.raises(Forbidden):
        propose(world, a_meeting(world, "called"), unit=None)


def test_staff_propose_for_a_unit_with_their_basis(world):
    meeting = a_meeting(world, "called")
    refused(lambda: propose(world, meeting, by=world.staff), "basis_needed")
    assert propose(world, meeting, by=world.staff, basis="电话").unit == world.finance


def test_the_same_item_twice_and_one_too_late_are_refused(world):
    meeting = a_meeting(world, "called")
    propose(world, meeting)
    refused(lambda: propose(world, meeting), "already_proposed")
    refused(lambda: propose(world, a_meeting(world, "held")), "wrong_state")


def test_an_item_is_taken_answered_and_taken_back(world):
    item = propose(world, a_meeting(world, "called"))
    refused(lambda: actions.not_take_item(item, by=world.staff, opinion=""), "reason_needed")
    actions.not_take_item(item, by=world.staff, opinion="下次再议")
    accepted = actions.accept_item(item, by=world.staff)
    assert (accepted.state, accepted.answer) == ("accepted", "")
    back = actions.undo_item(item, by=world.staff)
    assert (back.state, back.answer) == ("not_taken", "下次再议")
    with pytest.raises(Forbidden):
        actions.accept_item(item, by=world.liaison)


def test_taking_back_withdraws_the_notice(world):
    item = propose(world, a_meeting(world, "called"))
    actions.not_take_item(item, by=world.staff, opinion="下次再议")
    assert "议题暂不列入：商量亮灯" in titles()
    undone = actions.undo_item(item, by=world.staff)
    assert (undone.state, undone.answer) == ("proposed", "")
    assert "议题暂不列入：商量亮灯" not in titles()


def test_a_unit_withdraws_what_nobody_decided_on(world):
    item = propose(world, a_meeting(world, "called"))
    with pytest.raises(Forbidden):
        actions.withdraw_item(item, by=world.other)
    assert actions.withdraw_item(item, by=world.liaison).state == "withdrawn"
    refused(lambda: actions.withdraw_item(item, by=world.liaison), "wrong_state")


def test_the_agenda_stands_once_the_meeting_was_held(world):
    item = make.AgendaItemFactory(meeting=a_meeting(world, "held"))
    refused(lambda: actions.accept_item(item, by=world.staff), "wrong_state")


def test_an_item_gets_its_place(world):
    item = make.AgendaItemFactory(meeting=a_meeting(world))
    assert actions.order_item(item, by=world.staff, sort=5).sort == 5


def test_proposals_are_seen_by_their_unit_and_who_prepares(world):
    item = propose(world, a_meeting(world, "called"))
    seen = AgendaItem.objects.visible_to
    assert list(seen(world.liaison)) == list(seen(world.staff)) == [item]
    assert list(seen(world.other)) == []
    actions.accept_item(item, by=world.staff)
    assert list(seen(world.other)) == [item]


def happened(**said):
    return Account(timezone.localdate(), **({"summary": "召开联席会议"} | said))


def test_a_meeting_becomes_a_record_once_for_those_who_came(world):
    meeting = a_meeting(world, "held")
    meeting.invitations.filter(unit=world.tax).update(arrived_at=timezone.now())
    record = actions.record_meeting(meeting, happened(), by=world.staff)
    assert [share.unit for share in record.shares.all()] == [world.tax]
    assert list(meeting.records.all()) == [record]
    again = happened(summary="又一次")
    refused(lambda: actions.record_meeting(meeting, again, by=world.staff), "already_recorded")


def test_where_nobody_was_ticked_those_count_who_said_they_come(world):
    meeting = a_meeting(world, "minuted")
    meeting.invitations.filter(unit=world.finance).update(answer="attend", answered_at=timezone.now())
    record = actions.record_meeting(meeting, happened(), by=world.staff)
    assert [share.unit for share in record.shares.all()] == [world.finance]


def test_a_meeting_that_did_not_take_place_is_no_record(world):
    meeting = a_meeting(world, "called")
    refused(lambda: actions.record_meeting(meeting, happened(), by=world.staff), "wrong_state")


def test_what_no_unit_proposed_is_not_withdrawn(world):
    item = propose(world, a_meeting(world), by=world.staff, unit=None)
    refused(lambda: actions.withdraw_item(item, by=world.staff), "wrong_state")
