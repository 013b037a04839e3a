"""Columns the portal does not know: what is kept of them and what is said about the rest."""

from portal.ledgers.extras import custom_fields
from portal.ledgers.problems import Problem
from portal.ledgers.reading import read_ledger
from tests.portal.ledgers.workbooks import HEADER, SPECS, workbook

ROAD = [1, "甲类", "修路", "某局", "2家", "2026-12-31", "3.5万"]


def kept(column: str, text: str) -> tuple[dict[int, dict[str, str]], list[Problem]]:
    sheet = read_ledger(workbook([[*HEADER, column], [*ROAD, text]]), SPECS, year=2026).sheets[0]
    return custom_fields(sheet)


def test_an_unknown_column_becomes_a_field_of_the_offices_own() -> None:
    assert kept("楼栋", "12号楼") == ({2: {"楼栋": "12号楼"}}, [])


def test_a_text_that_is_too_long_is_cut_and_named() -> None:
    cut = Problem(2, "概况", f"{'长' * 20}…", "超过 200 个字，只留前面的")
    assert kept("概况", "长" * 201) == ({2: {"概况": "长" * 200}}, [cut])


def test_a_column_with_a_persons_number_is_left_out_whole() -> None:
    fields, problems = kept("值班", "张三 13900001111")
    assert (fields, [problem.column for problem in problems]) == ({2: {}}, ["值班"])
