"""Lists and ledgers leave as files, contacts only where a reason is given, and come back unchanged."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page

from members.models import Enrolment
from projects.models import Project
from tests import factories as make
from tests.browser.walking import handed_over, job_done

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]
PHONE = "13900130001"


@pytest.fixture
def office(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make.first_kinds()
    village = make.neighbourhood()
    for title in ("亮灯工程", "护河行动"):
        make.ProjectFactory(unit=village, title=title, contact_name="王五", contact_phone=PHONE)
    make.member("区财政局")
    return make.staff_of()


@pytest.mark.parametrize("width", [390, 1366])
def test_a_list_leaves_as_it_is_filtered(open_page, office, width):
    page = open_page(office, width=width)
    page.goto("/projects/?search=亮灯")
    page.locator(".lx-export summary").click()
    name, raw = handed_over(page, page.get_by_role("link", name="Excel 工作簿"))
    book = load_workbook(io.BytesIO(raw)).active
    page.goto("/projects/?search=亮灯")
    page.locator(".lx-export summary").click()
    other, text = handed_over(page, page.get_by_role("link", name="CSV 文件"))
    lines = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))
    assert (Path(name).suffix, Path(other).suffix) == (".xlsx", ".csv")
    assert [[cell or "" for cell in row][2:4] for row in book.values] == [line[2:4] for line in lines]
    assert [("亮灯工程" in line, "王五" in line) for line in lines[1:]] == [(True, False)]


def test_contacts_leave_only_with_a_reason(open_page, office, violations):
    page = open_page(office, width=1366)
    page.goto("/ledgers/export/")
    page.get_by_label("含联系人和电话").check()
    page.get_by_role("button", name="导出 Excel").click()
    assert page.get_by_text("要写明用途").is_visible()
    assert page.get_by_label("含联系人和电话").is_checked()
    assert violations(page) == []
    page.get_by_label("用途").fill("区委组织部核对联系方式")
    _, raw = handed_over(page, page.get_by_role("button", name="导出 Excel"))
    assert PHONE in said_in(raw)


def said_in(raw: bytes) -> str:
    sheets = load_workbook(io.BytesIO(raw))
    return " ".join(str(cell) for sheet in sheets for row in sheet.values for cell in row if cell)


def test_the_ledgers_go_out_and_in_without_a_change(open_page, office, tmp_path):
    page = open_page(office, width=1366)
    page.goto("/ledgers/export/")
    page.get_by_label("年度").fill(str(make.YEAR))
    _, raw = handed_over(page, page.get_by_role("button", name="导出 Excel"))
    assert PHONE not in said_in(raw)
    take_in(page, tmp_path, raw)
    assert page.get_by_text("这份台账和已登记的内容一致，不必再导入。").is_visible()
    assert page.get_by_role("button", name="导入正确的").count() == 0
    assert set(Project.objects.values_list("contact_phone", flat=True)) == {PHONE}


def take_in(page: Page, folder: Path, raw: bytes) -> None:
    file = folder / "台账.xlsx"
    file.write_bytes(raw)
    page.goto("/ledgers/import/")
    page.get_by_label("年度").fill(str(make.YEAR))
    page.get_by_label("台账文件").set_input_files(file)
    page.get_by_role("button", name="上传并检查").click()
    job_done(page, "核对后确认导入")


def test_a_snapshot_says_what_changed_since(open_page, office, violations):
    page = open_page(office)
    page.goto("/ledgers/")
    page.locator("main").get_by_role("link", name="报送快照").click()
    page.get_by_label("名称").fill("三季度报送")
    page.get_by_label("年度").fill(str(make.YEAR))
    page.get_by_role("button", name="保存快照").click()
    page.wait_for_url("**/ledgers/snapshots/*/")
    assert page.get_by_text("与今天的台账一致").is_visible()
    Project.objects.filter(title="亮灯工程").update(place="五龙村口")
    Enrolment.objects.filter(unit__name="区财政局").update(state="left", until_on="2026-06-30")
    page.reload()
    assert page.get_by_text("地点：（空） → 五龙村口").is_visible()
    assert page.locator("li", has_text="减少").get_by_text("区财政局").is_visible()
    assert violations(page) == []
    _, raw = handed_over(page, page.get_by_role("link", name="下载工作簿"))
    assert ("区财政局" in said_in(raw), "五龙村口" in said_in(raw)) == (True, False)
