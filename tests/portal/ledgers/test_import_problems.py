"""Every mistake that ledgers are known for, with the row, the column and the reason it is given."""

import pytest
from openpyxl import Workbook

from portal.ledgers.problems import LedgerError
from portal.refusals import Refusal
from tests.factories import member, neighbourhood, street
from tests.portal.ledgers import workbooks
from tests.portal.ledgers.importing import PROJECTS, UNITS, book, door_held, sheet_of, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]

LAMPS = [1, "建设管理", "亮灯工程", "五龙村", "32盏", 2, "2026-12-31"]

WHOLE_FILES = {
    "old .xls": (workbooks.OLE, "旧版格式"),
    "encrypted": (workbooks.ENCRYPTED, "文件加了密码"),
    "corrupt": (book({"成员单位": [UNITS]})[:-200], "文件已损坏"),
    "zip bomb": (workbooks.zip_bomb(), "压缩比异常"),
    "100,001 rows": (workbooks.many_rows(100_001), "超过 100,000 行"),
    "csv": ("序号,名称\n1,修路".encode("gb18030"), "文本文件"),
}


@pytest.mark.parametrize("name", WHOLE_FILES)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(name):
    raw, said = WHOLE_FILES[name]
    with pytest.raises(LedgerError, match=said):
        take(raw)


UNIT_CELLS = [
    ({4: "1390000ABCD"}, "联系电话", "1390000ABCD", "电话里有不是数字的字符"),
    (
        {5: "113101166992598675"},
        "统一社会信用代码",
        "113101166992598675",
        "统一社会信用代码的校验位不对，请核对有没有抄错",
    ),
    ({6: "2026年2月30日"}, "加入时间", "2026年2月30日", "没有这一天：2026年2月30日"),
]


@pytest.mark.parametrize(("cells", "column", "value", "reason"), UNIT_CELLS)
def test_a_bad_optional_cell_is_a_warning_and_the_row_goes_in(cells, column, value, reason):
    row = [1, "机关", "区财政局", "张三", "13900001111", None, None]
    for at, cell in cells.items():
        row[at] = cell
    sheet = sheet_of(take({"成员单位": [UNITS, row]}), "成员单位")
    assert (sheet["created"], sheet["rejected"]) == (1, [])
    assert sheet["warnings"] == [{"row": 2, "column": column, "value": value, "reason": reason}]


def test_a_day_that_is_not_there_is_said_of_a_project_too():
    neighbourhood("五龙村")
    row = [*LAMPS[:6], "2月30日"]
    sheet = sheet_of(take({"项目清单": [PROJECTS, row]}), "项目清单")
    assert sheet["created"] == 1
    assert [(entry["row"], entry["column"], entry["value"]) for entry in sheet["warnings"]] == [
        (2, "完成时限", "2月30日")
    ]


def test_a_unit_named_twice_goes_in_once():
    rows = [[1, "机关", "区财政局"], [2, "机关", "区税务局"], [3, "机关", "区财政局"]]
    sheet = sheet_of(take({"成员单位": [UNITS, *rows]}), "成员单位")
    assert (sheet["read"], sheet["created"]) == (3, 2)
    assert sheet["rejected"] == [
        {
            "row": 4,
            "column": "单位名称",
            "value": "区财政局",
            "reason": "与“成员单位”第 2 行是同一家单位，只导入前面那一行，请合并后删去一行",
        }
    ]


def test_a_publisher_that_is_not_enrolled_is_rejected_with_what_may_have_been_meant():
    neighbourhood("五龙村")
    sheet = sheet_of(take({"项目清单": [PROJECTS, [*LAMPS[:3], "五龙一村", "", 1, ""]]}), "项目清单")
    assert sheet["rejected"] == [
        {
            "row": 2,
            "column": "发布单位",
            "value": "五龙一村",
            "reason": "“五龙一村”没有在朱泾镇入册。您是不是要填：五龙村",
        }
    ]


def test_two_bad_required_cells_are_one_rejected_row():
    member("区财政局")
    sheet = sheet_of(take({"项目清单": [PROJECTS, [1, "建设管理", None, None, "32盏", 2, ""]]}), "项目清单")
    assert (sheet["read"], len(sheet["rejected"])) == (1, 1)
    assert sheet["rejected"][0]["reason"] == "“项目名称”不能为空；另外，发布单位：“发布单位”不能为空"


def test_two_header_rows_are_read_as_one_table():
    neighbourhood("五龙村")
    heads = [
        ["序号", "项目", None, "发布单位", "可认领家数"],
        [None, "项目类别", "项目名称", None, None],
    ]
    merged = workbooks.workbook(
        [*heads, [1, "建设管理", "亮灯工程", "五龙村", 2]], tab="项目清单", merged=["B1:C1", "A1:A2", "D1:D2"]
    )
    assert sheet_of(take(merged), "项目清单")["created"] == 1


def test_a_sheet_that_is_missing_is_not_missed():
    neighbourhood("五龙村")
    taken = take({"项目清单": [PROJECTS, LAMPS], "说明": [["本表由党建办填写"]]})
    assert list(taken.as_json()["sheets"]) == ["项目清单"]
    assert [entry["tab"] for entry in taken.as_json()["not_read"]] == ["说明"]


def test_a_formula_without_its_result_is_said_and_not_run():
    neighbourhood("五龙村")
    workbook = Workbook()
    workbook.active.title = "项目清单"
    for row in (PROJECTS, [*LAMPS[:5], "=1+1", "2026-12-31"]):
        workbook.active.append(row)
    sheet = sheet_of(take(workbooks.saved(workbook)), "项目清单")
    assert [(entry["row"], entry["column"]) for entry in sheet["warnings"]] == [(2, "可认领家数")]
    assert "公式没有算出结果" in sheet["warnings"][0]["reason"]


def test_a_second_ledger_of_the_same_street_is_refused_while_one_comes_in():
    """The first holds the door from another connection for as long as its transaction lasts."""
    with door_held(street()), pytest.raises(Refusal, match="朱泾镇的另一份台账正在导入") as refused:
        take({"成员单位": [UNITS]})
    assert refused.value.code == "import_running"
