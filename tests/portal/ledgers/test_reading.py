"""Sheets as offices keep them: where the header is, what is data, what becomes of the rest."""

import datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook

from portal.ledgers.problems import Problem
from portal.ledgers.reading import read_ledger
from tests.portal.ledgers import workbooks
from tests.portal.ledgers.one_sheet import LAMP, ROAD, read, titles
from tests.portal.ledgers.workbooks import HEADER, SPECS, workbook


def test_a_row_is_read_with_all_its_values():
    row = read(workbook([HEADER, ROAD])).rows[0]
    assert row.values == {
        "number": 1,
        "category": "甲类",
        "title": "修路",
        "owner": "某局",
        "capacity": 2,
        "due_on": datetime.date(2026, 12, 31),
        "budget": Decimal("35000.00"),
        "phone": None,
    }
    assert row.raw["budget"] == "3.5万"
    assert (row.row, row.warnings, row.rejected, row.extra) == (2, [], [], {})


def test_titles_above_the_header_and_empty_rows_are_passed_over():
    sheet = read(workbook([["某镇任务一览表（2026年度）"], ["填报单位：某镇"], [], HEADER, ROAD, [], LAMP]))
    assert (sheet.header_row, titles(sheet)) == (4, [(5, "修路"), (7, "装灯")])


def test_columns_may_stand_in_any_order_under_other_names():
    header = ["*牵头单位", "资金预算\n（万元）", "任 务 名 称：", None, "序号"]
    row = read(workbook([header, ["某局", 3.5, "修路", None, 1]])).rows[0]
    assert (row.values["owner"], row.values["budget"]) == ("某局", Decimal("35000.00"))


def test_a_sheet_is_known_by_its_headers_when_its_tab_says_nothing():
    sheet = read(workbook([HEADER, ROAD], tab="Sheet1"))
    assert (sheet.tab, sheet.kind) == ("Sheet1", "tasks")


def test_loose_names_are_enough_where_the_title_says_what_it_is():
    sheet = read(workbook([["某镇任务表"], ["名称", "类别"], ["修路", "甲类"]], tab="Sheet1"))
    assert sheet.rows[0].values["category"] == "甲类"


def test_a_required_column_is_known_by_its_ending():
    header = ["序号", "本年度共建任务名称", "责任单位", "完成时限"]
    assert titles(read(workbook([header, [1, "修路", "某局", "2026-12-31"]]))) == [(2, "修路")]


def test_columns_nobody_knows_are_kept_with_the_row():
    sheet = read(workbook([[*HEADER, "天气", "天气", None], [*ROAD, "晴", 3, "角落里的字"]]))
    assert sheet.unknown_columns == ["天气", "天气（第 9 列）"]
    assert sheet.rows[0].extra == {"天气": "晴", "天气（第 9 列）": "3", "第 10 列": "角落里的字"}


def test_a_header_of_two_rows_is_read_as_one():
    rows = [
        ["序号", "任务名称", "责任单位", "联系人", None, "完成时限"],
        [None, None, None, "姓名", "电话", None],
        [1, "修路", "某局", "张三", "13900001111", "2026-12-31"],
    ]
    sheet = read(workbook(rows, merged=["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"]))
    assert (sheet.header_row, sheet.columns["phone"]) == (2, "联系人电话")
    assert sheet.rows[0].values["phone"] == "13900001111"
    assert sheet.rows[0].extra == {"联系人姓名": "张三"}


@pytest.mark.parametrize("merged", [(), ("B2:B4",)])
def test_a_category_is_filled_down_merged_or_not(merged):
    rows = [HEADER, ROAD, LAMP, [3, None, "种树", None], [4, "乙类", "扫雪", None]]
    sheet = read(workbook(rows, merged=merged))
    assert [row.values["category"] for row in sheet.rows] == ["甲类", "甲类", "甲类", "乙类"]


def test_a_blank_cell_of_any_other_column_stays_blank():
    assert [row.values["owner"] for row in read(workbook([HEADER, ROAD, [2, None, "装灯"]])).rows] == [
        "某局",
        None,
    ]


@pytest.mark.parametrize("ditto", ["同上", "〃", '"', " 同上 "])
def test_ditto_means_the_cell_above(ditto):
    sheet = read(workbook([HEADER, ROAD, [2, ditto, "装灯", ditto], [3, None, "种树", ditto]]))
    assert [row.values["owner"] for row in sheet.rows] == ["某局", "某局", "某局"]


def test_ditto_with_nothing_above_is_a_problem():
    row = read(workbook([HEADER, [1, "甲类", "修路", "同上"]])).rows[0]
    assert row.warnings == [Problem(2, "责任单位", "同上", "写的是“同上”，但上面没有可用的内容")]


def test_an_amount_merged_over_rows_is_counted_once():
    sheet = read(workbook([HEADER, ROAD, LAMP], merged=["G2:G3", "D2:D3"]))
    assert [row.values["budget"] for row in sheet.rows] == [Decimal("35000.00"), None]
    assert [row.values["owner"] for row in sheet.rows] == ["某局", "某局"]
    assert sheet.rows[1].warnings == [Problem(3, "资金预算", "3.5万", "与上面几行合并，只记在第一行")]


def test_headings_between_rows_stand_for_the_category():
    header = ["序号", "任务名称", "责任单位", "完成时限"]
    rows = [
        header,
        ["一、环境整治（2项）"],
        [1, "修路", "某局"],
        [2, "装灯", "某行"],
        ["二、文化"],
        [3, "唱歌", "某校"],
    ]
    sheet = read(workbook(rows))
    assert [row.values["category"] for row in sheet.rows] == ["环境整治", "环境整治", "文化"]
    assert [(row.row, row.reason) for row in sheet.skipped] == [(2, "分类标题"), (5, "分类标题")]


def test_lines_across_the_table_are_headings_when_short_and_notes_when_long():
    note = "以下各项由各村自行组织实施，完成后报镇党建办备案"
    rows = [HEADER, ROAD, ["绿化美化"], [3, None, "种树", "某校"], [note], ["长" * 61], LAMP]
    sheet = read(workbook(rows, merged=["A3:G3", "A5:G5"]))
    assert [row.values["category"] for row in sheet.rows] == ["甲类", "绿化美化", "绿化美化"]
    reasons = [(3, "分类标题"), (5, "说明文字"), (6, "说明文字")]
    assert [(row.row, row.reason) for row in sheet.skipped] == reasons


def test_merged_cells_with_nothing_in_them_give_nothing():
    rows = [HEADER, [1, "甲类", "修路"], [2, None, "装灯"]]
    sheet = read(workbook(rows, merged=["D2:D3", "M2:N3"]))
    assert [row.values["owner"] for row in sheet.rows] == [None, None]


def test_a_repeated_header_that_begins_with_an_unknown_column_is_no_data():
    header = ["楼栋", *HEADER]
    sheet = read(workbook([header, ["1号", *ROAD], header, ["2号", *LAMP]]))
    assert titles(sheet) == [(2, "修路"), (4, "装灯")]
    assert [(row.row, row.reason) for row in sheet.skipped] == [(3, "重复的表头")]


def test_a_long_text_that_begins_like_a_footer_is_data_where_the_row_goes_on():
    header = ["简介", *HEADER[1:]]
    rows = [header, ["说明：" + "长" * 60, *ROAD[1:]], ["说明：短", *LAMP[1:]]]
    assert titles(read(workbook(rows))) == [(2, "修路")]


def test_totals_footers_notes_and_repeated_headers_are_no_data():
    rows = [
        HEADER,
        ROAD,
        ["小计", None, None, None, 2],
        HEADER,
        LAMP,
        [3],
        ["合计：2项", None, None, None, 3],
        ["填表人：张三", None, "审核人：李四"],
        ["注：本表一式两份"],
        ["2026年1月15日"],
    ]
    sheet = read(workbook(rows))
    assert titles(sheet) == [(2, "修路"), (5, "装灯")]
    assert [row.reason for row in sheet.skipped] == [
        *("合计行", "重复的表头", "只有序号", "合计行", "表尾", "表尾", "说明文字"),
    ]


def test_data_below_a_printed_footer_is_read():
    sheet = read(workbook([HEADER, ROAD, ["填表人："], HEADER, LAMP]))
    assert titles(sheet) == [(2, "修路"), (5, "装灯")]


def test_a_second_table_with_its_columns_in_another_order_is_read_by_its_own_header():
    rows = [HEADER, ROAD, [], ["任务名称", "责任单位", "完成时限"], ["装灯", "某行", "2026-06-30"]]
    row = read(workbook(rows)).rows[1]
    assert (row.values["title"], row.values["owner"]) == ("装灯", "某行")


def test_names_that_only_sound_like_totals_or_footers_are_data():
    rows = [HEADER, [1, "甲类", "合计通系统建设", "某局"], [2, "甲类", "说明会", "某行"]]
    assert titles(read(workbook(rows))) == [(2, "合计通系统建设"), (3, "说明会")]


def test_a_bad_optional_cell_is_a_warning_and_the_row_goes_in_without_it():
    row = read(workbook([HEADER, [1, "甲类", "修路", "某局", "很多", "2月30日", "面议"]])).rows[0]
    assert row.warnings == [
        Problem(2, "家数", "很多", "看不出数字，请填阿拉伯数字"),
        Problem(2, "完成时限", "2月30日", "没有这一天：2026年2月30日"),
        Problem(2, "资金预算", "面议", "看不出金额，请填阿拉伯数字"),
    ]
    assert (row.values["capacity"], row.values["due_on"], row.rejected) == (1, None, [])


@pytest.mark.parametrize(
    ("title", "reason"),
    [(None, "“任务名称”不能为空"), ("/", "“任务名称”不能为空"), ("修" * 21, "超过 20 个字，请缩短")],
)
def test_a_bad_required_cell_rejects_the_row(title, reason):
    sheet = read(workbook([HEADER, [1, "甲类", title, "某局"], LAMP]))
    assert sheet.rows[0].rejected == [Problem(2, "任务名称", title or "", reason)]
    assert [row.row for row in sheet.accepted] == [3]


def test_hidden_sheets_and_rows_are_read():
    book = Workbook()
    book.active.title = "封面"
    hidden = book.create_sheet("任务清单")
    for row in (HEADER, ROAD, LAMP):
        hidden.append(row)
    hidden.sheet_state = "hidden"
    hidden.row_dimensions[3].hidden = True
    reading = read_ledger(workbooks.saved(book), SPECS)
    assert titles(reading.sheets[0]) == [(2, "修路"), (3, "装灯")]
    assert reading.not_read == [{"tab": "封面", "reason": "这张工作表是空的"}]


@pytest.mark.parametrize(
    ("tab", "rows", "reason"),
    [
        ("填表说明", [["请如实填写"]], "没有认出这是哪一种台账，未读取"),
        ("人员", [["姓名", "职务", "年龄"], ["张三", "书记", 40]], "人员表不导入"),
        ("人员表", [["张三", "书记"]], "人员表不导入"),
        (
            "任务清单",
            [["修路", "某局"]],
            "看名称像是“任务清单”，但没有找到含“任务名称”的表头，请补上表头后重新上传",
        ),
    ],
)
def test_a_sheet_that_is_not_read_is_named_with_the_reason(tab, rows, reason):
    reading = read_ledger(workbook(rows, tab=tab), SPECS)
    assert (reading.sheets, reading.not_read) == ([], [{"tab": tab, "reason": reason}])


def test_a_problem_is_ready_for_json():
    assert Problem(2, "家数", "很多", "看不出").as_json() == {
        "row": 2,
        "column": "家数",
        "value": "很多",
        "reason": "看不出",
    }
