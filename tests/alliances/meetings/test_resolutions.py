"""Resolutions: worded by authority, reported, closed; findings re-checked; what stays open opens the next."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from alliances.meetings import actions
from alliances.meetings.opening import open_before
from alliances.meetings.resolution_page import evidence_of
from alliances.models import Recheck, Resolution
from alliances.records.actions import Account
from portal.models import Outbox
from portal.refusals import Forbidden
from portal.workflow.models import Step
from tests import factories as make
from tests.access.world import picture
from tests.alliances.meetings.test_calling import refused, titles
from tests.alliances.meetings.world import a_duty, a_meeting, a_resolution, a_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return a_world()


def in_a_month():
    return timezone.localdate() + dt.timedelta(days=30)


def enter(world, meeting=None, by=None, **terms):
    fields = {"unit": world.finance, "text": "捐赠灯具", "due_on": in_a_month()} | terms
    meeting = meeting or a_meeting(world, "held")
    return actions.enter_resolution(Resolution(meeting=meeting, **fields), by=by or world.staff)


def late(world, **terms):
    return a_resolution(world, due_on=timezone.localdate() - dt.timedelta(days=2), **terms)


def told():
    return {tuple(row.payload["user_ids"]): row.payload["notice"]["title"] for row in Outbox.objects.all()}


def test_a_bureau_is_asked_and_a_neighbourhood_is_assigned_to(world):
    asked, assigned = enter(world), enter(world, unit=world.hood)
    assert (asked.manner, assigned.manner) == ("ask", "assign")
    assert [Step.objects.about(each).get().label for each in (asked, assigned)] == ["商请", "交办"]
    assert told() == {
        (world.liaison.pk,): "商请：捐赠灯具",
        (world.hood_liaison.pk,): "交办：捐赠灯具",
    }


def test_a_neighbourhood_of_another_street_is_asked(world):
    elsewhere = make.street("枫泾镇", "310116102")
    other = make.neighbourhood("枫泾居民区", "310116102201", elsewhere)
    make.MembershipFactory(alliance=world.alliance, unit=other)
    assert enter(world, unit=other).manner == "ask"


def test_the_unit_on_duty_enters_what_its_meeting_decided(world):
    duty = a_duty(world, world.finance, timezone.localdate(a_meeting(world, "held").starts_at))
    meeting = a_meeting(world, "held", duty=duty)
    assert enter(world, meeting, by=world.liaison, unit=world.tax).entered_by == world.liaison
    with pytest.raises(Forbidden):
        enter(world, meeting, by=world.other, unit=world.tax, text="别的")


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"due_on": dt.date(2020, 1, 1)}, "due_before_meeting"),
        ({"text": "协助义诊"}, "already_entered"),
    ],
)
def test_what_cannot_be_is_refused(world, terms, code):
    meeting = a_meeting(world, "held")
    enter(world, meeting, text="协助义诊")
    refused(lambda: enter(world, meeting, **terms), code)


def test_strangers_and_units_that_ended_are_not_asked(world):
    stranger = make.member("枫泾小学", make.street("枫泾镇", "310116102"))
    refused(lambda: enter(world, unit=stranger), "not_enrolled")
    world.tax.state = "closed"
    world.tax.save()
    refused(lambda: enter(world, unit=world.tax), "unit_ended")


def test_only_a_meeting_that_took_place_decides(world):
    refused(lambda: enter(world, a_meeting(world, "called")), "wrong_state")


def test_an_item_of_another_meeting_is_not_named(world):
    item = make.AgendaItemFactory(meeting=a_meeting(world, "held"))
    refused(lambda: enter(world, item=item), "foreign_item")


def test_it_is_reported_sent_back_reported_and_closed(world):
    found = a_resolution(world)
    actions.report_resolution(found, by=world.liaison, report="已装 20 盏")
    back = actions.send_back_resolution(found, by=world.staff, opinion="还差 12 盏")
    assert (back.state, back.report) == ("assigned", "已装 20 盏")
    actions.report_resolution(found, by=world.liaison, report="32 盏全部装好")
    closed = actions.close_resolution(found, by=world.staff)
    assert (closed.state, closed.report) == ("closed", "32 盏全部装好")
    assert closed.closed_at is not None


def test_who_may_report_and_who_may_close(world):
    found = a_resolution(world)
    with pytest.raises(Forbidden):
        actions.report_resolution(found, by=world.other, report="办好了")
    refused(lambda: actions.report_resolution(found, by=world.staff, report="办好了"), "basis_needed")
    actions.report_resolution(found, by=world.staff, report="办好了", basis="电话")
    with pytest.raises(Forbidden):
        actions.close_resolution(found, by=world.liaison)


def test_reasons_and_words_are_needed(world):
    found = a_resolution(world)
    refused(lambda: actions.report_resolution(found, by=world.liaison, report=" "), "words_needed")
    refused(lambda: actions.send_back_resolution(found, by=world.staff, opinion=""), "reason_needed")
    refused(lambda: actions.drop_resolution(found, by=world.staff, opinion=" "), "reason_needed")
    refused(lambda: actions.close_resolution(found, by=world.staff), "wrong_state")


def test_what_is_no_longer_done_says_why(world):
    dropped = actions.drop_resolution(a_resolution(world), by=world.staff, opinion="项目取消")
    assert (dropped.state, dropped.end_reason) == ("dropped", "项目取消")


@pytest.mark.parametrize("verb", ["report", "close", "drop", "send-back"])
def test_each_move_is_taken_back_with_its_notice(world, verb):
    found = a_resolution(world, "reported" if verb in ("close", "send-back") else "assigned")
    before, by = found.state, world.liaison if verb == "report" else world.staff
    act = {
        "report": lambda: actions.report_resolution(found, by=by, report="办好了"),
        "close": lambda: actions.close_resolution(found, by=by),
        "drop": lambda: actions.drop_resolution(found, by=by, opinion="取消"),
        "send-back": lambda: actions.send_back_resolution(found, by=by, opinion="补充"),
    }[verb]
    act()
    undone = actions.undo_resolution(found, by=by)
    assert (undone.state, undone.closed_at, undone.end_reason) == (before, None, "")
    assert titles() == []


def test_its_words_and_day_are_corrected_while_it_is_worked_on(world):
    found = a_resolution(world)
    changed = actions.change_resolution(found, by=world.staff, text="捐赠灯具 32 盏", due_on=found.due_on)
    same = actions.change_resolution(found, by=world.staff, text="捐赠灯具 32 盏")
    assert (changed.version, same.version, len(titles())) == (2, 2, 1)
    done = a_resolution(world, "closed")
    refused(lambda: actions.change_resolution(done, by=world.staff, text="别的"), "wrong_state")


def test_a_bureau_is_reminded_and_a_neighbourhood_hurried_once_a_day(world):
    actions.hurry_resolution(a_resolution(world, text="甲"), by=world.staff)
    village = a_resolution(world, unit=world.hood, manner="assign", text="乙")
    actions.hurry_resolution(village, by=world.staff)
    assert titles() == ["催办：乙", "提醒：甲"]
    refused(lambda: actions.hurry_resolution(village, by=world.staff), "already_hurried")
    with pytest.raises(Forbidden):
        actions.hurry_resolution(village, by=world.liaison)


def test_only_a_late_one_is_escalated(world):
    refused(lambda: actions.escalate_resolution(a_resolution(world), by=world.staff), "not_late")
    done = a_resolution(world, "closed")
    refused(lambda: actions.escalate_resolution(done, by=world.staff), "wrong_state")
    refused(lambda: actions.hurry_resolution(done, by=world.staff), "wrong_state")


def test_what_a_bureau_owes_goes_to_the_office_above_and_a_neighbourhood_hears_itself(world):
    above = make.staff_of(make.district())
    actions.escalate_resolution(late(world, text="甲"), by=world.staff)
    actions.escalate_resolution(late(world, unit=world.hood, manner="assign", text="乙"), by=world.staff)
    assert told() == {(above.pk,): "提请上级协调：甲", (world.hood_liaison.pk,): "督办：乙"}


def test_late_is_what_is_not_reported_by_its_day(world):
    overdue, today = late(world), a_resolution(world, due_on=timezone.localdate())
    reported = late(world, state="reported")
    assert [each.is_late for each in (overdue, today, reported)] == [True, False, False]
    assert list(Resolution.objects.late()) == [overdue]


def test_a_finding_is_rechecked_until_it_passes(world):
    finding = a_resolution(world, "reported", kind="finding")
    refused(lambda: actions.close_resolution(finding, by=world.staff), "recheck_needed")
    refused(lambda: actions.send_back_resolution(finding, by=world.staff, opinion="补"), "recheck_needed")
    actions.recheck_finding(finding, by=world.staff, passed=False, note="仍有堆物")
    actions.report_resolution(finding, by=world.liaison, report="已清理")
    actions.recheck_finding(finding, by=world.staff, passed=True, note="已清理干净")
    finding.refresh_from_db()
    assert finding.state == "closed"
    assert [each.passed for each in finding.rechecks.all()] == [False, True]


def test_a_recheck_says_what_was_seen_of_a_finding_on_a_day_that_was(world):
    finding, plain = a_resolution(world, "reported", kind="finding"), a_resolution(world, "reported")

    def recheck(found, **said):
        return lambda: actions.recheck_finding(found, by=world.staff, passed=True, **({"note": "好"} | said))

    refused(recheck(plain), "not_a_finding")
    refused(recheck(finding, note=" "), "words_needed")
    refused(recheck(finding, checked_on=in_a_month()), "not_yet")
    refused(recheck(a_resolution(world, kind="finding")), "wrong_state")


def test_a_recheck_is_taken_back_with_its_row(world):
    finding = a_resolution(world, "reported", kind="finding")
    actions.recheck_finding(finding, by=world.staff, passed=True, note="好")
    undone = actions.undo_resolution(finding, by=world.staff)
    assert (undone.state, Recheck.objects.count()) == ("reported", 0)


def test_the_next_meeting_opens_with_what_is_open(world):
    first = a_meeting(world, "minuted")
    soon = timezone.localdate() + dt.timedelta(days=1)
    one, two = a_resolution(world, meeting=first), a_resolution(world, "reported", meeting=first, due_on=soon)
    a_resolution(world, "closed", meeting=first)
    a_resolution(world, "dropped", meeting=first)
    elsewhere = make.MeetingFactory(state="minuted")
    make.ResolutionFactory(meeting=elsewhere, unit=world.tax)
    assert list(open_before(a_meeting(world))) == [two, one]
    assert list(open_before(first)) == []


def test_a_meeting_that_was_held_keeps_what_it_opened_with(world):
    found = a_resolution(world, "reported")
    held = a_meeting(world, "held", starts_at=timezone.now() - dt.timedelta(hours=1))
    actions.close_resolution(found, by=world.staff)
    assert list(open_before(held)) == [found]


def test_evidence_is_kept_and_what_cannot_be_is_named(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    found = a_resolution(world)
    uploads = [SimpleUploadedFile("灯.png", picture()), SimpleUploadedFile("坏.png", b"no picture")]
    refusals = actions.attach_evidence(found, uploads, by=world.liaison)
    assert [each.original_name for each in evidence_of(found)] == ["灯.png"]
    assert len(refusals) == 1
    assert refusals[0].startswith("“坏.png”")


def test_one_record_serves_several_resolutions(world):
    mine, theirs = a_resolution(world), a_resolution(world, unit=world.tax)
    account = Account(timezone.localdate(), "安装楼道灯", figures={"pieces": 32})
    record = actions.record_resolutions([theirs, mine], account, by=world.staff, basis="会上")
    assert {share.unit for share in record.shares.all()} == {world.finance, world.tax}
    assert set(record.resolutions.all()) == {mine, theirs}


def test_nothing_is_recorded_for_what_is_closed_or_anothers(world):
    account = Account(timezone.localdate(), "安装楼道灯")
    done = a_resolution(world, "closed")
    refused(lambda: actions.record_resolutions([done], account, by=world.liaison), "wrong_state")
    with pytest.raises(Forbidden):
        actions.record_resolutions([a_resolution(world)], account, by=world.other)
    mine = a_resolution(world)
    refused(lambda: actions.record_resolutions([mine], account, by=world.staff), "basis_needed")


def test_where_nobody_sits_above_the_own_office_hears(world):
    actions.escalate_resolution(late(world, text="甲"), by=world.staff)
    assert told() == {(world.staff.pk,): "提请上级协调：甲"}
