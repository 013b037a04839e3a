"""The pages of an import as a browser without JavaScript sees them, and who gets to see them."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from members.models import Enrolment
from portal.ledgers.imports import actions
from portal.ledgers.imports.models import UNDO_WITHIN
from portal.models import ColumnChoice, Import
from portal.outbox.models import Outbox, Progress
from projects.models import Project
from tests import factories as make
from tests.portal.ledgers import workbooks
from tests.portal.ledgers.importing import book
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

LEDGER = {
    "成员单位": [*UNIT_ROWS, [2, "机关", "区税务局", "李四", "1390000ABCD"]],
    "项目清单": project_rows("亮灯工程", "修路", unit="区财政厅"),
    "附记": [["写着玩的"]],
}
"""A unit that is in order, one with a phone that is none, two projects of nobody, a sheet of notes."""


@pytest.fixture
def office(client, clerk):
    client.force_login(clerk)
    return client


@pytest.fixture
def ready(clerk):
    return looked_at(LEDGER, clerk)


def here(imp: Import) -> str:
    return reverse("ledger_import_page", args=[imp.pk])


def words_of(response) -> str:
    """What the page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split())


def upload(client, raw: bytes, **changes):
    file = SimpleUploadedFile("朱泾台账.xlsx", raw)
    return client.post(
        reverse("ledger_import"), {"region": make.street().pk, "year": 2026, "file": file, **changes}
    )


def press(client, imp: Import, verb: str, **typed):
    """The form of the page as it stands, with what was typed over it."""
    return client.post(here(imp), {"version": imp.version, "verb": verb, **typed})


def now(imp: Import) -> Import:
    return Import.objects.get(pk=imp.pk)


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


def test_a_corrected_cell_is_read_again_and_goes_in(office, ready):
    make.member("区财政所")
    response = press(office, ready, "reread", **{"fix-1-2-unit": "区财政所"})
    assert (response.status_code, now(ready).corrections) == (
        302,
        {"项目清单": {"2": {"unit": "区财政所"}}},
    )
    again = worked(ready)
    assert "导入正确的 3 行" in words_of(office.get(here(again)))
    press(office, again, "confirm")
    worked(again)
    assert Project.objects.get().title == "亮灯工程"


def test_a_chosen_column_is_read_again_and_remembered(office, clerk):
    make.member()
    rows = [
        ["共建亮点", *project_rows()[0][1:2], "项目名称", *project_rows()[0][3:]],
        *project_rows("甲")[1:],
    ]
    rows[1][0] = "亮灯工程"
    imp = looked_at({"项目清单": rows}, clerk)
    press(office, imp, "reread", **{"column-0-0": "title", "column-0-2": ""})
    assert ColumnChoice.objects.get(header="共建亮点").key == "title"
    again = worked(imp)
    assert again.preview["sheets"][0]["new"][0]["title"] == "亮灯工程"
    assert "上次的选择" in words_of(office.get(here(looked_at({"项目清单": rows}, clerk))))


def test_a_sheet_can_be_left_out_and_taken_in_again(office, ready):
    press(office, ready, "reread", **{"kind-1": ""})
    without = worked(ready)
    assert [entry["tab"] for entry in without.preview["not_read"]] == ["项目清单", "附记"]
    press(office, without, "reread", **{"other-0": "projects"})
    assert [told["tab"] for told in worked(without).preview["sheets"]] == ["成员单位", "项目清单"]


def test_a_row_of_the_header_that_is_none_is_refused_and_what_was_typed_stays(office, ready):
    typed = {"row-1": "头", "column-1-0": "title", "fix-1-2-unit": "区财政所", "other-0": "needs"}
    response = press(office, ready, "reread", **typed)
    text = response.content.decode()
    assert response.status_code == 409
    assert "“项目清单”的表头所在行请填 1 到 40 的数字。" in text
    assert 'name="fix-1-2-unit" value="区财政所"' in text
    assert 'name="row-1" value="头"' in text
    assert now(ready).state == "ready"


def test_two_columns_for_one_are_refused_and_what_was_chosen_stays(office, ready):
    response = press(office, ready, "reread", **{"column-1-0": "title"})
    assert response.status_code == 409
    assert "一个栏目只能对应一列" in response.content.decode()
    chosen = re.search(r'name="column-1-0".*?</select>', response.content.decode(), re.DOTALL)
    assert '<option value="title" selected>' in chosen[0]


def test_who_confirms_with_something_typed_sees_first_what_comes_of_it(office, ready):
    make.member("区财政所")
    response = office.post(
        here(ready),
        {"version": ready.version, "verb": "confirm", "fix-1-2-unit": "区财政所"},
        follow=True,
    )
    assert "还没有导入" in response.content.decode()
    assert (now(ready).state, Enrolment.objects.filter(unit__name="区财政局").exists()) == ("reading", False)


def test_a_page_that_is_old_does_nothing(office, ready):
    worked(actions.try_again(ready, by=ready.by))
    response = press(office, ready, "confirm")
    assert response.status_code == 409
    assert "打开页面之后这次导入已有变化" in response.content.decode()
    assert now(ready).state == "ready"


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


def test_the_form_of_a_large_workbook_is_taken(office, ready):
    columns = {f"column-{sheet}-{place}": "" for sheet in range(5, 30) for place in range(60)}
    assert press(office, ready, "reread", **columns).status_code == 302


def test_a_verb_that_is_none_is_not_there(office, ready):
    assert press(office, ready, "burn").status_code == 404


def test_what_waits_for_me_is_a_to_do(office, ready):
    page = office.get(reverse("home"))
    assert here(ready) in page.content.decode()
    assert "去核对" in words_of(page)
    assert words_of(office.get(reverse("todo_count"))).startswith("1")


def test_what_a_colleague_handed_in_is_no_to_do_of_mine(office, clerk):
    looked_at({"成员单位": UNIT_ROWS}, make.staff_of())
    assert "去核对" not in words_of(office.get(reverse("home")))


def test_the_home_of_ledgers_has_its_pages_and_the_latest_imports(office, ready):
    text = office.get(reverse("ledgers")).content.decode()
    assert reverse("ledger_import") in text
    assert here(ready) in text
    assert reverse("ledgers") in office.get(reverse("home")).content.decode()


def test_the_list_has_every_import_of_ones_offices(office, ready):
    strangers = make.street("枫泾镇", "310116102")
    elsewhere = sent({"成员单位": UNIT_ROWS}, make.staff_of(strangers), strangers)
    text = office.get(reverse("ledger_imports")).content.decode()
    assert here(ready) in text
    assert here(elsewhere) not in text
    assert [office.get(here(elsewhere)).status_code, press(office, elsewhere, "discard").status_code] == [
        404,
        404,
    ]


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(office, clerk, many, django_assert_num_queries):
    for _ in range(many):
        sent({"成员单位": UNIT_ROWS}, clerk)
    office.get(reverse("ledger_imports"))
    with django_assert_num_queries(6):
        office.get(reverse("ledger_imports"))


def test_a_liaison_takes_nothing_in(client, kinds):
    client.force_login(make.liaison_of(make.member()))
    assert [client.get(reverse(page)).status_code for page in ("ledgers", "ledger_import")] == [403, 403]
    assert reverse("ledgers") not in client.get(reverse("home")).content.decode()
