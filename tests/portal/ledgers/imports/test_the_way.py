"""From the upload to what came in: what each step shows and does."""

import pytest

from members.models import Enrolment, Unit
from portal.ledgers.imports.actions import confirm, discard, same_file_before, try_again
from portal.models import Import, ImportedRow
from portal.refusals import Forbidden, Refusal
from portal.workflow.models import Step
from projects.models import Category, Project
from tests import factories as make
from tests.portal.ledgers.imports.wizard import (
    TWO_UNITS,
    UNIT_ROWS,
    brought_in,
    damaged,
    looked_at,
    project_rows,
    sent,
    sheet,
    unit_book,
    worked,
)

pytestmark = pytest.mark.django_db


def test_an_upload_waits_to_be_read(clerk):
    imp = sent({"成员单位": UNIT_ROWS}, clerk)
    assert (imp.state, imp.preview) == ("reading", None)


def test_reading_shows_what_would_come_in_and_changes_nothing(clerk):
    imp = looked_at({"成员单位": UNIT_ROWS, "项目清单": project_rows("亮灯工程")}, clerk)
    assert imp.state == "ready"
    assert sheet(imp, "项目清单")["new"] == [{"row": 2, "title": "亮灯工程", "unit": "区财政局"}]
    assert [model.objects.count() for model in (Unit, Enrolment, Category, Project, ImportedRow)] == [0] * 5


def test_what_is_told_of_a_column(clerk):
    columns = sheet(looked_at({"成员单位": UNIT_ROWS}, clerk), "成员单位")["columns"]
    assert columns[2] == {
        "header": "单位名称",
        "key": "name",
        "at": 2,
        "sample": "区财政局",
        "remembered": False,
    }
    assert [column["sample"] for column in columns[3:5]] == ["张*", "139****1111"]


def test_confirmed_rows_come_in_and_the_result_is_told(clerk):
    imp = brought_in({"成员单位": UNIT_ROWS, "项目清单": project_rows("亮灯工程")}, clerk)
    assert (imp.state, imp.imported_at is None) == ("imported", False)
    assert sheet(imp, "项目清单")["counts"]["created"] == 1
    assert Project.objects.get().title == "亮灯工程"
    assert [step.label for step in Step.objects.about(imp).order_by("id")] == [
        "上传台账",
        "读取完成",
        "确认导入",
        "导入完成",
    ]


def test_changes_are_told_field_by_field_as_a_person_reads_them(clerk):
    brought_in({"成员单位": UNIT_ROWS, "项目清单": project_rows("亮灯工程")}, clerk)
    changed = project_rows("亮灯工程", goal="路灯50盏")
    changed[1][1], changed[1][5] = "民生", "不限"
    (told,) = sheet(looked_at({"项目清单": changed}, clerk), "项目清单")["changed"]
    assert told["url"] == f"/projects/{Project.objects.get().pk}/"
    assert sorted(told["fields"]) == [
        ["可认领家数", "1", "不限"],
        ["目标与量化指标", "路灯32盏", "路灯50盏"],
        ["项目类别", "建设", "民生"],
    ]


def test_changed_contacts_are_told_masked(clerk):
    brought_in({"成员单位": UNIT_ROWS}, clerk)
    rows = [UNIT_ROWS[0], [1, "机关", "区财政局", "李四", "13900003333", None, "2020-01-01"]]
    (told,) = sheet(looked_at({"成员单位": rows}, clerk), "成员单位")["changed"]
    assert told["fields"] == [["联络员", "张*", "李*"], ["联系电话", "139****1111", "139****3333"]]


def test_a_number_read_out_of_a_text_is_told_beside_it(clerk):
    make.member()
    header = ["资源名称", "提供单位", "资源类别", "服务频次"]
    first, then = ([header, ["图书车", "区财政局", "服务", often]] for often in ("2次/月", "3次/月"))
    brought_in({"资源清单": first}, clerk)
    (told,) = sheet(looked_at({"资源清单": then}, clerk), "资源清单")["changed"]
    assert told["fields"] == [["服务频次", "2次/月", "3次/月"], ["每月可约次数", "2", "3"]]


def test_neighbourhoods_that_change_are_told_by_name(clerk):
    make.neighbourhood("五龙村"), make.neighbourhood("待泾村", "310116101202"), make.member()
    header = [*project_rows()[0], "受益村居"]
    first, then = ([header, [*project_rows("亮灯")[1], name]] for name in ("五龙村", "五龙村、待泾村"))
    brought_in({"项目清单": first}, clerk)
    imp = brought_in({"项目清单": then}, clerk)
    (told,) = sheet(imp, "项目清单")["changed"]
    assert told["fields"] == [["受益村居", "五龙村", "五龙村、待泾村"]]


def test_what_the_workbook_leaves_out_is_told_and_stays(clerk):
    brought_in({"成员单位": TWO_UNITS, "项目清单": project_rows("亮灯", "修路")}, clerk)
    imp = brought_in(
        {"成员单位": [*UNIT_ROWS, [3, "机关", "区司法局"]], "项目清单": project_rows("亮灯")}, clerk
    )
    assert sheet(imp, "项目清单")["gone"] == [{"title": "修路", "unit": "区财政局", "state": "草稿"}]
    assert sheet(imp, "成员单位")["gone"] == [{"title": "区税务局", "unit": "区税务局", "state": "在册"}]
    assert Project.objects.count() == 2


def test_two_sheets_of_one_list_do_not_miss_each_others_rows(clerk):
    make.member()
    tabs = {"项目清单": project_rows("亮灯"), "项目清单（二）": project_rows("修路")}
    imp = brought_in(tabs, clerk)
    again = looked_at(tabs, clerk)
    assert [told["counts"]["gone"] for told in again.preview["sheets"]] == [0, 0]
    assert [told["counts"]["created"] for told in imp.result["sheets"]] == [1, 1]


def test_a_rejected_row_is_told_with_the_column_to_correct(clerk):
    imp = looked_at({"项目清单": project_rows("亮灯工程", unit="区财政厅")}, clerk)
    (told,) = sheet(imp, "项目清单")["rejected"]
    assert (told["row"], told["column"], told["key"], told["value"], told["title"]) == (
        2,
        "发布单位",
        "unit",
        "区财政厅",
        "亮灯工程",
    )


def test_a_number_of_a_person_in_a_column_of_the_offices_own_is_not_shown(clerk):
    rows = [[*UNIT_ROWS[0], "备用"], [*UNIT_ROWS[1], "13900008888"]]
    columns = sheet(looked_at({"成员单位": rows}, clerk), "成员单位")["columns"]
    assert columns[-1]["sample"] == "（个人信息）"


def test_nothing_new_cannot_be_confirmed(clerk):
    brought_in({"成员单位": UNIT_ROWS}, clerk)
    again = looked_at({"成员单位": UNIT_ROWS}, clerk)
    with pytest.raises(Refusal) as refused:
        confirm(again, by=clerk)
    assert refused.value.code == "nothing_to_import"


def test_the_same_file_is_known_again_until_it_was_discarded(clerk):
    raw = unit_book()
    first = looked_at(raw, clerk)
    second = looked_at(raw, clerk)
    assert (same_file_before(first), same_file_before(second)) == (None, first)
    discard(first, by=clerk)
    assert same_file_before(second) is None


def test_a_discarded_import_stays_as_it_is(clerk):
    imp = discard(looked_at({"成员单位": UNIT_ROWS}, clerk), by=clerk)
    assert imp.state == "discarded"
    with pytest.raises(Refusal) as refused:
        confirm(imp, by=clerk)
    assert refused.value.code == "wrong_state"


def test_a_second_confirmation_is_refused(clerk):
    imp = looked_at({"成员单位": UNIT_ROWS}, clerk)
    confirm(imp, by=clerk)
    with pytest.raises(Refusal) as refused:
        confirm(imp, by=clerk)
    assert refused.value.code == "wrong_state"
    assert worked(imp).state == "imported"


@pytest.mark.parametrize("verb", [confirm, discard, try_again])
def test_whoever_does_not_import_there_is_refused(verb, clerk):
    imp = looked_at({"成员单位": UNIT_ROWS}, clerk)
    stranger = make.staff_of(make.RegionFactory())
    with pytest.raises(Forbidden):
        verb(imp, by=stranger)
    assert Import.objects.get().state == "ready"


def test_a_stranger_cannot_upload(clerk):
    with pytest.raises(Forbidden):
        sent({"成员单位": UNIT_ROWS}, make.staff_of(make.RegionFactory()))
    assert Import.objects.count() == 0


def test_what_is_no_workbook_is_refused_at_once(clerk):
    with pytest.raises(Refusal) as refused:
        sent(b"a,b\n1,2", clerk)
    assert refused.value.code == "not_xlsx"


def test_what_cannot_be_read_fails_with_the_reason_and_can_be_tried_again(clerk):
    imp = looked_at(damaged(), clerk)
    assert (imp.state, imp.trouble[:4]) == ("failed", "文件内容")
    again = try_again(imp, by=clerk)
    assert (again.state, again.trouble) == ("reading", "")
