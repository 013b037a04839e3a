"""What is chosen and typed on the page of an import."""

import re

import pytest

from members.models import Enrolment
from portal.ledgers.imports import actions
from portal.models import ColumnChoice
from projects.models import Project
from tests import factories as make
from tests.portal.ledgers.imports.browsing import here, now, press, words_of
from tests.portal.ledgers.imports.wizard import looked_at, project_rows, worked

pytestmark = pytest.mark.django_db


def test_a_corrected_cell_is_read_again_and_goes_in(office, ready):
    make.member("区财政所")
    response = press(office, ready, "reread", **{"fix-1-2-unit": "区财政所"})
    assert (response.status_code, now(ready).corrections) == (
        302,
        {"项目清单": {"2": {"unit": "区财政所"}}},
    )
    again = worked(ready)
    assert "导入正确的 3 行" in words_of(office.get(here(again)))
    press(office, again, "confirm")
    worked(again)
    assert Project.objects.get().title == "亮灯工程"


def test_a_chosen_column_is_read_again_and_remembered(office, clerk):
    make.member()
    rows = [
        ["共建亮点", *project_rows()[0][1:2], "项目名称", *project_rows()[0][3:]],
        *project_rows("甲")[1:],
    ]
    rows[1][0] = "亮灯工程"
    imp = looked_at({"项目清单": rows}, clerk)
    press(office, imp, "reread", **{"column-0-0": "title", "column-0-2": ""})
    assert ColumnChoice.objects.get(header="共建亮点").key == "title"
    again = worked(imp)
    assert again.preview["sheets"][0]["new"][0]["title"] == "亮灯工程"
    assert "上次的选择" in words_of(office.get(here(looked_at({"项目清单": rows}, clerk))))


def test_a_sheet_can_be_left_out_and_taken_in_again(office, ready):
    press(office, ready, "reread", **{"kind-1": ""})
    without = worked(ready)
    assert [entry["tab"] for entry in without.preview["not_read"]] == ["项目清单", "附记"]
    press(office, without, "reread", **{"other-0": "projects"})
    assert [told["tab"] for told in worked(without).preview["sheets"]] == ["成员单位", "项目清单"]


def test_a_row_of_the_header_that_is_none_is_refused_and_what_was_typed_stays(office, ready):
    typed = {"row-1": "头", "column-1-0": "title", "fix-1-2-unit": "区财政所", "other-0": "needs"}
    response = press(office, ready, "reread", **typed)
    text = response.content.decode()
    assert response.status_code == 409
    assert "“项目清单”的表头所在行请填 1 到 40 的数字。" in text
    assert 'name="fix-1-2-unit" value="区财政所"' in text
    assert 'name="row-1" value="头"' in text
    assert now(ready).state == "ready"


def test_two_columns_for_one_are_refused_and_what_was_chosen_stays(office, ready):
    response = press(office, ready, "reread", **{"column-1-0": "title"})
    assert response.status_code == 409
    assert "一个栏目只能对应一列" in response.content.decode()
    chosen = re.search(r'name="column-1-0".*?</select>', response.content.decode(), re.DOTALL)
    assert '<option value="title" selected>' in chosen[0]


def test_who_confirms_with_something_typed_sees_first_what_comes_of_it(office, ready):
    make.member("区财政所")
    response = office.post(
        here(ready),
        {"version": ready.version, "verb": "confirm", "fix-1-2-unit": "区财政所"},
        follow=True,
    )
    assert "还没有导入" in response.content.decode()
    assert (now(ready).state, Enrolment.objects.filter(unit__name="区财政局").exists()) == ("reading", False)


def test_a_page_that_is_old_does_nothing(office, ready):
    worked(actions.try_again(ready, by=ready.by))
    response = press(office, ready, "confirm")
    assert response.status_code == 409
    assert "打开页面之后这次导入已有变化" in response.content.decode()
    assert now(ready).state == "ready"


def test_the_form_of_a_large_workbook_is_taken(office, ready):
    columns = {f"column-{sheet}-{place}": "" for sheet in range(5, 30) for place in range(60)}
    assert press(office, ready, "reread", **columns).status_code == 302


def test_a_verb_that_is_none_is_not_there(office, ready):
    assert press(office, ready, "burn").status_code == 404
