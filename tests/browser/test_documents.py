"""Word files: the office's own template, the claim letter there and back, a unit's file, the list to post."""

import pytest

from projects.models import SignedLetter
from tests import factories as make
from tests.access.world import picture
from tests.browser.walking import handed_over
from tests.portal.documents.papers import paper_with, text_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def unit():
    return make.member("区财政局")


@pytest.fixture
def claim(unit):
    project = make.ProjectFactory(unit=make.neighbourhood(), title="亮灯工程", is_public=True)
    return make.ClaimFactory(project=project, unit=unit, part="lead", state="confirmed", promise="提供灯具")


@pytest.fixture
def paper(tmp_path):
    def write(name: str, *lines: str):
        file = tmp_path / name
        file.write_bytes(paper_with(*lines))
        return file

    return write


def test_a_template_of_ones_own_is_checked_shown_and_used(open_page, claim, paper, violations):
    page = open_page(make.staff_of(), width=1366)
    page.goto("/documents/templates/")
    page.get_by_role("link", name="认领书", exact=True).click()
    page.get_by_label("模板文件").set_input_files(paper("错.docx", "{{ unit }}认领{{ projcet }}"))
    page.get_by_role("button", name="检查并采用").click()
    assert page.get_by_text("模板里有不认识的占位符：“projcet”（是不是“project”？）").is_visible()
    assert violations(page) == []
    page.get_by_label("模板文件").set_input_files(
        paper("本镇认领书.docx", "本镇：{{ unit }}认领{{ project }}")
    )
    page.get_by_role("button", name="检查并采用").click()
    assert page.locator(".lx-sheet").inner_text() == "本镇：区财政局认领钟楼居民区亮灯项目"
    page.goto(f"/claims/{claim.pk}/letter/")
    assert page.locator(".lx-sheet").inner_text() == "本镇：区财政局认领亮灯工程"
    page.goto("/documents/templates/claim_letter/")
    page.get_by_role("button", name="改回门户自带的模板").click()
    assert page.locator(".lx-sheet").get_by_text("认领单位意见").is_visible()


def test_a_letter_is_written_signed_and_handed_back(open_page, claim, unit, tmp_path, violations):
    page = open_page(make.liaison_of(unit))
    page.goto(f"/projects/{claim.project_id}/")
    page.get_by_role("link", name="认领书").first.click()
    name, raw = handed_over(page, page.get_by_role("link", name="下载 Word"))
    assert (name.split()[0], "提供灯具" in text_of(raw)) == ("认领书", True)
    scan = tmp_path / "签章.png"
    scan.write_bytes(picture())
    page.get_by_label("签章件").set_input_files(scan)
    page.get_by_role("button", name="上传签章件").click()
    assert page.get_by_text("已收到签章认领书").is_visible()
    assert violations(page) == []
    assert SignedLetter.objects.get().claim == claim
    desk = open_page(make.staff_of(), width=1366)
    desk.goto(f"/claims/{claim.pk}/letter/")
    with desk.expect_response("**/files/**") as answered:
        desk.get_by_role("link", name="签章.png").click()
    assert answered.value.headers["content-type"] == "image/png"


def test_a_units_file_is_read_and_taken_along(open_page, claim, unit):
    page = open_page(make.staff_of())
    page.goto(f"/units/{unit.pk}/")
    page.get_by_role("link", name="档案").first.click()
    assert page.get_by_role("cell", name="亮灯工程").is_visible()
    name, raw = handed_over(page, page.get_by_role("link", name="下载 Word"))
    assert (name, "亮灯工程" in text_of(raw)) == ("区财政局档案.docx", True)


def test_the_list_to_post_names_what_is_public(open_page, claim):
    make.ProjectFactory(unit=claim.project.unit, title="内部事项")
    page = open_page(make.staff_of(), width=1366)
    page.goto("/postings/")
    page.get_by_label("清单", exact=True).select_option(label="项目清单")
    page.get_by_label("年度").select_option(str(make.YEAR))
    page.get_by_role("button", name="查看").click()
    _, raw = handed_over(page, page.get_by_role("link", name="下载 Word"))
    shown = page.locator(".lx-sheet").inner_text()
    assert [(word in shown, word in text_of(raw)) for word in ("亮灯工程", "内部事项")] == [
        (True,) * 2,
        (False,) * 2,
    ]
