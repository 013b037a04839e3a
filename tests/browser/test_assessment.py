"""An appraisal from its pattern to its end: tried, adopted, judged, drilled into, objected to, final."""

import datetime as dt
import re

import pytest
import time_machine
from django.utils import timezone

from alliances.assessment.models import Cycle, Objection, Result, Scheme
from alliances.assessment.tasks import run_for
from tests import factories as make
from tests.browser.walking import handed_over
from tests.portal.documents.papers import text_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]

JUDGED = ("组织设置和覆盖", "班子运行", "队伍建设")
MAY = dt.datetime(2026, 5, 8, 2, tzinfo=dt.UTC)


@pytest.fixture
def world():
    """A branch of a unit that completed a claim in May; the office, and the document it rests on."""
    make.first_kinds()
    unit = make.member("区财政局")
    make.PartyOrgFactory(name="区财政局党支部", unit=unit)
    make.DocumentFactory(region=make.street(), kind="scheme", title="半年考核办法")
    project = make.ProjectFactory(title="亮灯工程")
    moments = {"claimed_at": MAY, "confirmed_at": MAY, "completed_at": MAY}
    make.ClaimFactory(project=project, unit=unit, state="completed", **moments)
    return make.staff_of(), make.liaison_of(unit)


def adopted(desk):
    """From the pattern, with its document; what it would have given is looked at first."""
    desk.goto("/assessment/")
    desk.get_by_role("link", name="拟订办法").click()
    desk.get_by_role("link", name="五类指标半年考核").click()
    desk.get_by_label("依据文件").select_option(index=1)
    desk.get_by_role("button", name="拟订").click()
    desk.get_by_text("各组、各项的满分都相符").wait_for()
    desk.get_by_role("link", name="试算").click()
    desk.get_by_text("评议和测评没有计入").wait_for()
    desk.go_back()
    desk.get_by_role("button", name="施行").click()
    desk.get_by_role("button", name="确定").click()
    desk.get_by_text("施行中", exact=True).wait_for()
    return Scheme.objects.get()


def opened(scheme):
    """As the hourly job does, once the adoption cannot be taken back any more."""
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=11)):
        run_for(dt.date(2026, 7, 1))
    return Cycle.objects.get(scheme=scheme, span="h1")


def judged_and_told(desk, cycle):
    for name in JUDGED:
        desk.goto(f"/assessment/cycles/{cycle.pk}/")
        desk.get_by_role("link", name=re.compile(f"^评议.*{name}")).click()
        desk.get_by_label("没有填写的各家都评为").fill("9")
        desk.get_by_label("共同的理由").fill("现场查看")
        desk.get_by_role("button", name="保存评议").click()
        desk.get_by_text("评议已保存").wait_for()
    desk.get_by_role("link", name="重新计算").click()
    desk.get_by_role("button", name="重新计算").click()
    desk.get_by_role("link", name=re.compile("^审核")).last.click()
    desk.get_by_label("审核意见").fill("记录属实")
    desk.get_by_role("button", name="审核").click()
    desk.get_by_role("button", name=re.compile("^反馈")).click()
    desk.get_by_text("已告知").first.wait_for()


def test_from_a_pattern_to_a_final_result(open_page, world):
    staff, liaison = world
    desk, phone = open_page(staff, width=1366), open_page(liaison)
    cycle = opened(adopted(desk))
    judged_and_told(desk, cycle)
    result = Result.objects.get(cycle=cycle)

    phone.goto("/assessment/results/")
    phone.get_by_role("link", name="区财政局党支部").click()
    phone.get_by_role("link", name="完成认领项目").click()
    phone.get_by_role("link", name="亮灯工程").wait_for()
    phone.get_by_role("link", name="对这一项提出异议").click()
    phone.get_by_label("有异议的地方和依据").fill("三月还完成了一项，没有计入")
    phone.get_by_role("button", name="提出异议").click()
    phone.get_by_text("三月还完成了一项").first.wait_for()

    desk.goto("/")
    desk.get_by_role("link", name="去答复").click()
    desk.get_by_label("予以更正").check()
    desk.get_by_label("更正为").fill("10")
    desk.get_by_label("答复", exact=True).fill("核实属实")
    desk.get_by_role("button", name="答复").click()
    desk.get_by_role("button", name="确定").click()
    desk.get_by_role("link", name="看更正后的结果").wait_for()
    assert Objection.objects.get().corrected.total == result.total + 5

    phone.goto(f"/assessment/results/{result.pk}/")
    phone.get_by_role("link", name="第 2 版").first.click()
    name, content = handed_over(phone, phone.get_by_role("link", name="下载（Word）"))
    assert name.endswith(".docx")
    assert "异议复核后更正" in text_of(content)

    Cycle.objects.update(contest_until=timezone.localdate() - dt.timedelta(days=1))
    desk.goto(f"/assessment/cycles/{cycle.pk}/")
    desk.get_by_role("button", name=re.compile("^确定")).click()
    desk.get_by_text("已确定").first.wait_for()
    cycle.refresh_from_db()
    assert cycle.state == "final"
