"""Pages of what meetings decide: minutes, resolutions, records, and where else they show."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook

from alliances.meetings import actions
from alliances.meetings.resolution_page import evidence_of
from alliances.models import Minutes, Record, Resolution
from tests import factories as make
from tests.access.asking import text_of
from tests.access.world import picture
from tests.alliances.meetings.test_pages import shown
from tests.alliances.meetings.world import a_meeting, a_resolution, a_world

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


def test_minutes_are_drafted_published_and_changed_with_both_kept(office, world):
    meeting = a_meeting(world, "held")
    a_resolution(world, meeting=meeting, text="捐赠灯具")
    assert "商请区财政局：捐赠灯具" in shown(office, f"/meetings/{meeting.pk}/minutes/")
    path = f"/meetings/{meeting.pk}/minutes/"
    shown(office, path, text="一、通报\n二、亮灯", based_on=0)
    page = shown(office, path, text="一、通报\n二、亮灯和助学", based_on=1, reason="漏记")
    assert "<del>二、亮灯</del>" in page
    assert "<ins>二、亮灯和助学</ins>" in page
    assert Minutes.objects.count() == 2
    assert "二、亮灯" in shown(office, f"{path}1/")
    assert office.get(f"{path}9/").status_code == 404


def test_refused_minutes_keep_what_was_typed(office, world):
    meeting = a_meeting(world, "held")
    path = f"/meetings/{meeting.pk}/minutes/"
    shown(office, path, text="甲稿", based_on=0)
    page = shown(office, path, text="乙稿，写了很久", based_on=0, reason="并行")
    assert "已有人发布了新的一版" in page
    assert "乙稿，写了很久" in page
    assert office.get(f"/meetings/{a_meeting(world, 'called').pk}/minutes/").status_code == 409


def test_every_version_comes_as_a_word_file(unit, world):
    minutes = make.MinutesFactory(meeting=a_meeting(world, "minuted"))
    path = f"/meetings/{minutes.meeting_id}/minutes/word/"
    assert unit.get(f"{path}?number=1").status_code == 200
    assert unit.get(path).status_code == 200
    assert unit.get(f"{path}?number=7").status_code == 404


def test_a_resolution_is_entered_worded_reported_and_closed(client, world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    meeting, due = a_meeting(world, "minuted"), timezone.localdate() + dt.timedelta(days=9)
    client.force_login(world.staff)
    sent = {"kind": "resolution", "unit": world.finance.pk, "text": "捐赠灯具", "due_on": due}
    assert "已商请区财政局" in shown(client, f"/meetings/{meeting.pk}/resolutions/new/", **sent)
    found = Resolution.objects.get()
    assert "提醒" in shown(client, f"/resolutions/{found.pk}/")
    client.force_login(world.liaison)
    assert "去报告" in shown(client, "/")
    report = {"report": "已捐 32 盏", "evidence": SimpleUploadedFile("灯.png", picture())}
    assert "灯.png" in shown(client, f"/resolutions/{found.pk}/do/report/", **report)
    client.force_login(world.staff)
    assert "去销号" in shown(client, "/")
    shown(client, f"/resolutions/{found.pk}/do/close/", opinion="")
    found.refresh_from_db()
    assert found.state == "closed"
    shown(client, f"/resolutions/{found.pk}/undo/", x=1)
    found.refresh_from_db()
    assert found.state == "reported"


def test_only_who_may_sees_the_evidence_file(client, world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    found = a_resolution(world)
    actions.attach_evidence(found, [SimpleUploadedFile("灯.png", picture())], by=world.liaison)
    answers = []
    for user in (world.liaison, world.staff, world.other):
        client.force_login(user)
        page = shown(client, f"/resolutions/{found.pk}/")
        file = "灯.png" in page
        answers.append(file)
    assert answers == [True, True, False]


def test_a_finding_offers_a_recheck_and_no_plain_closing(office, world):
    finding = a_resolution(world, "reported", kind="finding")
    page = shown(office, f"/resolutions/{finding.pk}/")
    assert "登记复查" in page
    assert "do/close/" not in page
    page = shown(office, f"/resolutions/{finding.pk}/do/recheck/", passed="no", note="仍有堆物")
    assert "继续整改" in page
    assert office.session["undo"]["url"] == f"/resolutions/{finding.pk}/undo/"


def test_a_late_one_is_red_and_can_be_escalated(office, world):
    found = a_resolution(world, due_on=timezone.localdate() - dt.timedelta(days=1))
    assert "is-late" in shown(office, "/resolutions/?state=late")
    page = shown(office, f"/resolutions/{found.pk}/")
    assert "提请上级协调" in page
    assert "督办" not in page.replace("派单与督办", "")
    assert "已提请上级协调" in shown(office, f"/resolutions/{found.pk}/do/escalate/", opinion="")
    assert office.get(f"/resolutions/{found.pk}/do/sing/").status_code == 404


def test_a_resolution_is_corrected(office, world):
    found = a_resolution(world)
    sent = {"text": "捐赠灯具 32 盏", "due_on": found.due_on, "version": 1}
    assert "捐赠灯具 32 盏" in shown(office, f"/resolutions/{found.pk}/edit/", **sent)
    assert "已被修改" in shown(office, f"/resolutions/{found.pk}/edit/", **sent)


def test_a_meeting_and_a_resolution_become_records(client, world):
    meeting = a_meeting(world, "minuted")
    meeting.invitations.filter(unit=world.tax).update(arrived_at=timezone.now())
    client.force_login(world.staff)
    page = shown(client, f"/meetings/{meeting.pk}/record/")
    assert f"召开{meeting.title}" in page
    day = timezone.localdate()
    sent = {"occurred_on": day, "summary": "召开联席会议", f"took_{world.tax.pk}": "on"}
    assert meeting.title in shown(client, f"/meetings/{meeting.pk}/record/", **sent)
    found = a_resolution(world)
    client.force_login(world.liaison)
    sent = {"occurred_on": day, "summary": "安装楼道灯", f"took_{world.finance.pk}": "on"}
    assert found.text in shown(client, f"/resolutions/{found.pk}/record/", **sent)
    assert Record.objects.count() == 2
    assert "请至少勾选一家参与单位" in shown(
        client, f"/resolutions/{found.pk}/record/", occurred_on=day, summary="x"
    )


def test_what_cannot_be_worked_on_any_more_is_refused(office, world):
    done, called = a_resolution(world, "closed"), a_meeting(world, "called")
    for path in (
        f"/resolutions/{done.pk}/record/",
        f"/meetings/{called.pk}/record/",
        f"/meetings/{called.pk}/resolutions/new/",
    ):
        assert office.get(path).status_code == 409


def test_the_next_meeting_opens_with_what_is_open(unit, world):
    a_resolution(world, text="捐赠灯具")
    page = shown(unit, f"/meetings/{a_meeting(world, 'called').pk}/")
    assert page.index("上次会议未销号的事项") < page.index("捐赠灯具")


def test_text_for_the_group_says_who_is_silent(office, world):
    meeting = a_meeting(world, "called", notes="请带材料")
    actions.answer_meeting(meeting, world.tax, by=world.other, answer="attend")
    page = shown(office, f"/meetings/{meeting.pk}/text/")
    assert "还有 2 家单位未回执" in page
    assert f"http://testserver/meetings/{meeting.pk}/" in page
    cancelled = actions.cancel_meeting(meeting, by=world.staff, reason="台风")
    assert "会议取消：台风" in shown(office, f"/meetings/{cancelled.pk}/text/")


def test_lists_are_found_by_words_and_handed_out(office, world):
    found = a_resolution(world, text="捐赠灯具", meeting=a_meeting(world, "minuted", title="二季度会议"))
    assert "二季度会议" in shown(office, "/search/?q=二季度")
    assert "捐赠灯具" in shown(office, "/search/?q=灯具")
    for path, sheet in (("/meetings/", "会议"), ("/resolutions/", "议定事项")):
        file = b"".join(office.get(f"{path}?export=xlsx").streaming_content)
        assert load_workbook(BytesIO(file)).sheetnames == [sheet]
    assert "捐赠灯具" in shown(office, f"/units/{found.unit_id}/")
    assert "二季度会议" in shown(office, f"/alliances/{world.alliance.pk}/")


def test_the_unit_file_says_meetings_and_resolutions(office, world):
    a_resolution(world, text="捐赠灯具")
    page = shown(office, f"/units/{world.finance.pk}/file/")
    assert "参加会议" in page
    assert "捐赠灯具" in page


def test_the_office_has_meetings_to_mark_and_to_minute(office, world):
    a_meeting(world, "called", starts_at=timezone.now() - dt.timedelta(hours=3), title="昨天的会")
    a_meeting(world, "held", title="上周的会")
    page = shown(office, "/")
    assert "请标记为已召开" in page
    assert "请登记议定事项、发布纪要" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_a_longer_list_takes_no_more_queries(office, world, rows, django_assert_num_queries):
    meetings = [a_meeting(world, "minuted") for _ in range(rows)]
    for meeting in meetings:
        a_resolution(world, meeting=meeting)
    for path, queries in (("/meetings/", 9), ("/resolutions/", 7)):
        office.get(path)
        with django_assert_num_queries(queries):
            office.get(path)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_fuller_meeting_takes_no_more_queries(office, world, rows, django_assert_num_queries):
    meeting = a_meeting(world, "held")
    for _ in range(rows):
        make.InvitationFactory(meeting=meeting)
        make.AgendaItemFactory(meeting=meeting, state="accepted", unit=world.tax)
        a_resolution(world, meeting=meeting)
        a_resolution(world)
    office.get(f"/meetings/{meeting.pk}/")
    with django_assert_num_queries(12):
        office.get(f"/meetings/{meeting.pk}/")


def test_a_meeting_is_cancelled_with_its_reason(office, world):
    meeting = a_meeting(world, "called", notes="请带材料")
    page = shown(office, f"/meetings/{meeting.pk}/do/cancel/", opinion="台风")
    assert "取消原因" in page
    assert "台风" in page
    assert office.get(f"/meetings/{meeting.pk}/do/sing/").status_code == 404


def test_a_file_that_cannot_be_kept_is_named_and_the_report_stands(unit, world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    found = a_resolution(world)
    sent = {"report": "已捐 32 盏", "evidence": SimpleUploadedFile("坏.png", b"no picture")}
    assert "“坏.png”" in shown(unit, f"/resolutions/{found.pk}/do/report/", **sent)
    found.refresh_from_db()
    assert found.state == "reported"


def test_a_neighbourhood_is_hurried_from_the_page(office, world):
    found = a_resolution(world, unit=world.hood, manner="assign")
    assert "已催办" in shown(office, f"/resolutions/{found.pk}/do/hurry/", opinion="请抓紧")


def test_evidence_is_opened_by_who_may(client, world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    found = a_resolution(world)
    actions.attach_evidence(found, [SimpleUploadedFile("灯.png", picture())], by=world.liaison)
    path = f"/files/{evidence_of(found).get().pk}/"
    answers = []
    for user in (world.liaison, world.staff, world.other):
        client.force_login(user)
        response = client.get(path)
        answers.append(response.status_code)
        text_of(response)  # read to its end, so that the file is closed
    assert answers == [200, 200, 404]


def test_whoever_runs_the_meeting_may_name_no_unit(office, world):
    meeting = a_meeting(world)
    shown(office, f"/meetings/{meeting.pk}/agenda/new/", title="通报进展", sort=1)
    item = meeting.agenda.get()
    assert (item.unit, item.state) == (None, "accepted")
