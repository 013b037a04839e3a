"""What changed between two editions: sheets, columns and rows that only one of them has."""

from portal.ledgers.snapshots.differences import ChangedRow, differences
from portal.ledgers.snapshots.freezing import digest_of


def sheet(tab: str, headers: list[str], *rows: list[str]) -> dict:
    return {"tab": tab, "headers": headers, "rows": list(rows)}


NUMBERED = ["序号", "系统编号", "项目名称"]
UNNUMBERED = ["单位名称", "地址"]


def test_a_sheet_that_came_is_all_new_and_one_that_went_is_all_gone() -> None:
    then, now = sheet("结对", UNNUMBERED, ["甲", ""]), sheet("项目清单", NUMBERED, ["1", "项-1", "亮灯"])
    came, went = differences([then], [now])
    assert (came.tab, came.added, came.gone) == ("项目清单", ["项-1 亮灯"], [])
    assert (went.tab, went.added, went.gone) == ("结对", [], ["甲"])


def test_a_renamed_row_with_a_number_is_the_same_row() -> None:
    then = sheet("项目清单", NUMBERED, ["1", "项-1", "亮灯"])
    now = sheet("项目清单", NUMBERED, ["1", "项-1", "亮灯工程"])
    (found,) = differences([then], [now])
    assert found.changed == [ChangedRow("项-1 亮灯工程", [("项目名称", "亮灯", "亮灯工程")])]
    assert (found.added, found.gone) == ([], [])


def test_only_the_cells_that_differ_are_told_of_a_row() -> None:
    then = sheet("项目清单", [*NUMBERED, "地点"], ["1", "项-1", "亮灯", "村口"])
    now = sheet("项目清单", [*NUMBERED, "地点"], ["1", "项-1", "亮灯", "桥头"])
    (found,) = differences([then], [now])
    assert [row.cells for row in found.changed] == [[("地点", "村口", "桥头")]]


def test_columns_that_came_or_went_are_told_where_they_say_something() -> None:
    then = sheet("项目清单", [*NUMBERED, "楼栋", "旧"], ["1", "项-1", "亮灯", "3号", ""])
    now = sheet("项目清单", [*NUMBERED, "频次"], ["1", "项-1", "亮灯", "每月"])
    (found,) = differences([then], [now])
    assert found.changed[0].cells == [("频次", "", "每月"), ("楼栋", "3号", "")]


def test_of_rows_that_say_the_same_each_counts() -> None:
    row = ["甲", "一路"]
    (found,) = differences([sheet("名册", UNNUMBERED, row)], [sheet("名册", UNNUMBERED, row, row, row)])
    assert (found.added, found.gone) == (["甲 · 一路", "甲 · 一路"], [])


def test_the_digest_does_not_hang_on_the_order_of_keys() -> None:
    one = sheet("名册", UNNUMBERED, ["甲", "一路"])
    assert digest_of([one]) == digest_of([dict(reversed(one.items()))])
    assert digest_of([one]) != digest_of([one, one])
