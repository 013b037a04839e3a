"""The ten main tasks with the keyboard alone: every control is reached by Tab and shows that it is."""

import datetime as dt

import pytest
from playwright.sync_api import Locator, Page

from alliances.models import Record
from members.models import Enrolment
from portal.outbox.actions import run_due
from projects.models import Claim, Feedback, Project
from tests import factories as make
from tests.portal.ledgers.importing import UNITS, book

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]
MOST_TABS = 150
IS_SEEN = """element => {
    const style = getComputedStyle(element)
    return element.matches(':focus-visible') && (style.outlineStyle !== 'none' || style.boxShadow !== 'none')
}"""


def reach(page: Page, target: Locator) -> None:
    """Press Tab until this has the focus, which must be visible."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            assert target.evaluate(IS_SEEN), f"no visible focus: {target}"
            return
    raise AssertionError(f"Tab does not lead to {target}")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    reach(page, target)
    page.keyboard.press(key)


def fill_in(page: Page, target: Locator, text: str) -> None:
    reach(page, target)
    page.keyboard.type(text)


@pytest.fixture
def unit():
    return make.member("区财政局")


@pytest.fixture
def hood():
    return make.neighbourhood()


@pytest.fixture
def project(hood):
    return make.ProjectFactory(unit=hood, title="五龙村亮灯工程", capacity=2)


@pytest.fixture
def liaison(unit):
    return make.liaison_of(unit)


@pytest.fixture
def claim(project, unit, liaison):
    return make.ClaimFactory(
        project=project, unit=unit, ordinal=1, state="submitted", part="lead", claimed_by=liaison
    )


@pytest.fixture
def confirmed(claim, hood):
    claim.project.neighbourhoods.add(hood)
    Claim.objects.filter(pk=claim.pk).update(state="confirmed", confirmed_at=claim.claimed_at)
    return claim


@pytest.fixture
def drafts(hood):
    return make.DraftProjectFactory.create_batch(
        2, unit=hood, state="submitted", submitted_at=dt.datetime.now(dt.UTC)
    )


def test_signing_in(open_page, liaison):
    page = open_page()
    page.goto("/account/login/")
    fill_in(page, page.get_by_label("用户名"), liaison.username)
    fill_in(page, page.get_by_label("密码").first, make.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "login" not in url)
    assert page.get_by_role("heading", name="我的待办").is_visible()


def test_searching(open_page, liaison, project):
    page = open_page(liaison, width=1366)
    fill_in(page, page.locator("#find"), "亮灯")
    page.keyboard.press("Enter")
    press(page, page.locator("main").get_by_role("link", name="五龙村亮灯工程").first)
    page.wait_for_url(f"**/projects/{project.pk}/")


def test_claiming_and_taking_it_back(open_page, liaison, project):
    page = open_page(liaison)
    page.goto("/hall/")
    row = page.locator(f"#row-{project.pk}")
    press(page, row.locator(".lx-do").get_by_role("link"))
    row.get_by_role("button", name="确认认领").wait_for()
    press(page, row.get_by_role("button", name="确认认领"))
    page.get_by_role("button", name="撤回").wait_for()
    assert Claim.objects.get().state == "submitted"
    press(page, page.get_by_role("button", name="撤回"))
    page.wait_for_url("**/projects/**")
    assert Claim.objects.get().state == "withdrawn"


def test_registering_work(open_page, liaison, confirmed):
    page = open_page(liaison)
    page.goto(f"/claims/{confirmed.pk}/record/")
    fill_in(page, page.get_by_label("做了什么"), "安装路灯 32 盏")
    press(page, page.locator("main form").get_by_role("button").last)
    page.wait_for_url("**/records/*/")
    assert Record.objects.get().summary == "安装路灯 32 盏"


def test_confirming_in_bulk(open_page, claim):
    page = open_page(make.staff_of(), width=1366)
    page.goto("/queue/")
    press(page, page.get_by_role("checkbox").first, "Space")
    press(page, page.get_by_role("button", name="批量通过"))
    page.get_by_role("status").first.wait_for()
    assert Claim.objects.get().state == "confirmed"


def test_publishing(open_page, drafts):
    page = open_page(make.staff_of(), width=1366)
    page.goto("/queue/")
    press(page, page.locator("main").get_by_role("link", name=drafts[0].title))
    page.get_by_role("button", name="通过并看下一件").wait_for()
    press(page, page.get_by_role("button", name="通过并看下一件"))
    page.get_by_role("status").first.wait_for()
    assert Project.objects.get(pk=drafts[0].pk).state == "published"


def test_returning(open_page, drafts):
    page = open_page(make.staff_of(), width=1366)
    page.goto("/queue/")
    press(page, page.locator("main").get_by_role("link", name=drafts[0].title))
    page.get_by_label("审核意见").last.wait_for()
    fill_in(page, page.locator("#side").get_by_label("审核意见"), "请补充地点")
    press(page, page.locator("#side").get_by_role("button", name="退回"))
    page.get_by_role("status").first.wait_for()
    assert Project.objects.get(pk=drafts[0].pk).state == "returned"


def test_confirming_facts(open_page, hood, confirmed):
    page = open_page(make.liaison_of(hood))
    page.goto(f"/claims/{confirmed.pk}/feedback/")
    press(page, page.get_by_label("已完成").first, "Space")
    press(page, page.get_by_role("button", name="提交核实"))
    page.wait_for_url("**/projects/**")
    assert Feedback.objects.get().done


def test_taking_in_a_ledger(open_page, tmp_path, unit):
    ledger = tmp_path / "台账.xlsx"
    ledger.write_bytes(book({"成员单位": [UNITS, [1, "机关", "区审计局"]]}))
    page = open_page(make.staff_of(), width=1366)
    page.goto("/ledgers/import/")
    with page.expect_file_chooser() as chosen:
        press(page, page.locator("input[type=file]"))
    chosen.value.set_files(ledger)
    press(page, page.get_by_role("button", name="上传并检查"))
    page.wait_for_url("**/ledgers/imports/*/")
    run_due()
    page.get_by_role("button", name="导入正确的 1 行").wait_for()
    press(page, page.get_by_role("button", name="导入正确的 1 行"))
    page.get_by_text("已排队，马上开始").wait_for()
    run_due()
    assert Enrolment.objects.filter(unit__name="区审计局").exists()
