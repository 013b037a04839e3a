"""Rows of the register that leave something out or say what cannot be: what is assumed and said."""

import datetime as dt

import pytest

from members.models import Enrolment, Unit
from tests.factories import EnrolmentFactory, kind, member, neighbourhood, street
from tests.portal.ledgers.importing import sheet_of, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]
HEADER = ["系统编号", "单位类别", "单位名称", "加入时间"]
LEFT_ON = dt.date(2024, 6, 30)


def take_units(*rows):
    return sheet_of(take({"成员单位": [HEADER, *rows]}), "成员单位")


def reasons(sheet) -> list[str]:
    return [problem["reason"] for problem in sheet["warnings"]]


def test_a_new_unit_without_a_kind_is_put_under_others_and_that_is_said():
    sheet = take_units([None, None, "区财政局", "2020-01-01"])
    assert Unit.objects.get().kind.name == "其他"
    assert "没有填单位类别，暂列为“其他”，请到单位档案里改正" in reasons(sheet)


@pytest.mark.parametrize(("name", "kind_name"), [("待泾村", "村"), ("钟楼居民区", "居民区")])
def test_a_village_without_a_kind_has_the_one_its_name_tells(name, kind_name):
    village = neighbourhood(name)
    Enrolment.objects.all().delete()
    Unit.objects.all().delete()
    sheet = take_units([None, None, name, "2020-01-01"])
    assert (Unit.objects.get().kind.name, Unit.objects.get().neighbourhood) == (
        kind_name,
        village.neighbourhood,
    )
    assert reasons(sheet) == []


def test_a_unit_on_record_without_a_kind_keeps_its_own():
    unit = member("区财政局")
    take_units([None, None, "区财政局", "2020-01-01"])
    assert Unit.objects.get().kind == unit.kind


def test_a_village_does_not_become_a_unit_of_another_kind():
    village = neighbourhood("五龙村")
    sheet = take_units([None, kind().name, "五龙村", "2020-01-01"])
    village.refresh_from_db()
    assert village.kind.name == "村"
    assert "“五龙村”是村居，单位类别没有改成“机关事业”" in reasons(sheet)[-1]


def test_a_number_that_names_no_unit_here_goes_by_the_name():
    member("区财政局")
    sheet = take_units(["单位999999", "机关事业", "区财政局", "2020-01-01"])
    assert (sheet["unchanged"], Unit.objects.count()) == (1, 1)
    assert reasons(sheet) == ["朱泾镇没有这个编号的单位在册，按名称识别"]


def test_a_number_twice_means_its_unit_once():
    unit = member("区财政局")
    rows = [[f"单位{unit.pk}", kind().name, name, "2020-01-01"] for name in ("区财政局", "区税务局")]
    sheet = take_units(*rows)
    assert (sheet["created"], sheet["unchanged"], Unit.objects.count()) == (1, 1, 2)
    assert reasons(sheet) == ["与“成员单位”第 2 行的编号相同，按名称识别"]


@pytest.fixture
def leaving():
    """Enrolled, with the day on which it will leave."""
    row = EnrolmentFactory(unit__name="区财政局", region=street())
    Enrolment.objects.filter(pk=row.pk).update(until_on=LEFT_ON)
    return row


def test_a_unit_does_not_join_after_the_day_it_leaves(leaving):
    sheet = take_units([None, "机关事业", "区财政局", "2024-07-01"])
    leaving.refresh_from_db()
    assert leaving.from_on == dt.date(2020, 1, 1)
    assert reasons(sheet) == ["晚于退出时间 2024-06-30，加入时间没有改"]


def test_who_came_back_keeps_its_new_day_where_the_ledger_says_none():
    former = EnrolmentFactory(unit__name="区财政局", region=street(), state="left", from_on="2019-01-01")
    Enrolment.objects.filter(pk=former.pk).update(until_on=LEFT_ON)
    now = EnrolmentFactory(unit=former.unit, region=street(), from_on="2025-01-01")
    sheet = take_units([None, "机关事业", "区财政局", None])
    now.refresh_from_db()
    assert (now.from_on, sheet["unchanged"], reasons(sheet)) == (dt.date(2025, 1, 1), 1, [])
