"""Units change, merge and close."""

import pytest
from django.utils import timezone

from members.models import Enrolment, Unit
from members.units.actions import change_unit, close_unit, enter_unit, merge_units
from portal.refusals import Forbidden, Refusal
from portal.workflow.models import Step
from tests import factories as make

pytestmark = pytest.mark.django_db


def refused_with(act) -> str:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


def test_a_new_unit_is_kept_with_its_enrolment_or_not_at_all() -> None:
    office = make.staff_of()
    unit = Unit(district=make.district(), kind=make.kind(), name="示例公司")
    row = enter_unit(unit, make.street(), by=office, number=5)
    assert (row.unit, row.number, row.state) == (unit, 5, "active")
    again = Unit(district=make.district(), kind=make.kind(), name="示例公司")
    assert refused_with(lambda: enter_unit(again, make.street(), by=office)) == "name_taken"
    assert Unit.objects.count() == 1


def test_a_credit_code_belongs_to_one_unit() -> None:
    make.UnitFactory(uscc="1131011674703654AL")
    twin = Unit(district=make.district(), kind=make.kind(), name="另一家", uscc="1131011674703654AL")
    assert refused_with(lambda: enter_unit(twin, make.street(), by=make.staff_of())) == "uscc_taken"


def test_a_neighbourhood_belongs_to_one_unit_of_its_kind() -> None:
    village, office = make.neighbourhood(), make.staff_of()
    twin = Unit(district=make.district(), kind=village.kind, name="五龙", neighbourhood=village.neighbourhood)
    assert refused_with(lambda: enter_unit(twin, make.street(), by=office)) == "neighbourhood_taken"
    assert refused_with(lambda: change_unit(village, by=office, kind=make.kind())) == "neighbourhood_odd"
    assert refused_with(lambda: change_unit(village, by=office, neighbourhood=None)) == "neighbourhood_needed"


def test_a_former_name_stays_as_an_alias() -> None:
    unit = change_unit(make.member("旧名"), by=make.staff_of(), name="新名", aliases=["简称"])
    unit.refresh_from_db()
    assert (unit.name, unit.aliases, unit.version) == ("新名", ["简称", "旧名"], 2)


def test_only_an_office_of_its_streets_changes_a_unit() -> None:
    unit = make.member()
    for user in (make.liaison_of(unit), make.staff_of(make.street("枫泾镇", "310116102"))):
        with pytest.raises(Forbidden):
            change_unit(unit, by=user, address="别处")


def test_a_merged_unit_leaves_and_its_successor_joins() -> None:
    unit, successor = make.member("老单位"), make.UnitFactory(name="新单位")
    merged = merge_units(unit, [successor], by=make.staff_of())
    assert (merged.state, list(merged.successors.all())) == ("merged", [successor])
    assert Enrolment.objects.get(unit=unit).until_on == timezone.localdate()
    assert Enrolment.objects.get(unit=successor).state == "active"
    assert Unit.objects.called("老单位").count() == 2
    assert Step.objects.about(unit).get().opinion == "并入新单位"


def test_a_successor_that_is_in_already_stays_as_it_is() -> None:
    unit, successor = make.member("老单位"), make.member("新单位")
    before = Enrolment.objects.get(unit=successor)
    merge_units(unit, [successor], by=make.staff_of())
    assert Enrolment.objects.get(unit=successor).from_on == before.from_on


def test_odd_successors_are_refused() -> None:
    unit, office = make.member(), make.staff_of()
    gone = make.UnitFactory(state="closed")
    assert refused_with(lambda: merge_units(unit, [], by=office)) == "no_successor"
    assert refused_with(lambda: merge_units(unit, [unit], by=office)) == "own_successor"
    assert refused_with(lambda: merge_units(unit, [gone], by=office)) == "successor_gone"


def test_a_closed_unit_is_out_of_the_register_and_closes_once() -> None:
    unit, office = make.member(), make.staff_of()
    applied = make.EnrolmentFactory(unit=unit, region=make.street("枫泾镇", "310116102"), state="applied")
    make.appoint(office, "reviewer", region=applied.region)
    assert close_unit(unit, by=office).state == "closed"
    assert set(unit.enrolments.values_list("state", flat=True)) == {"left"}
    with pytest.raises(Forbidden):
        close_unit(unit, by=office)
    assert refused_with(lambda: close_unit(unit, by=None)) == "wrong_state"


def test_who_decides_in_one_of_its_streets_does_not_end_a_unit() -> None:
    unit = make.member()
    make.EnrolmentFactory(unit=unit, region=make.street("枫泾镇", "310116102"))
    with pytest.raises(Forbidden):
        merge_units(unit, [make.UnitFactory()], by=make.staff_of())


def test_a_unit_that_splits_gives_its_name_to_no_successor() -> None:
    unit, first, second = make.member("老单位"), make.UnitFactory(), make.UnitFactory(aliases=["老单位"])
    merge_units(unit, [first, second], by=make.staff_of())
    first.refresh_from_db()
    assert (first.aliases, unit.successors.count()) == ([], 2)


def test_a_successor_that_has_the_name_already_keeps_it_once() -> None:
    unit, successor = make.member("老单位"), make.UnitFactory(aliases=["老单位"])
    merge_units(unit, [successor], by=make.staff_of())
    successor.refresh_from_db()
    assert (successor.aliases, successor.version) == (["老单位"], 1)
