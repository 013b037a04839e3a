"""What a person types beside the standard figures, and how many files go up at once."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from alliances.records.evidence import MOST_FILES
from alliances.records.fields import FilesField, FreeFiguresField
from alliances.records.reading import facts_of
from tests import factories as make

TREES = {"what": "树苗", "value": "30", "unit": "棵"}


def refused(field, typed) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        field.clean(typed)
    return caught.value.messages


@pytest.mark.parametrize("typed", ["树苗 30 棵", "树苗：30棵", "\n 树苗 30 棵 \n\n"])
def test_a_figure_of_ones_own_is_a_name_a_number_and_a_unit(typed) -> None:
    assert FreeFiguresField(required=False).clean(typed) == [TREES]


def test_figures_of_ones_own_are_shown_a_line_each_for_correction() -> None:
    kept = [TREES, {"what": "横幅", "value": "2", "unit": ""}]
    assert FreeFiguresField().prepare_value(kept) == "树苗 30 棵\n横幅 2"


def test_a_line_that_is_no_figure_is_quoted() -> None:
    words = "“很多树苗”看不懂：请写成“名称 数字 单位”，如：树苗 30 棵。"
    assert refused(FreeFiguresField(), "树苗 30 棵\n很多树苗") == [words]


def test_ten_figures_of_ones_own_are_enough() -> None:
    assert refused(FreeFiguresField(), "\n".join(["树苗 30 棵"] * 11)) == [
        "其他数字最多 10 项，请合并后填写。"
    ]


def test_more_files_than_go_up_at_once_are_refused() -> None:
    files = [SimpleUploadedFile(f"{n}.jpg", b"x") for n in range(MOST_FILES + 1)]
    assert refused(FilesField(), files) == [f"一次最多上传 {MOST_FILES} 个文件，其余可在纪实页面补充。"]
    assert FilesField().clean(files[1:]) == files[1:]


@pytest.mark.django_db
def test_what_was_entered_for_a_unit_says_on_what_basis_and_its_own_figures() -> None:
    record = make.RecordFactory(basis="电话", other_figures=[TREES])
    assert facts_of(record, [])[-2:] == [("代录依据", "电话"), ("其他数字", "树苗 30 棵")]
