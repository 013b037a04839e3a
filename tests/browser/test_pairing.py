"""The life of a pairing on two phones and a desk: agreed, filed, fulfilled, reminded, renewed, printed."""

import datetime as dt
import re

import pytest

from alliances.models import Pairing
from alliances.pairing.tasks import run_for
from portal.outbox.actions import run_due
from projects.claims.models import Claim
from tests import factories as make
from tests.alliances.pairing.world import a_world
from tests.browser.walking import handed_over
from tests.portal.documents.papers import text_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]

AGREE, FILE = re.compile("^同意"), re.compile("^备案")
"""The banner that takes back what was just done names it too."""


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def world():
    make.first_kinds()
    return a_world()


@pytest.fixture
def project(world):
    found = make.ProjectFactory(unit=world.village, title="五龙村亮灯工程", capacity=1)
    found.neighbourhoods.add(world.village)
    return found


def drafted(page, world):
    """By the partner, with one commitment of its own."""
    page.goto(f"/programmes/{world.programme.pk}/draft/")
    page.get_by_label("村居（企业）").select_option(label="五龙村")
    page.get_by_label("结对单位").select_option(label="区财政局")
    row = page.get_by_role("group", name="第 1 项")
    row.get_by_label("事项").fill("安装路灯")
    row.get_by_label("承担方").select_option("partner")
    row.get_by_label("计量").select_option("pieces")
    row.get_by_label("数量").fill("32")
    page.get_by_role("button", name="保存草稿").click()
    page.wait_for_url("**/pairings/*/")
    return Pairing.objects.get(renews=None)


def agreed_and_filed(pairing, partner, host, desk):
    """Proposed and agreed by one phone, agreed in two taps by the other, filed by the office."""
    partner.goto(f"/pairings/{pairing.pk}/")
    partner.get_by_role("button", name="提请双方同意").click()
    partner.get_by_role("button", name=AGREE).click()
    partner.get_by_text("须由书记同意：五龙村").wait_for()
    host.goto("/pairings/")
    host.get_by_role("link", name="看协议并答复").click()
    host.get_by_role("button", name=AGREE).click()
    host.get_by_text("双方已同意，由党建办备案后开始履行。").wait_for()
    desk.goto(f"/pairings/{pairing.pk}/")
    desk.get_by_role("link", name=FILE).click()
    desk.get_by_role("button", name=FILE).click()
    desk.wait_for_url(f"**/pairings/{pairing.pk}/")
    pairing.refresh_from_db()
    assert pairing.state == "filed"


def lamps_put_up(page, desk, project):
    """The partner claims the host's project; what it records for the claim is entered once."""
    page.goto("/hall/")
    row = page.locator(f"#row-{project.pk}")
    row.locator(".lx-do").get_by_role("link").click()
    row.get_by_role("button", name="确认认领").click()
    page.wait_for_url("**/hall/**")
    desk.goto(f"/projects/{project.pk}/")
    desk.get_by_role("button", name="确认认领").click()
    desk.wait_for_url("**/projects/**")
    claim = Claim.objects.get()
    page.goto(f"/claims/{claim.pk}/record/")
    page.get_by_label("做了什么").fill("32 盏路灯全线亮灯")
    page.get_by_text("更多数字").click()
    page.get_by_label("件（盏、套）").fill("32")
    page.get_by_role("button", name="保存纪实").click()
    page.wait_for_url("**/records/*/")


def test_a_pairing_from_draft_to_renewal_and_its_paper(open_page, world, project):
    partner, host = open_page(world.other), open_page(world.secretary)
    desk = open_page(world.staff, width=1366)
    pairing = drafted(partner, world)
    agreed_and_filed(pairing, partner, host, desk)
    liaison = open_page(make.liaison_of(world.finance))
    lamps_put_up(liaison, desk, project)
    partner.goto(f"/pairings/{pairing.pk}/")
    assert partner.get_by_role("link", name="32 件", exact=True).is_visible()
    run_for(pairing.until_on - dt.timedelta(days=30))
    run_due()
    liaison.goto("/notices/")
    liaison.get_by_role("button", name="结对还有 30 天到期").click()
    liaison.get_by_role("link", name="续签").first.click()
    liaison.get_by_role("button", name="续签").click()
    liaison.get_by_text("已生成续签草稿").wait_for()
    again = Pairing.objects.get(renews=pairing)
    assert again.from_on == pairing.until_on + dt.timedelta(days=1)
    agreed_and_filed(again, partner, host, desk)
    name, content = handed_over(partner, partner.get_by_role("link", name="下载协议书（Word）"))
    assert name == f"结对共建协议书 {again.number} 五龙村 区财政局.docx"
    said = text_of(content)
    for words in (again.number, "五龙村", "区财政局", "安装路灯", "32 件"):
        assert words in said


def test_weights_are_tried_and_all_that_is_suggested_becomes_drafts(open_page, world):
    desk = open_page(world.staff, width=1366)
    desk.goto(f"/programmes/{world.programme.pk}/suggestions/")
    desk.get_by_label("距离").fill("90")
    desk.get_by_role("button", name="按此重算").click()
    desk.get_by_text("还没有保存：离开本页，仍按原来的权重。").wait_for()
    desk.get_by_role("button", name="全部采纳为草稿").click()
    desk.get_by_role("button", name="确定").click()
    desk.get_by_text("已采纳 2 对为草稿").wait_for()
    assert sorted(Pairing.objects.values_list("partner__name", "state")) == [
        ("区税务局", "drafted"),
        ("区财政局", "drafted"),
    ]
