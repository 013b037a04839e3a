"""From calling a meeting to the next one: receipt on a phone, agenda, minutes, a resolution closed."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.models import Meeting, Resolution
from tests import factories as make
from tests.alliances.meetings.world import a_meeting, a_resolution, a_world, in_days

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]


@pytest.fixture
def world():
    return a_world()


def call(desk, title, day):
    """The office prepares a meeting of the conference and calls it."""
    desk.goto("/meetings/new/")
    desk.get_by_label("名称").fill(title)
    desk.get_by_label("开始时间").fill(f"{day:%Y-%m-%dT%H:%M}")
    desk.get_by_label("地点").fill("三楼会议室")
    desk.get_by_role("button", name="保存").click()
    desk.wait_for_url("**/meetings/*/")
    desk.get_by_role("link", name="发出通知").click()
    desk.get_by_role("button", name="发出通知").click()
    desk.wait_for_url("**/meetings/*/")
    return Meeting.objects.latest("pk")


def test_a_meeting_from_its_call_to_the_next_one(open_page, world):
    desk = open_page(world.staff, width=1366)
    meeting = call(desk, "三季度联席会议", in_days(7))
    phone = open_page(world.liaison)
    phone.get_by_role("link", name="去回执").click()
    phone.get_by_role("button", name="参加").click()
    phone.get_by_text("区财政局已回执：参加").wait_for()
    assert meeting.invitations.get(unit=world.finance).answer == "attend"

    phone.get_by_role("link", name="提出议题").click()
    phone.get_by_label("议题").fill("商量楼道亮灯")
    phone.get_by_role("button", name="提出").click()
    phone.get_by_text("已提出“商量楼道亮灯”").wait_for()
    desk.goto(f"/meetings/{meeting.pk}/")
    desk.get_by_role("button", name="列入议程").click()
    desk.wait_for_url("**/meetings/*/**")

    # The week passes.
    began = timezone.now() - dt.timedelta(hours=2)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=began, called_at=began - dt.timedelta(days=7))
    desk.goto(f"/meetings/{meeting.pk}/do/hold/")
    desk.get_by_role("button", name="召开").click()
    desk.wait_for_url("**/meetings/*/")
    desk.get_by_role("link", name="登记议定事项").click()
    desk.get_by_label("责任单位").select_option(label="区财政局")
    desk.get_by_label("内容").fill("捐赠楼道灯 32 盏")
    desk.get_by_label("完成时限").fill(f"{in_days(30):%Y-%m-%d}")
    desk.get_by_role("button", name="保存").click()
    desk.wait_for_url("**/meetings/*/")
    desk.get_by_role("link", name="编写纪要").click()
    assert "商请区财政局：捐赠楼道灯 32 盏" in desk.get_by_label("纪要").input_value()
    desk.get_by_role("button", name="发布纪要").click()
    desk.wait_for_url("**/minutes/1/")

    nxt = call(desk, "四季度联席会议", in_days(20))
    phone.goto(f"/meetings/{nxt.pk}/")
    phone.get_by_text("上次会议未销号的事项").wait_for()
    phone.get_by_role("link", name="捐赠楼道灯 32 盏").click()
    phone.get_by_role("link", name="报告办理情况").click()
    phone.get_by_label("办理情况").fill("32 盏全部装好")
    phone.get_by_role("button", name="报告办理情况").click()
    phone.wait_for_url("**/resolutions/*/")
    found = Resolution.objects.get()
    desk.goto(f"/resolutions/{found.pk}/")
    desk.get_by_role("link", name="销号").click()
    desk.get_by_role("button", name="销号").click()
    desk.wait_for_url("**/resolutions/*/")
    found.refresh_from_db()
    assert found.state == "closed"
    phone.goto(f"/meetings/{nxt.pk}/")
    assert phone.get_by_text("上次会议未销号的事项").count() == 0


@pytest.mark.parametrize("width", [390, 768, 1366])
def test_the_pages_have_no_barriers(open_page, world, violations, width):
    called = a_meeting(world, "called", starts_at=timezone.now() + dt.timedelta(minutes=5))
    minuted = a_meeting(world, "minuted")
    make.MinutesFactory(meeting=minuted)
    make.MinutesFactory(meeting=minuted, number=2, text="会议商定三件事。", reason="漏记")
    make.AgendaItemFactory(meeting=called, unit=world.finance)
    late = a_resolution(world, meeting=minuted, due_on=timezone.localdate() - dt.timedelta(days=3))
    finding = a_resolution(world, "reported", kind="finding", meeting=minuted)
    make.RecheckFactory(resolution=finding)
    page = open_page(world.staff, width=width)
    for path in (
        "/meetings/",
        "/meetings/new/",
        f"/meetings/{called.pk}/",
        f"/meetings/{called.pk}/units/",
        f"/meetings/{called.pk}/receipts/",
        f"/meetings/{called.pk}/code/",
        f"/meetings/{called.pk}/arrivals/",
        f"/meetings/{minuted.pk}/",
        f"/meetings/{minuted.pk}/minutes/",
        f"/meetings/{minuted.pk}/minutes/2/",
        "/resolutions/",
        f"/resolutions/{late.pk}/",
        f"/resolutions/{finding.pk}/",
    ):
        page.goto(path)
        assert (path, violations(page)) == (path, [])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
