"""迎检台账 from the office's choice of period, units and parts to the zip on its desk."""

import io
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from portal.exports.jobs import progress_key
from portal.models import Export
from portal.outbox.progress import telling
from tests import factories as make
from tests.browser.walking import handed_over, job_done
from tests.portal.exports.folders import digests, manifest, with_photos, work

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]
INDEX = "00 卷内目录.xlsx"


@pytest.fixture
def office(settings, tmp_path):
    """Two units worked for the village in May; each has its photo."""
    settings.MEDIA_ROOT = tmp_path
    make.first_kinds()
    clerk, village = make.staff_of(), make.neighbourhood()
    for name in ("区财政局", "区税务局"):
        project = make.ProjectFactory(unit=village, title=f"{name}亮灯")
        claim = make.ClaimFactory(project=project, unit=make.member(name), state="confirmed")
        with_photos(work(clerk, claim), clerk, count=1)
    return clerk


def ask_for_one_unit(page: Page) -> None:
    """The second quarter of 区财政局, without the letters of claims."""
    page.goto("/ledgers/")
    page.locator("main").get_by_role("link", name="迎检台账").click()
    page.get_by_label("期间").select_option(label="第二季度")
    page.get_by_label("年度").fill(str(make.YEAR))
    page.get_by_label("认领书").uncheck()
    page.get_by_text("只要这些单位").first.click()
    page.get_by_label("区财政局").check()
    page.get_by_role("button", name="开始制作").click()
    page.wait_for_url("**/ledgers/exports/*/")


def test_the_folder_holds_what_was_chosen_and_its_index_says_so(open_page, office, violations):
    page = open_page(office, width=1366)
    ask_for_one_unit(page)
    assert violations(page) == []
    watch_it_go_on(page)
    job_done(page, "下一步：下载")
    assert violations(page) == []
    name, raw = handed_over(page, page.get_by_role("link", name="下载文件"))
    folder = ZipFile(io.BytesIO(raw))
    assert name.startswith(f"迎检台账 {make.YEAR} 年第二季度")
    check_folder(folder)
    page.reload()
    assert page.locator(".lx-trail").get_by_text("下载").is_visible()


def watch_it_go_on(page: Page) -> None:
    """A job elsewhere tells how far it is; the page says so without being touched."""
    with telling(progress_key(Export.objects.get())) as tell:
        tell(3, 8, "佐证材料")
        expect(page.get_by_text("佐证材料（3/8）")).to_be_visible(timeout=15_000)


def check_folder(folder: ZipFile) -> None:
    names = folder.namelist()
    book = load_workbook(io.BytesIO(folder.read(INDEX)))
    assert [row[-1] for row in list(book["卷内目录"].values)[2:]] == [name for name in names if "/" in name]
    assert manifest(folder) == digests(folder)
    assert (len([name for name in names if "照片" in name]), any("认领书" in name for name in names)) == (
        1,
        False,
    )
