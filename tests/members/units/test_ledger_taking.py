"""The register of units as a ledger brings it: recognised, made, enrolled, brought up to date."""

import datetime as dt

import pytest

from members.models import Enrolment, Region, Unit
from members.places.models import OfficePolicy
from portal.refusals import Forbidden
from portal.workflow.models import Step
from tests.factories import (
    EnrolmentFactory,
    UnitFactory,
    district,
    kind,
    liaison_of,
    member,
    neighbourhood,
    staff_of,
    street,
)
from tests.portal.ledgers.importing import UNITS, sheet_of, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]

CODE = "1131011674703654AL"
OTHER_CODE = "113101166992598674"
FINANCE = [1, "机关事业", "区财政局", "张三", "13900001111", None, "2020-01-01"]


def take_units(*rows, by=None):
    return sheet_of(take({"成员单位": [UNITS, *rows]}, by=by), "成员单位")


def test_a_new_unit_is_enrolled_with_its_contacts_and_a_first_step():
    take_units([7, "机关事业", "区财政局", "张三", 13900001111, CODE, "2020/5/6"])
    row = Enrolment.objects.select_related("unit").get()
    assert (row.unit.name, row.unit.uscc, row.region.name) == ("区财政局", CODE, "朱泾镇")
    assert (row.number, row.from_on, row.liaison_name) == (7, dt.date(2020, 5, 6), "张三")
    step = Step.objects.get()
    assert (step.label, step.subject_id, step.basis, step.to_state) == (
        "登记入册",
        row.pk,
        "台账导入",
        "active",
    )


def test_a_unit_of_another_street_is_enrolled_and_not_made_again():
    unit = EnrolmentFactory(unit__name="区财政局", region=street("枫泾镇", "310116102")).unit
    assert take_units(FINANCE)["created"] == 1
    assert list(unit.enrolments.order_by("region__code").values_list("region__name", flat=True)) == [
        "朱泾镇",
        "枫泾镇",
    ]
    assert Unit.objects.count() == 1


def test_a_unit_is_known_by_its_credit_code_whatever_it_is_called():
    unit = member("区财政局")
    Unit.objects.filter(pk=unit.pk).update(uscc=CODE)
    assert take_units([1, "机关事业", "金山区财政局", "张三", None, CODE, None])["updated"] == 1
    unit.refresh_from_db()
    assert (unit.name, unit.aliases) == ("区财政局", ["金山区财政局"])


def test_a_code_that_is_another_units_is_left_aside_with_a_warning_each_time():
    rows = [[1, "机关", "区财政局", "", "", CODE], [2, "机关", "区税务局", "", "", CODE]]
    first, second = take_units(*rows), take_units(*rows)
    assert [first["created"], second["created"], second["unchanged"]] == [2, 0, 2]
    assert (
        [entry["row"] for entry in first["warnings"]] == [entry["row"] for entry in second["warnings"]] == [3]
    )
    assert Unit.objects.get(name="区税务局").uscc is None


def test_what_the_ledger_says_is_written_and_what_it_leaves_blank_is_kept():
    member("区财政局")
    Enrolment.objects.update(liaison_name="李四", secretary_name="王书记")
    assert take_units(FINANCE)["updated"] == 1
    row = Enrolment.objects.get()
    assert (row.liaison_name, row.liaison_phone, row.secretary_name) == ("张三", "13900001111", "王书记")
    assert take_units([1, "", "区财政局", "", "", "", ""])["unchanged"] == 1


def test_a_neighbourhood_stands_for_its_place_by_any_of_its_names():
    place = Region.objects.create(
        code="310116101001", name="东林居民区", aliases=["东林居委会"], level="neighbourhood", parent=street()
    )
    assert take_units([1, "居民区", "东林居委会"])["created"] == 1
    assert Unit.objects.get().neighbourhood == place
    assert take_units([1, "居民区", "东林居民区"])["created"] == 0
    assert Unit.objects.get().aliases == ["东林居民区"]


def test_a_neighbourhood_that_the_street_has_not_is_rejected_with_what_may_have_been_meant():
    neighbourhood("五龙村")
    sheet = take_units([1, "村", "五龙一村"])
    assert sheet["rejected"][0]["reason"] == "朱泾镇下没有叫“五龙一村”的村。您是不是要填：五龙村"


def test_a_unit_that_left_is_enrolled_again_after_its_first_time():
    member("区财政局")
    Enrolment.objects.update(state="left", until_on=dt.date(2024, 3, 31))
    first = take_units(FINANCE)
    assert first["warnings"][0]["reason"] == "区财政局已于 2024-03-31 退出，按 2024-04-01 重新入册登记"
    assert list(Enrolment.objects.order_by("from_on").values_list("state", "from_on")) == [
        ("left", dt.date(2020, 1, 1)),
        ("active", dt.date(2024, 4, 1)),
    ]
    assert take_units(FINANCE)["unchanged"] == 1


def test_a_unit_that_is_no_more_is_rejected():
    UnitFactory(name="区财政局", state="closed")
    assert take_units(FINANCE)["rejected"][0]["reason"] == "“区财政局”已注销，不能再入册。请改填承接的单位"


def test_an_alias_of_two_units_is_not_guessed():
    for name in ("区财政局", "镇财政所"):
        UnitFactory(name=name, aliases=["财政"])
    sheet = take_units([1, "机关", "财政"])
    assert sheet["rejected"][0]["reason"] == "“财政”是区财政局、镇财政所的别名，请写全称"


def test_where_the_office_separates_the_two_a_clerks_units_wait_for_approval():
    OfficePolicy.objects.create(region=street(), four_eyes=True)
    take_units(FINANCE, by=staff_of(roles=("handler",)))
    assert Enrolment.objects.get().state == "applied"


def test_only_the_streets_own_office_takes_a_ledger_in():
    others = [liaison_of(member()), staff_of(street("枫泾镇", "310116102")), staff_of(roles=("leader",))]
    for user in others:
        with pytest.raises(Forbidden):
            take_units(FINANCE, by=user)
    assert take_units(FINANCE, by=staff_of(district()))["updated"] == 1


def test_a_member_unit_with_the_name_of_a_place_stands_for_none():
    Region.objects.create(code="310116101002", name="新街社区", level="neighbourhood", parent=street())
    kind("社会组织")
    take_units([1, "社会组织", "新街社区"])
    assert Unit.objects.get().neighbourhood is None
