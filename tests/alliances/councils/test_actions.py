"""Founding alliances, joining, leaving; who may, and what is refused."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.councils import actions
from alliances.models import Alliance, ConcurrentMember, Membership
from portal.refusals import Forbidden, Refusal
from portal.workflow.models import Step
from tests import factories as make

pytestmark = pytest.mark.django_db
JUNE = dt.date(2024, 6, 1)


def code_of(act):
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


def found(name="经贸专委会", by=None, **terms):
    return actions.found_alliance(
        Alliance(region=make.street(), name=name, **terms), by=by or make.staff_of()
    )


def test_the_office_founds_an_alliance_and_the_trail_says_so():
    alliance = found()
    assert [step.label for step in Step.objects.about(alliance)] == ["成立"]


def test_a_liaison_founds_nothing():
    with pytest.raises(Forbidden):
        found(by=make.liaison_of(make.member()))


def test_a_name_is_taken_once_in_a_place():
    found()
    assert code_of(found) == "name_taken"


def test_an_alliance_belongs_to_a_district_or_a_street():
    village = make.neighbourhood().neighbourhood
    unplaced = Alliance(region=village, name="社区大党委")
    assert code_of(lambda: actions.found_alliance(unplaced, by=None)) == "odd_region"


def test_a_parent_is_of_the_same_district():
    far = make.RegionFactory(code="310106", name="静安区", level="district", parent=None)
    above = make.AllianceFactory(region=far)
    assert code_of(lambda: found(parent=above)) == "other_district"


def test_a_tree_does_not_bite_its_own_tail():
    staff = make.staff_of()
    top = found("联席会议")
    middle = found("专委会", parent=top)
    low = found("小组", parent=middle)
    assert code_of(lambda: actions.change_alliance(top, by=staff, parent=low)) == "tree_ring"
    assert code_of(lambda: actions.change_alliance(top, by=staff, parent=top)) == "tree_ring"


def test_what_stands_below_keeps_an_alliance_from_being_dissolved():
    staff, top = make.staff_of(), found("联席会议")
    low = found("专委会", parent=top)
    assert code_of(lambda: actions.dissolve_alliance(top, by=staff, opinion="决定")) == "has_children"
    actions.dissolve_alliance(low, by=staff, opinion="决定")
    assert actions.dissolve_alliance(top, by=staff, opinion="决定").state == "dissolved"
    assert code_of(lambda: actions.restore_alliance(low, by=staff)) == "dissolved_parent"
    actions.restore_alliance(top, by=staff)
    assert actions.restore_alliance(low, by=staff).state == "active"


def test_dissolving_names_its_decision():
    alliance = make.AllianceFactory()
    assert code_of(lambda: actions.dissolve_alliance(alliance, by=None, opinion="")) == "reason_needed"


def test_nothing_is_founded_below_what_is_dissolved_and_nobody_joins_it():
    top = make.AllianceFactory(state="dissolved")
    assert code_of(lambda: found(parent=top)) == "dissolved_parent"
    assert code_of(lambda: actions.join(top, make.member(), by=None)) == "dissolved"


def test_units_join_by_one_decision_or_not_at_all():
    alliance, units = make.AllianceFactory(), [make.member("区财政局"), make.member("区教育局")]
    stranger = make.UnitFactory(name="外区单位")
    assert code_of(lambda: actions.join_many(alliance, [*units, stranger], by=None)) == "not_enrolled"
    assert Membership.objects.count() == 0
    joined = actions.join_many(alliance, units, by=make.staff_of(), role="council", joined_by="首次会议")
    assert [(row.unit.name, row.role, row.joined_by) for row in joined] == [
        ("区财政局", "council", "首次会议"),
        ("区教育局", "council", "首次会议"),
    ]


def test_a_unit_that_closed_joins_nothing():
    unit = make.EnrolmentFactory(unit__state="closed").unit
    assert code_of(lambda: actions.join(make.AllianceFactory(), unit, by=None)) == "unit_ended"


def test_a_unit_of_a_street_joins_the_districts_conference():
    conference = make.AllianceFactory(region=make.district())
    assert actions.join(conference, make.member(), by=None).alliance == conference


def test_a_unit_is_a_member_once_at_a_time():
    row = make.MembershipFactory()
    assert code_of(lambda: actions.join(row.alliance, row.unit, by=None)) == "already_member"


def test_another_role_is_another_row_and_the_one_before_ends_the_day_before():
    row = make.MembershipFactory(from_on=dt.date(2024, 1, 1))
    after = actions.change_role(row, by=make.staff_of(), role="chair", from_on=JUNE, joined_by="换届")
    row.refresh_from_db()
    assert (row.until_on, after.from_on, after.role) == (dt.date(2024, 5, 31), JUNE, "chair")


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"role": "member", "from_on": JUNE}, "same_role"),
        ({"role": "chair", "from_on": dt.date(2020, 1, 1)}, "too_early"),
    ],
)
def test_a_role_changes_to_another_and_later(terms, code):
    row = make.MembershipFactory()
    assert code_of(lambda: actions.change_role(row, by=None, **terms)) == code


def test_who_has_left_changes_no_role_and_does_not_leave_again():
    row = make.MembershipFactory(until_on=dt.date(2023, 1, 1))
    assert code_of(lambda: actions.change_role(row, by=None, role="chair")) == "ended"
    assert code_of(lambda: actions.leave(row, by=None, left_by="来函")) == "ended"


def test_leaving_names_its_decision_and_its_last_day():
    row = make.MembershipFactory()
    assert code_of(lambda: actions.leave(row, by=None, left_by="")) == "reason_needed"
    early = dt.date(2019, 1, 1)
    assert code_of(lambda: actions.leave(row, by=None, left_by="来函", until_on=early)) == "too_early"
    left = actions.leave(row, by=make.staff_of(), left_by="单位来函")
    assert (left.until_on, left.left_by) == (timezone.localdate(), "单位来函")
    assert Step.objects.about(row.alliance).get().label == "退出"


def test_what_was_entered_wrongly_is_corrected():
    row = make.MembershipFactory()
    right = actions.correct_membership(row, by=make.staff_of(), from_on=JUNE, joined_by="第三次会议")
    assert (right.from_on, right.joined_by, right.version) == (JUNE, "第三次会议", 2)
    reversed_days = {"from_on": JUNE, "until_on": dt.date(2024, 1, 1)}
    assert code_of(lambda: actions.correct_membership(row, by=None, **reversed_days)) == "dates_reversed"


def test_a_correction_does_not_overlap_another_term():
    first = make.MembershipFactory(until_on=dt.date(2023, 12, 31))
    second = make.MembershipFactory(alliance=first.alliance, unit=first.unit, from_on=JUNE)
    early = {"from_on": dt.date(2023, 6, 1)}
    assert code_of(lambda: actions.correct_membership(second, by=None, **early)) == "already_member"


def test_a_committee_member_comes_from_a_member_unit_and_sits_once():
    row = make.MembershipFactory()
    fresh = {"alliance": row.alliance, "unit": row.unit, "name": "陈立", "from_on": JUNE}
    actions.appoint_member(ConcurrentMember(**fresh), by=make.staff_of())
    assert code_of(lambda: actions.appoint_member(ConcurrentMember(**fresh), by=None)) == "already_sits"
    stranger = fresh | {"unit": make.member("外单位")}
    assert code_of(lambda: actions.appoint_member(ConcurrentMember(**stranger), by=None)) == "not_member"


def test_a_term_ends_and_another_may_begin():
    sitting = make.ConcurrentMemberFactory(from_on=dt.date(2023, 1, 1))
    early = dt.date(2022, 1, 1)
    assert code_of(lambda: actions.change_member(sitting, by=None, until_on=early)) == "dates_reversed"
    actions.change_member(sitting, by=make.staff_of(), until_on=dt.date(2024, 5, 31))
    again = ConcurrentMember(alliance=sitting.alliance, unit=sitting.unit, name=sitting.name, from_on=JUNE)
    assert actions.appoint_member(again, by=make.staff_of()).pk


def test_a_term_that_ended_before_the_next_began_overlaps_nothing():
    second = make.MembershipFactory(from_on=JUNE)
    first = make.MembershipFactory(
        alliance=second.alliance,
        unit=second.unit,
        from_on=dt.date(2020, 1, 1),
        until_on=dt.date(2020, 12, 31),
    )
    longer = {"until_on": dt.date(2021, 12, 31)}
    assert actions.correct_membership(first, by=None, **longer).until_on == longer["until_on"]
