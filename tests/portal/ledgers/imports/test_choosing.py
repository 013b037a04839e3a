"""What a person says of sheets, columns and cells goes before what they look like, and is remembered."""

import pytest

from portal.ledgers.imports.actions import choose, confirm, correct_rows
from portal.models import ColumnChoice, Import
from portal.refusals import Forbidden, Refusal
from projects.models import Project
from tests import factories as make
from tests.portal.ledgers.imports.wizard import looked_at, project_rows, sheet, worked

pytestmark = pytest.mark.django_db
ODD = [
    ["共建亮点", "哪家的", "目标与量化指标", "完成时限"],
    ["亮灯工程", "区财政局", "路灯32盏", "2026-12-31"],
]
"""A list whose most important headers nobody knows."""

MEANT = {"columns": {"共建亮点": "title", "哪家的": "unit"}}


@pytest.fixture(autouse=True)
def _publisher(kinds):
    make.member()


def mapped(imp: Import, tab: str) -> dict[str, str]:
    return {column["header"]: column["key"] for column in sheet(imp, tab)["columns"]}


def chosen(imp: Import, by, **said) -> Import:
    return worked(choose(imp, said, by=by))


def test_a_sheet_nobody_recognised_is_read_as_what_it_is_said_to_be(clerk):
    imp = looked_at({"附件": ODD}, clerk)
    assert [entry["tab"] for entry in imp.preview["not_read"]] == ["附件"]
    said = chosen(imp, clerk, 附件={"kind": "projects", **MEANT})
    assert mapped(said, "附件") == {
        "共建亮点": "title",
        "哪家的": "unit",
        "目标与量化指标": "goal",
        "完成时限": "due_on",
    }
    assert sheet(said, "附件")["new"] == [{"row": 2, "title": "亮灯工程", "unit": "区财政局"}]


def test_a_sheet_without_its_required_columns_says_which_it_lacks(clerk):
    said = chosen(looked_at({"附件": ODD}, clerk), clerk, 附件={"kind": "projects"})
    assert (sheet(said, "附件")["lacking"], sheet(said, "附件")["counts"]["read"]) == (
        ["项目名称", "发布单位"],
        0,
    )


def test_the_row_of_the_header_can_be_said(clerk):
    rows = [["一", "二", "三", "四", "五"], *ODD]
    said = chosen(
        looked_at({"附件": rows}, clerk), clerk, 附件={"kind": "projects", "header_row": 2, **MEANT}
    )
    assert (sheet(said, "附件")["header_row"], sheet(said, "附件")["counts"]["created"]) == (2, 1)


def test_a_header_row_below_the_sheet_is_no_header(clerk):
    said = chosen(looked_at({"附件": ODD}, clerk), clerk, 附件={"kind": "projects", "header_row": 40})
    assert [entry["tab"] for entry in said.preview["not_read"]] == ["附件"]


def test_a_sheet_can_be_left_out_and_taken_in_again(clerk):
    imp = chosen(looked_at({"项目清单": project_rows("亮灯")}, clerk), clerk, 项目清单={"kind": ""})
    assert imp.preview["not_read"] == [{"tab": "项目清单", "reason": "按您的选择，这张工作表没有读取"}]
    back = chosen(imp, clerk, 项目清单={"kind": "projects"})
    assert sheet(back, "项目清单")["counts"]["created"] == 1


def test_a_column_taken_for_the_wrong_one_can_be_another_or_the_offices_own(clerk):
    imp = looked_at({"项目清单": project_rows("亮灯", goal="路灯32盏")}, clerk)
    said = chosen(imp, clerk, 项目清单={"columns": {"目标与量化指标": "summary", "可认领家数": ""}})
    assert (mapped(said, "项目清单")["目标与量化指标"], mapped(said, "项目清单")["可认领家数"]) == (
        "summary",
        "",
    )
    worked(confirm(said, by=clerk))
    project = Project.objects.get()
    assert (project.summary, project.goal, project.custom) == ("路灯32盏", "", {"可认领家数": "1"})


def test_a_choice_made_first_still_counts_after_a_second(clerk):
    imp = chosen(looked_at({"附件": ODD}, clerk), clerk, 附件={"kind": "projects", **MEANT})
    said = chosen(imp, clerk, 附件={"columns": {"目标与量化指标": "summary"}})
    assert list(mapped(said, "附件").values()) == ["title", "unit", "summary", "due_on"]


def test_the_next_workbook_of_the_office_is_understood_at_once(clerk):
    chosen(looked_at({"附件": ODD}, clerk), clerk, 附件={"kind": "projects", **MEANT})
    imp = looked_at({"亮点表": ODD}, clerk)
    columns = sheet(imp, "亮点表")["columns"]
    assert [(column["key"], column["remembered"]) for column in columns] == [
        ("title", True),
        ("unit", True),
        ("goal", False),
        ("due_on", False),
    ]


def test_another_office_is_not_told_what_this_one_chose(clerk):
    chosen(looked_at({"附件": ODD}, clerk), clerk, 附件={"kind": "projects", **MEANT})
    ColumnChoice.objects.update(region=make.RegionFactory())
    assert looked_at({"亮点表": ODD}, clerk).preview["sheets"] == []


def test_a_choice_goes_before_what_is_remembered(clerk):
    place = {"region": make.street(), "sheet": "projects"}
    ColumnChoice.objects.create(**place, header="目标与量化指标", key="summary")
    imp = looked_at({"项目清单": project_rows("亮灯")}, clerk)
    assert mapped(imp, "项目清单")["目标与量化指标"] == "summary"
    said = chosen(imp, clerk, 项目清单={"columns": {"目标与量化指标": "goal"}})
    assert mapped(said, "项目清单")["目标与量化指标"] == "goal"
    assert ColumnChoice.objects.get(**place).key == "goal"


def test_what_is_as_it_was_read_is_not_remembered(clerk):
    imp = looked_at({"项目清单": project_rows("亮灯")}, clerk)
    chosen(imp, clerk, 项目清单={"kind": "projects", "columns": mapped(imp, "项目清单")})
    assert ColumnChoice.objects.count() == 0


def test_a_header_too_long_to_remember_is_still_read_as_chosen(clerk):
    rows = project_rows("亮灯")
    rows[0][4] = rows[0][5] = "说明" * 40
    header = f"{rows[0][5]}（第 6 列）"
    said = chosen(looked_at({"项目清单": rows}, clerk), clerk, 项目清单={"columns": {header: "capacity"}})
    assert (mapped(said, "项目清单")[header], ColumnChoice.objects.count()) == ("capacity", 0)


@pytest.mark.parametrize(
    "said",
    [
        {"没有这张表": {"kind": "projects"}},
        {"项目清单": {"kind": "planets"}},
        {"项目清单": {"colour": "red"}},
        {"项目清单": "projects"},
        {"项目清单": {"columns": {"项目名称": "no_such_key"}}},
        {"项目清单": {"columns": {"没有这一列": "title"}}},
        {"项目清单": {"kind": "projects", "header_row": 0}},
        {"项目清单": {"kind": "projects", "header_row": True}},
    ],
)
def test_a_choice_of_what_is_not_there_is_refused(clerk, said):
    imp = looked_at({"项目清单": project_rows("亮灯")}, clerk)
    with pytest.raises(Refusal) as refused:
        choose(imp, said, by=clerk)
    assert (refused.value.code, Import.objects.get().state) == ("unknown_choice", "ready")


def test_columns_of_a_sheet_that_was_not_read_need_its_kind(clerk):
    with pytest.raises(Refusal) as refused:
        choose(looked_at({"附件": ODD}, clerk), {"附件": MEANT}, by=clerk)
    assert refused.value.code == "unknown_choice"


def test_one_field_for_two_columns_is_refused(clerk):
    imp = looked_at({"项目清单": project_rows("亮灯")}, clerk)
    with pytest.raises(Refusal) as refused:
        choose(imp, {"项目清单": {"columns": {"项目名称": "title", "目标与量化指标": "title"}}}, by=clerk)
    assert (refused.value.code, refused.value.sentence) == (
        "column_twice",
        "“项目清单”里“项目名称”、“目标与量化指标”都对应了“项目名称”。一个栏目只能对应一列，请改正。",
    )


def test_a_corrected_cell_is_read_in_place_of_what_stands_there(clerk):
    imp = looked_at({"项目清单": project_rows("亮灯", unit="区财政厅")}, clerk)
    said = worked(correct_rows(imp, {"项目清单": {"2": {"unit": "区财政局"}}}, by=clerk))
    assert sheet(said, "项目清单")["counts"]["rejected"] == 0
    (mark,) = sheet(said, "项目清单")["warnings"]
    assert (mark["value"], mark["reason"]) == ("区财政厅", "按更正的“区财政局”读取")


def test_a_correction_is_parsed_and_judged_like_a_cell(clerk):
    imp = looked_at({"项目清单": project_rows("亮灯", unit="区财政厅")}, clerk)
    cells = {"unit": "", "due_on": "不知道", "number": "x"}
    said = worked(correct_rows(imp, {"项目清单": {"2": cells}}, by=clerk))
    (told,) = sheet(said, "项目清单")["rejected"]
    assert (told["key"], told["reason"]) == ("unit", "“发布单位”不能为空")
    assert sheet(said, "项目清单")["counts"]["warnings"] == 4


def test_corrections_add_up_and_fill_columns_the_sheet_has_not(clerk):
    imp = looked_at({"项目清单": project_rows("亮灯", unit="区财政厅")}, clerk)
    imp = worked(correct_rows(imp, {"项目清单": {"2": {"unit": "区财政局"}}}, by=clerk))
    imp = worked(correct_rows(imp, {"项目清单": {"2": {"summary": "三处"}}}, by=clerk))
    worked(confirm(imp, by=clerk))
    assert (Project.objects.get().unit.name, Project.objects.get().summary) == ("区财政局", "三处")


@pytest.mark.parametrize(
    "cells",
    [{"x": {"unit": "甲"}}, {"２": {"unit": "甲"}}, {"2": {"planet": "甲"}}, {"2": {"unit": "长" * 2001}}],
)
def test_a_correction_of_what_is_not_there_is_refused(clerk, cells):
    imp = looked_at({"项目清单": project_rows("亮灯")}, clerk)
    with pytest.raises(Refusal) as refused:
        correct_rows(imp, {"项目清单": cells}, by=clerk)
    assert refused.value.code == "unknown_choice"


@pytest.mark.parametrize("verb", [choose, correct_rows])
def test_nobody_else_says_what_it_is(clerk, verb):
    imp = looked_at({"项目清单": project_rows("亮灯")}, clerk)
    with pytest.raises(Forbidden):
        verb(imp, {}, by=make.staff_of(make.RegionFactory()))


def test_nothing_is_chosen_while_it_is_being_read(clerk):
    imp = choose(looked_at({"项目清单": project_rows("亮灯")}, clerk), {}, by=clerk)
    with pytest.raises(Refusal) as refused:
        choose(imp, {}, by=clerk)
    assert refused.value.code == "wrong_state"
