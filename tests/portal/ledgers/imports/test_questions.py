"""What the page of an import asks, and what its answers say."""

import pytest

from portal.ledgers.imports.questions import FIXED_AT_ONCE, questions_of
from portal.refusals import Refusal

SHEET = {
    "tab": "项目清单",
    "kind": "projects",
    "header_row": 2,
    "columns": [{"header": "名称", "key": "title"}, {"header": "备用", "key": ""}],
    "counts": {"rejected": 1},
    "rejected": [{"row": 5, "key": "unit", "value": "区财政厅"}],
}


def preview(**changes):
    return {"sheets": [SHEET | changes], "not_read": [{"tab": "附记", "reason": "没有认出"}]}


def said(**sent):
    asked = questions_of(preview(), sent)
    return asked.choices, asked.corrections


def test_fields_as_they_were_say_nothing():
    assert said() == ({}, {})


def test_a_cell_typed_over_is_a_correction():
    assert said(**{"fix-0-5-unit": "区财政局"}) == ({}, {"项目清单": {"5": {"unit": "区财政局"}}})


def test_one_column_that_changed_says_all_columns_of_its_sheet():
    choices, _ = said(**{"column-0-1": "goal"})
    assert choices == {"项目清单": {"columns": {"名称": "title", "备用": "goal"}}}


def test_a_sheet_of_another_kind_begins_anew():
    sent = {"kind-0": "needs", "column-0-1": "goal", "fix-0-5-unit": "区财政局"}
    assert said(**sent) == ({"项目清单": {"kind": "needs"}}, {})


def test_another_row_of_the_header_says_the_kind_again():
    assert said(**{"row-0": " 3 "})[0] == {"项目清单": {"kind": "projects", "header_row": 3}}


def test_of_a_sheet_left_out_the_row_does_not_matter():
    assert said(**{"kind-0": "", "row-0": "3"})[0] == {"项目清单": {"kind": ""}}


@pytest.mark.parametrize(
    ("row", "choice"),
    [("", {"kind": "projects"}), ("4", {"kind": "projects", "header_row": 4})],
)
def test_a_sheet_that_was_not_read_can_be_said_to_be_one(row, choice):
    assert said(**{"other-0": "projects", "other-row-0": row})[0] == {"附记": choice}


@pytest.mark.parametrize("row", ["头", "0", "41", "９"])
def test_a_row_that_no_header_stands_in_is_refused(row):
    with pytest.raises(Refusal) as refused:
        said(**{"row-0": row})
    assert refused.value.code == "bad_header_row"


@pytest.mark.parametrize("value", ["139****1111", "很长的内容…"])
def test_what_is_not_shown_whole_is_not_put_into_its_field(value):
    asked = questions_of(preview(rejected=[{"row": 5, "key": "unit", "value": value}]))
    assert (asked.sheets[0].fixes[0][1].value, asked.corrections) == ("", {})


def test_a_row_without_a_column_to_blame_has_no_field():
    asked = questions_of(preview(rejected=[{"row": 5, "key": "", "value": ""}]))
    assert asked.sheets[0].fixes[0][1] is None


def test_so_many_rows_are_asked_on_one_page():
    many = [{"row": row, "key": "unit", "value": ""} for row in range(1, 151)]
    full = SHEET | {"rejected": many, "counts": {"rejected": 150}}
    asked = questions_of({"sheets": [full, full], "not_read": []})
    assert [len(sheet.fixes) for sheet in asked.sheets] == [150, FIXED_AT_ONCE - 150]
    assert [sheet.unasked for sheet in asked.sheets] == [0, 100]
