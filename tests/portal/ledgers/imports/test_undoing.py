"""A whole import is taken back within a day, unless somebody went on from it."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.models import Pairing
from members.models import Enrolment, Unit, UnitKind
from portal.ledgers.imports.actions import take_back
from portal.ledgers.imports.tasks import forget_rows
from portal.models import Import, ImportedRow
from portal.refusals import Forbidden, Refusal
from portal.workflow.models import Step
from projects.models import Category, Claim, Project, Target
from tests import factories as make
from tests.portal.ledgers.imports.wizard import UNIT_ROWS, brought_in, looked_at, project_rows

pytestmark = pytest.mark.django_db
WHOLE = {
    "成员单位": [UNIT_ROWS[0], [1, "楼宇", "甲公司", "张三", "13900001111", None, "2020-01-01"]],
    "项目清单": project_rows("亮灯工程", unit="甲公司"),
}
MADE = (Unit, Enrolment, Category, Project, Target, ImportedRow)


def counted() -> list[int]:
    return [model.objects.count() for model in MADE]


def refused_code(imp: Import, by) -> str:
    with pytest.raises(Refusal) as refused:
        take_back(imp, by=by)
    return refused.value.code


def test_units_that_were_made_go_with_their_kind(clerk):
    imp = brought_in({"成员单位": WHOLE["成员单位"]}, clerk)
    assert take_back(imp, by=clerk).state == "undone"
    assert counted()[:2] == [0, 0]
    assert not UnitKind.objects.filter(name="楼宇").exists()


def test_of_lists_that_were_made_only_the_unit_that_the_trail_names_is_left(clerk):
    imp = brought_in(WHOLE, clerk)
    assert counted() == [1, 1, 1, 1, 1, 5]
    take_back(imp, by=clerk)
    assert counted()[:5] == [1, 0, 0, 0, 0]
    again = brought_in(WHOLE, clerk)
    assert (again.state, counted()[:5]) == ("imported", [1, 1, 1, 1, 1])


def test_what_was_overwritten_says_again_what_it_said(clerk):
    hoods = [make.neighbourhood("五龙村"), make.neighbourhood("待泾村", "310116101202")]
    first = [
        [*project_rows()[0], "预算（元）", "备注"],
        [*project_rows("亮灯工程", unit="五龙村")[1], 100, "甲"],
    ]
    brought_in({"项目清单": first}, clerk)
    before = Project.objects.values().get()
    then = [
        [*first[0][:-1], "受益村居", "楼栋"],
        [2, "民生", "亮灯工程", "五龙村", "路灯50盏", "不限", "2026-11-30", 250.5, "待泾村", "3号"],
    ]
    imp = brought_in({"项目清单": then}, clerk)
    assert Project.objects.get().budget == 250.5
    take_back(imp, by=clerk)
    after = Project.objects.values().get()
    assert after == before | {"version": before["version"] + 2}
    assert [str(target) for target in Target.objects.all()] == ["路灯 32 盏"]
    assert list(Project.objects.get().neighbourhoods.all()) == hoods[:1]


def test_the_trail_of_what_was_overwritten_tells_of_it(clerk):
    make.member()
    brought_in({"项目清单": project_rows("亮灯工程")}, clerk)
    imp = brought_in({"项目清单": project_rows("亮灯工程", goal="路灯50盏")}, clerk)
    take_back(imp, by=clerk)
    last = Step.objects.about(Project.objects.get()).order_by("-id")[0]
    assert (last.label, last.opinion) == ("撤销台账导入", "撤销2026 年度台账导入")


def test_a_row_that_was_changed_since_keeps_the_whole_import(clerk):
    imp = brought_in(WHOLE, clerk)
    Project.objects.update(version=2)
    with pytest.raises(Refusal) as refused:
        take_back(imp, by=clerk)
    assert (refused.value.code, Import.objects.get().state) == ("built_upon", "imported")
    assert refused.value.sentence == (
        "导入之后已有人接着办理，不能整次撤销：“亮灯工程”已更改。请在这些内容里逐条更正。"
    )
    assert counted() == [1, 1, 1, 1, 1, 5]


def test_many_rows_built_upon_are_named_by_five_and_counted(clerk):
    make.member()
    imp = brought_in({"项目清单": project_rows(*"甲乙丙丁戊己庚")}, clerk)
    Project.objects.update(version=2)
    with pytest.raises(Refusal) as refused:
        take_back(imp, by=clerk)
    assert "；“戊”已更改等 7 项。" in refused.value.sentence


def test_a_unit_that_somebody_refers_to_keeps_the_whole_import(clerk):
    imp = brought_in({"成员单位": WHOLE["成员单位"]}, clerk)
    make.liaison_of(Unit.objects.get())
    with pytest.raises(Refusal) as refused:
        take_back(imp, by=clerk)
    assert "“甲公司（朱泾镇）”已用于" in refused.value.sentence


def test_a_record_that_a_unit_took_part_in_keeps_the_whole_import(clerk):
    imp = brought_in({"成员单位": WHOLE["成员单位"]}, clerk)
    project = make.ProjectFactory()
    project.neighbourhoods.add(Unit.objects.get(name="甲公司"))
    with pytest.raises(Refusal) as refused:
        take_back(imp, by=clerk)
    assert "“甲公司”已用于项目" in refused.value.sentence


def test_a_category_that_others_use_by_now_stays(clerk):
    make.member()
    imp = brought_in({"项目清单": project_rows("亮灯工程")}, clerk)
    make.DraftProjectFactory(category=Category.objects.get(name="建设"))
    take_back(imp, by=clerk)
    assert [category.name for category in Category.objects.all()] == ["建设"]


def test_what_is_gone_already_is_no_hindrance(clerk):
    imp = brought_in(WHOLE, clerk)
    Project.objects.all().delete()
    assert take_back(imp, by=clerk).state == "undone"


def test_a_limit_that_claims_rely_on_keeps_the_whole_import(clerk):
    make.member()
    brought_in({"项目清单": project_rows("亮灯工程")}, clerk)
    Project.objects.update(
        state="published", serial=1, number="朱-1", published_at=timezone.now(), capacity=1
    )
    rows = project_rows("亮灯工程")
    rows[1][5] = 2
    imp = brought_in({"项目清单": rows}, clerk)
    for name in ("甲公司", "乙公司"):
        make.ClaimFactory(project=Project.objects.get(), unit=make.member(name))
    assert (refused_code(imp, clerk), Project.objects.get().capacity) == ("built_upon", 2)


def test_after_a_day_it_stays(clerk):
    imp = brought_in(WHOLE, clerk)
    Import.objects.update(imported_at=timezone.now() - dt.timedelta(days=1, seconds=1))
    assert refused_code(imp, clerk) == "too_late"


def test_it_is_taken_back_once(clerk):
    imp = brought_in(WHOLE, clerk)
    take_back(imp, by=clerk)
    assert refused_code(imp, clerk) == "wrong_state"


def test_what_did_not_come_in_cannot_be_taken_back(clerk):
    assert refused_code(looked_at(WHOLE, clerk), clerk) == "wrong_state"


def test_nobody_else_takes_it_back(clerk):
    imp = brought_in(WHOLE, clerk)
    with pytest.raises(Forbidden):
        take_back(imp, by=make.staff_of(make.RegionFactory()))


def test_what_was_overwritten_is_forgotten_with_the_day(clerk):
    old, young = (
        brought_in(WHOLE, clerk),
        brought_in({"项目清单": project_rows("修路", unit="甲公司")}, clerk),
    )
    Import.objects.filter(pk=old.pk).update(imported_at=timezone.now() - dt.timedelta(days=1, seconds=1))
    forget_rows()
    assert list(ImportedRow.objects.values_list("import_ref", flat=True).distinct()) == [young.pk]


def test_pairings_go_too(clerk):
    make.neighbourhood("五龙村"), make.member()
    rows = [["村居", "结对单位", "结对类型"], ["五龙村", "区财政局", "村居共建"]]
    imp = brought_in({"结对共建": rows}, clerk)
    assert Pairing.objects.count() == 1
    take_back(imp, by=clerk)
    assert (Pairing.objects.count(), Claim.objects.count()) == (0, 0)
