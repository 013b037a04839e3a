"""A second choice for the same sheet: what of the first one still counts."""

import pytest

from portal.ledgers.imports.actions import choose
from tests.portal.ledgers.imports.wizard import looked_at, worked

pytestmark = pytest.mark.django_db
ODD = [["共建亮点", "哪家的", "需求名称"], ["亮灯工程", "区财政局", "修路灯"]]
AS_PROJECTS = {
    "附件": {"kind": "projects", "header_row": 1, "columns": {"共建亮点": "title", "哪家的": "unit"}}
}


@pytest.fixture
def read_as_projects(clerk):
    return worked(choose(looked_at({"附件": ODD}, clerk), AS_PROJECTS, by=clerk))


def test_of_another_kind_it_begins_anew(clerk, read_as_projects):
    again = choose(read_as_projects, {"附件": {"kind": "needs"}}, by=clerk)
    assert again.choices == {"附件": {"kind": "needs", "columns": {}}}


def test_of_the_same_kind_new_words_go_over_the_earlier_ones(clerk, read_as_projects):
    again = choose(read_as_projects, {"附件": {"columns": {"哪家的": ""}}}, by=clerk)
    assert again.choices == {
        "附件": {"kind": "projects", "header_row": 1, "columns": {"共建亮点": "title", "哪家的": ""}}
    }
