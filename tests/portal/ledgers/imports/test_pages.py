"""The page of an import, from the upload to what came in."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from members.models import Enrolment
from portal.ledgers.imports.models import UNDO_WITHIN
from portal.models import Import
from portal.outbox.models import Outbox, Progress
from projects.models import Project
from tests import factories as make
from tests.portal.ledgers import workbooks
from tests.portal.ledgers.importing import book
from tests.portal.ledgers.imports.browsing import LEDGER, here, now, press, upload, words_of
from tests.portal.ledgers.imports.wizard import (
    TWO_UNITS,
    UNIT_ROWS,
    brought_in,
    damaged,
    looked_at,
    project_rows,
    sent,
    worked,
)

pytestmark = pytest.mark.django_db


def test_an_upload_leads_to_its_page_which_waits_for_the_job(office):
    response = upload(office, book(LEDGER))
    imp = Import.objects.get()
    assert (response.status_code, response.url) == (302, here(imp))
    text = office.get(here(imp)).content.decode()
    assert "已排队，马上开始" in text
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in text


def test_how_far_the_job_is_is_shown(office, clerk):
    imp = sent(LEDGER, clerk)
    Progress.objects.create(
        key=f"import:{imp.pk}", done=2, total=4, said="正在核对“项目清单”", told_at=timezone.now()
    )
    assert "正在核对“项目清单” （2/4）" in words_of(office.get(here(imp))).replace("”（", "” （")


def test_a_poll_brings_the_progress_alone_and_reloads_the_page_at_the_end(office, clerk):
    imp = sent(LEDGER, clerk)
    polled = office.get(here(imp), headers={"HX-Request": "true"})
    assert polled.content.decode().lstrip("\n").startswith("<div")
    worked(imp)
    over = office.get(here(imp), headers={"HX-Request": "true"})
    assert (over.content, over["HX-Refresh"]) == (b"", "true")


def test_what_was_understood_is_shown_and_nothing_is_written(office, ready):
    words = words_of(office.get(here(ready)))
    for said in (
        "导入正确的 2 行",
        "2 行不能导入",
        "不能导入的 2 行",
        "能导入、但请核对的 1 处",
        "没有认出这是哪一种台账，未读取",
        "新增 2 行",
        "现在什么也没有写入",
    ):
        assert said in words
    assert Enrolment.objects.count() == 0


def test_personal_values_are_masked(office, ready):
    assert "13900001111" not in office.get(here(ready)).content.decode()


def test_what_came_in_is_told_with_links_and_can_be_taken_back(office, clerk):
    make.member()
    imp = looked_at({"成员单位": TWO_UNITS, "项目清单": project_rows("亮灯工程")}, clerk)
    press(office, imp, "confirm")
    done = worked(imp)
    text = office.get(here(done)).content.decode()
    assert f"{reverse('projects')}?region={make.street().pk}&amp;year=2026&amp;state=draft" in text
    assert "撤销整次导入" in text
    press(office, done, "undo")
    assert (now(done).state, Project.objects.count()) == ("undone", 0)
    assert "撤销了整次导入" in words_of(office.get(here(done)))


def test_what_was_built_on_an_import_is_said_when_it_cannot_be_undone(office, clerk):
    make.member()
    done = brought_in({"项目清单": project_rows("亮灯工程")}, clerk)
    Project.objects.update(version=9)
    response = press(office, done, "undo")
    assert response.status_code == 409
    assert "“亮灯工程”已更改" in response.content.decode()


def test_after_a_day_nothing_offers_to_undo(office, clerk):
    done = brought_in({"成员单位": UNIT_ROWS}, clerk)
    Import.objects.update(imported_at=timezone.now() - UNDO_WITHIN - timedelta(minutes=1))
    words = words_of(office.get(here(done)))
    assert "已过撤销的时限" in words
    assert "确定撤销" not in words


def test_what_could_not_be_read_says_why_and_can_be_tried_again_or_let_be(office, clerk):
    imp = looked_at(damaged(), clerk)
    assert "文件内容" in words_of(office.get(here(imp)))
    press(office, imp, "retry")
    assert now(imp).state == "reading"
    press(office, worked(imp), "discard")
    assert "放弃了这次导入，台账没有变化" in words_of(office.get(here(imp)))


def test_a_job_that_was_given_up_is_said_and_can_be_tried_again(office, clerk):
    imp = sent(LEDGER, clerk)
    Outbox.objects.update(state=Outbox.State.DEAD)
    assert "多次尝试都没有完成" in words_of(office.get(here(imp)))
    over = office.get(here(imp), headers={"HX-Request": "true"})
    assert over["HX-Refresh"] == "true"
    press(office, imp, "retry")
    assert worked(imp).state == "ready"


def test_a_ledger_that_is_in_already_offers_no_button(office, clerk):
    ledger = book({"成员单位": UNIT_ROWS})
    brought_in(ledger, clerk)
    words = words_of(office.get(here(looked_at(ledger, clerk))))
    assert "这份台账和已登记的内容一致，不必再导入" in words
    assert "这份文件此前上传过" in words
    assert "导入正确的" not in words


def test_changes_and_what_is_missing_are_shown(office, clerk):
    brought_in({"成员单位": TWO_UNITS, "项目清单": project_rows("亮灯", "修路")}, clerk)
    imp = looked_at({"项目清单": project_rows("亮灯", goal="路灯50盏")}, clerk)
    words = words_of(office.get(here(imp)))
    assert "目标与量化指标 路灯32盏 路灯50盏" in words
    assert "导入不会删除或更改它们。 修路" in words


def test_the_rows_with_problems_come_as_a_workbook(office, ready):
    response = office.get(reverse("ledger_import_problems", args=[ready.pk]))
    assert load_workbook(BytesIO(response.content)).sheetnames == ["项目清单"]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (workbooks.ENCRYPTED, "文件加了密码。请在 Excel 里取消密码、保存后再上传。"),
        (b"\x89PNG....", "这是一个图片，不是 Excel 工作簿。"),
    ],
)
def test_what_is_no_workbook_is_said_on_the_form(office, raw, said):
    response = upload(office, raw, year=2031)
    assert response.status_code == 400
    assert said in response.content.decode()
    assert 'value="2031"' in response.content.decode()
    assert Import.objects.count() == 0
