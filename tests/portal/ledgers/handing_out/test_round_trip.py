"""What is handed out and taken in again changes nothing, and an edited cell only what it says."""

import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from alliances.models import Pairing
from members.models import Enrolment, Unit
from projects.models import Project
from tests.factories import DraftProjectFactory, ProjectFactory, member, neighbourhood
from tests.portal.ledgers.handing_out.handing import counts, handed_out, nothing_changed, put, round_trip
from tests.portal.ledgers.importing import ZHUJING, divisions, sheet_of, take

pytestmark = pytest.mark.django_db

PAIRS = ["序号", "村居", "结对单位", "结对类型", "签约日期", "期限", "共建内容"]


@pytest.fixture
def village():
    return neighbourhood("五龙村")


@pytest.mark.parametrize("personal", [True, False])
def test_the_zhujing_ledger_goes_out_and_in_without_a_change(kinds, personal):
    divisions()
    take(ZHUJING.read_bytes())
    taken = round_trip(personal=personal)
    assert nothing_changed(taken)
    assert [sheet.tab for sheet in taken.reading.sheets] == [
        *("成员单位", "资源清单", "需求清单", "项目清单", "结对共建")
    ]
    assert taken.reading.not_read == []


def test_rows_stand_in_the_same_order_after_a_round_trip(kinds):
    divisions()
    take(ZHUJING.read_bytes())
    before = handed_out()
    take(before)
    first, second = (load_workbook(io.BytesIO(raw)) for raw in (before, handed_out()))
    assert [list(sheet.values) for sheet in first] == [list(sheet.values) for sheet in second]


def test_an_edited_cell_changes_that_field_only(village):
    project = ProjectFactory(unit=village, goal="路灯3盏", remark="旧", place="村口")
    taken = round_trip(lambda book: put(book, "项目清单", "备注", "新"))
    assert counts(taken)["项目清单"] == (0, 1, 0, 0)
    changed = Project.objects.get()
    assert (changed.remark, changed.place, changed.title) == ("新", "村口", project.title)


def test_a_new_name_renames_the_row_of_that_number(village):
    project = ProjectFactory(unit=village, title="旧名称")
    taken = round_trip(lambda book: put(book, "项目清单", "项目名称", "新名称"))
    assert counts(taken)["项目清单"] == (0, 1, 0, 0)
    assert Project.objects.get(pk=project.pk).title == "新名称"
    _, outcome = next(pair for pair in taken.outcomes if pair[0].tab == "项目清单")
    assert outcome.differences.changed[0].fields == [("项目名称", "旧名称", "新名称")]


def test_two_drafts_can_swap_their_names(village):
    first, second = (DraftProjectFactory(unit=village, title=title) for title in ("甲", "乙"))

    def swap(book):
        put(book, "项目清单", "项目名称", "乙")
        put(book, "项目清单", "项目名称", "甲", row=5)

    assert counts(round_trip(swap))["项目清单"] == (0, 2, 0, 0)
    titles = dict(Project.objects.values_list("pk", "title"))
    assert titles == {first.pk: "乙", second.pk: "甲"}


def test_a_row_that_was_copied_is_a_new_one_of_that_name(village):
    ProjectFactory(unit=village, title="亮灯")

    def copy(book):
        sheet = book["项目清单"]
        sheet.insert_rows(5)
        for cell in sheet[4]:
            sheet.cell(5, cell.column).value = cell.value

    outcome = sheet_of(round_trip(copy), "项目清单")
    assert (outcome["created"], outcome["unchanged"]) == (1, 1)
    assert [found["reason"] for found in outcome["warnings"]] == ["与第 4 行的编号相同，按发布单位和名称识别"]
    assert list(Project.objects.order_by("pk").values_list("nth", flat=True)) == [1, 2]


def test_a_number_of_another_publisher_is_not_believed(village):
    member("区财政局")
    project = ProjectFactory(unit=village)
    outcome = sheet_of(round_trip(lambda book: put(book, "项目清单", "发布单位", "区财政局")), "项目清单")
    assert outcome["created"] == 1
    assert [found["reason"] for found in outcome["warnings"]] == [
        "这个编号属于“五龙村”，按发布单位和名称识别"
    ]
    assert Project.objects.get(pk=project.pk).unit == village


def test_numbers_of_another_year_are_spoken_of_once(village):
    ProjectFactory.create_batch(2, unit=village)
    raw = handed_out()
    Project.objects.all().delete()
    outcome = sheet_of(take(raw), "项目清单")
    assert outcome["created"] == 2
    assert [found["column"] for found in outcome["warnings"]] == ["系统编号"]


def test_a_publisher_who_has_left_stays_the_publisher(village):
    unit = member("区财政局")
    ProjectFactory(unit=unit)
    unit.enrolments.update(state="left", until_on=dt.date(2026, 1, 1))
    assert nothing_changed(round_trip())


def test_a_place_with_and_in_its_name_is_one_place(village):
    peace = neighbourhood("和平居民区", code="310116101009")
    project = ProjectFactory(unit=village)
    project.neighbourhoods.set([village, peace])
    assert nothing_changed(round_trip())
    round_trip(lambda book: put(book, "项目清单", "受益村居", "和平居民区"))
    assert list(project.neighbourhoods.all()) == [peace]


def test_what_forms_took_and_no_cell_says_stays(village):
    ProjectFactory(unit=village, summary="第一行\n第二行 １２", contact_phone="57311540 / 13900001111")
    assert nothing_changed(round_trip())
    assert Project.objects.get().summary == "第一行\n第二行 １２"


def test_no_limit_of_places_stays_and_can_be_said(village):
    project = ProjectFactory(unit=village, capacity=None)
    assert nothing_changed(round_trip())
    round_trip(lambda book: put(book, "项目清单", "可认领家数", 3))
    project.refresh_from_db()
    assert project.capacity == 3


def test_columns_of_the_offices_own_go_out_and_in(village):
    project = ProjectFactory(unit=village, custom={"楼栋": "3号楼", "认领单位": "区财政局", "牵头科室": "="})
    ProjectFactory(unit=village, custom={})
    assert nothing_changed(round_trip())
    round_trip(lambda book: put(book, "项目清单", "楼栋", "5号楼"))
    project.refresh_from_db()
    assert project.custom == {"楼栋": "5号楼", "认领单位": "区财政局", "牵头科室": "="}


def test_a_unit_gets_another_name_and_keeps_the_former_as_an_alias(village):
    unit = member("区财政局")
    row = 5 if unit.pk > village.pk else 4
    taken = round_trip(lambda book: put(book, "成员单位", "单位名称", "金山区财政局", row=row))
    assert counts(taken)["成员单位"] == (0, 1, 0, 0)
    unit.refresh_from_db()
    assert (unit.name, unit.aliases) == ("金山区财政局", ["区财政局"])


def test_a_unit_does_not_get_the_name_of_another(village):
    member("区财政局")
    outcome = sheet_of(
        round_trip(lambda book: put(book, "成员单位", "单位名称", "五龙村", row=5)), "成员单位"
    )
    assert outcome["rejected"][0]["reason"] == "金山区已有名为“五龙村”的单位，“区财政局”不能改成这个名称"
    assert Unit.objects.filter(name="区财政局").exists()


def test_several_aliases_stand_in_one_cell(village):
    Unit.objects.filter(pk=village.pk).update(aliases=["五龙", "五龙村村委会"])
    assert nothing_changed(round_trip())
    round_trip(lambda book: put(book, "成员单位", "单位简称", "五龙、五龙村村委会、龙村"))
    village.refresh_from_db()
    assert village.aliases == ["五龙", "五龙村村委会", "龙村"]


def test_a_register_with_everything_goes_out_and_in(village):
    Enrolment.objects.filter(unit=village).update(
        number=7,
        liaison_name="张三",
        liaison_phone="021-57311540",
        secretary_name="李四",
        custom={"片区": "东"},
    )
    Unit.objects.filter(pk=village.pk).update(party_members=12, superior="镇党委", address="村口1号")
    assert nothing_changed(round_trip())


def test_the_two_of_a_pairing_can_be_named_anew(village):
    member("区财政局")
    member("区教育局")
    take({"结对共建": [PAIRS, [1, "五龙村", "区财政局", "村居共建", "2026-01-05", "三年", "送课下乡"]]})
    assert nothing_changed(round_trip())
    taken = round_trip(lambda book: put(book, "结对共建", "结对单位", "区教育局"))
    assert counts(taken)["结对共建"] == (0, 1, 0, 0)
    pairing = Pairing.objects.get()
    assert (pairing.partner.name, pairing.terms) == ("区教育局", "送课下乡")
    assert nothing_changed(round_trip())
