"""The office's own workbook, its columns renamed and shuffled, through the wizard in a real Chromium."""

import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page

from members.models import Enrolment
from portal.models import Import
from portal.outbox.actions import run_due
from projects.models import Need, Project, Resource
from tests import factories as make
from tests.browser.walking import job_done
from tests.portal.ledgers.importing import ZHUJING, divisions, shuffled_and_renamed
from tests.portal.ledgers.workbooks import saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]
PROJECTS = "附表4"
PUBLISHER = "秀州村"
"""Of the first project."""

UNKNOWN_HEADER, UNKNOWN_UNIT = "这件事叫什么", "朱泾镇没有这家单位"


@pytest.fixture
def office():
    make.first_kinds()
    return make.staff_of(divisions())


@pytest.fixture
def ledger(tmp_path):
    """朱泾镇's five sheets, shuffled; in the list of projects a header and a unit that nobody knows."""
    shuffled = tmp_path / "shuffled.xlsx"
    shuffled.write_bytes(shuffled_and_renamed(ZHUJING))
    workbook = load_workbook(shuffled)
    sheet = workbook[PROJECTS]
    headers = {cell.value: cell for cell in sheet[1]}
    headers["共建项目名称"].value = UNKNOWN_HEADER
    sheet.cell(2, headers["申报单位"].column).value = UNKNOWN_UNIT
    file = tmp_path / "朱泾镇台账.xlsx"
    file.write_bytes(saved(workbook))
    return file


def upload(page: Page, ledger) -> None:
    page.goto("/ledgers/")
    page.locator("main").get_by_role("link", name="导入").first.click()
    page.get_by_label("台账文件").set_input_files(ledger)
    page.get_by_role("button", name="上传并检查").click()
    page.wait_for_url("**/ledgers/imports/*/")


def sheet_of(page: Page, tab: str):
    return page.locator(".lx-panel").filter(has=page.locator("h2", has_text=re.compile(f"^{tab}$")))


def test_from_the_upload_to_undoing_it_all(open_page, office, ledger, violations):
    page = open_page(office, width=1366)
    upload(page, ledger)
    job_done(page, "核对后确认导入")
    say_what_the_projects_are(page)
    job_done(page, "核对后确认导入")
    sheet = sheet_of(page, PROJECTS)
    assert sheet.get_by_text(f"“{UNKNOWN_UNIT}”没有在朱泾镇入册").is_visible()
    assert violations(page) == []
    sheet.get_by_label("第 2 行 申报单位 更正为").fill(PUBLISHER)
    sheet.get_by_role("button", name="更正并重新核对").click()
    job_done(page, "核对后确认导入")
    page.get_by_role("button", name="导入正确的 439 行").click()
    job_done(page, "导入结果")
    assert [model.objects.count() for model in (Enrolment, Resource, Need, Project)] == [173, 67, 27, 112]
    page.get_by_role("button", name="撤销整次导入").click()
    page.get_by_role("button", name="确定").click()
    page.get_by_text("撤销了整次导入").wait_for()
    assert [model.objects.count() for model in (Enrolment, Resource, Need, Project)] == [0, 0, 0, 0]
    assert Import.objects.get().state == "undone"


def say_what_the_projects_are(page: Page) -> None:
    """The sheet whose header nobody knew, and the column that holds the titles."""
    others = page.locator(".lx-panel", has_text="没有读取的工作表")
    others.get_by_label(f"“{PROJECTS}”对应的栏目").select_option(label="项目清单")
    others.get_by_role("button", name="按此重新读取").click()
    job_done(page, "核对后确认导入")
    sheet = sheet_of(page, PROJECTS)
    sheet.get_by_label(f"“{UNKNOWN_HEADER}”对应的栏目").select_option(label="项目名称")
    sheet.get_by_role("button", name="按此重新读取").click()


def test_the_wizard_works_without_javascript(browser, live_server, client, office, ledger):
    client.force_login(office)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])
    page = context.new_page()
    upload(page, ledger)
    run_due()
    page.reload()
    page.get_by_role("button", name=re.compile("导入正确的")).click()
    page.get_by_text("已排队，马上开始").wait_for()
    run_due()
    page.reload()
    assert page.get_by_role("button", name="撤销整次导入").is_visible()
    context.close()
