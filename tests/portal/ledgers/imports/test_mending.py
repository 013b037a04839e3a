"""The workbook of problems: mended and imported again, it brings in what had stayed out."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from portal.ledgers.imports.actions import correct_rows
from portal.ledgers.imports.mending import problems_response, problems_workbook
from portal.refusals import Refusal
from projects.models import Project
from tests import factories as make
from tests.portal.ledgers.imports.wizard import brought_in, looked_at, sheet, worked
from tests.portal.ledgers.workbooks import saved

pytestmark = pytest.mark.django_db
HEADER = ["项目名称", "发布单位", "目标与量化指标", "资金预算（万元）", "完成时限", "楼栋"]
ROWS = [
    ["项目清单"],
    HEADER,
    ["一、建设管理"],
    ["亮灯", "区财政厅", "路灯32盏", 3, "2026年6月底前", "1号"],
    ["修路", None, "步道2公里", 3.5, "同上", "=1+1"],
    ["植树", "区财政局", "植树9棵", 1, "2026-12-31", None],
]


@pytest.fixture(autouse=True)
def _publisher(kinds):
    make.member()


def workbook_of(imp):
    return load_workbook(BytesIO(problems_response(imp).content))


def test_each_row_that_stayed_out_has_its_cells_and_the_reason(clerk):
    page = workbook_of(looked_at({"项目清单": ROWS}, clerk))["项目清单"]
    header, first, second = page.iter_rows(values_only=True)
    assert header == (*HEADER, "项目类别", "问题（再次导入时不读这一列）")
    assert first[:-1] == ("亮灯", "区财政厅", "路灯32盏", "3", "2026年6月底前", "1号", "建设管理")
    assert second[:5] == ("修路", "区财政厅", "步道2公里", "3.5", "2026-06-30")
    assert first[-1] == "发布单位：“区财政厅”没有在朱泾镇入册。您是不是要填：区财政局"


def test_mended_it_brings_in_the_rest_and_no_column_of_ours(clerk):
    book = workbook_of(brought_in({"项目清单": ROWS}, clerk))
    for row in book["项目清单"].iter_rows(min_row=2):
        row[1].value = "区财政局"
    imp = brought_in(saved(book), clerk)
    assert (sheet(imp, "项目清单")["counts"]["created"], Project.objects.count()) == (2, 3)
    lamp = Project.objects.get(title="亮灯")
    assert (lamp.category.name, lamp.budget, lamp.custom) == ("建设管理", 30_000, {"楼栋": "1号"})


def test_what_was_typed_stands_there_instead_of_the_cell(clerk):
    imp = looked_at({"项目清单": ROWS}, clerk)
    imp = worked(correct_rows(imp, {"项目清单": {"4": {"unit": "区财政所"}}}, by=clerk))
    rows = list(workbook_of(imp)["项目清单"].iter_rows(values_only=True))
    assert [row[1] for row in rows[1:]] == ["区财政所", "区财政所"]


def test_an_import_without_problems_has_no_such_workbook(clerk):
    imp = looked_at({"项目清单": [*ROWS[:2], ROWS[5]]}, clerk)
    assert problems_workbook(imp) == []
    with pytest.raises(Refusal) as refused:
        problems_response(imp)
    assert refused.value.code == "no_problems"
