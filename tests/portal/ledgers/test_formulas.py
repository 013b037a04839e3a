"""Formulas and error values: what Excel last made of them counts, and is told."""

from portal.ledgers.problems import Problem
from tests.portal.ledgers import workbooks
from tests.portal.ledgers.one_sheet import read
from tests.portal.ledgers.workbooks import HEADER


def _with_cell(cell: str, *, at: str = "D") -> bytes:
    """A sheet whose second row has `cell` in its column D (责任单位) or C (任务名称)."""
    known = (
        workbooks.text_row(2, ["1", "甲类", "修路"]) if at == "D" else workbooks.text_row(2, ["1", "甲类"])
    )
    row = known.replace("</row>", f"{cell}</row>")
    return workbooks.packed(workbooks.parts(workbooks.sheet_xml(workbooks.text_row(1, HEADER) + row)))


def test_a_formula_is_read_by_its_last_result_with_a_warning():
    row = read(_with_cell('<c r="D2" t="str"><f>A1</f><v>某局</v></c>')).rows[0]
    assert row.values["owner"] == "某局"
    assert row.warnings == [Problem(2, "责任单位", "某局", "这一格是公式，用的是 Excel 上次算出的结果")]


def test_a_formula_without_a_result_is_a_problem():
    reason = "公式没有算出结果，请用 Excel 打开并保存后重新上传，或直接填写结果"
    optional = read(_with_cell('<c r="D2"><f>A1</f></c>')).rows[0]
    required = read(_with_cell('<c r="C2"><f>A1</f><v/></c>', at="C")).rows[0]
    assert (optional.warnings, optional.rejected) == ([Problem(2, "责任单位", "", reason)], [])
    assert required.rejected == [Problem(2, "任务名称", "", reason)]


def test_a_formula_in_the_running_number_is_nothing_to_speak_of():
    rows = workbooks.text_row(1, HEADER) + workbooks.text_row(2, ["1", "甲类", "修路"]).replace(
        '<c r="A2" t="inlineStr"><is><t>1</t></is></c>', '<c r="A2"><f>ROW()-1</f><v>1</v></c>'
    )
    row = read(workbooks.packed(workbooks.parts(workbooks.sheet_xml(rows)))).rows[0]
    assert (row.values["number"], row.warnings) == (1, [])


def test_an_error_value_is_a_problem():
    row = read(_with_cell('<c r="D2" t="e"><f>A1</f><v>#REF!</v></c>')).rows[0]
    assert row.warnings == [Problem(2, "责任单位", "", "单元格是错误值 #REF!，请改正后重填")]


def test_a_formula_or_error_in_an_unknown_column_is_told_too():
    xml = workbooks.text_row(1, [*HEADER, "天气"]) + workbooks.text_row(2, ["1", "甲类", "修路"]).replace(
        "</row>", '<c r="H2" t="e"><v>#N/A</v></c></row>'
    )
    row = read(workbooks.packed(workbooks.parts(workbooks.sheet_xml(xml)))).rows[0]
    assert row.warnings == [Problem(2, "天气", "", "单元格是错误值 #N/A，请改正后重填")]


def test_a_last_row_of_nothing_but_formulas_without_results_is_rejected_not_lost():
    rows = workbooks.text_row(1, HEADER) + '<row r="2"><c r="C2"><f>A1</f></c><c r="D2"><f>A1</f></c></row>'
    sheet = read(workbooks.packed(workbooks.parts(workbooks.sheet_xml(rows))))
    assert [problem.column for problem in sheet.rows[0].rejected] == ["任务名称"]
