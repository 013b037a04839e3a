"""A scheme's life: drafted, changed, adopted, taken back, retired, followed by an edition."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.assessment.actions import parts, schemes
from alliances.assessment.models import Indicator, Scheme, Target
from alliances.assessment.readiness import problems_of
from portal.refusals import Forbidden
from portal.workflow.models import Step
from tests import factories as make
from tests.alliances.assessment.world import a_world, leaf_of, order_of, refused, separate

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return a_world()


def draft(world, **terms):
    return schemes.draft_scheme(
        world.scheme.region,
        by=world.staff,
        **{"year": 2026, "name": "反馈办法", "purpose": "feedback"} | terms,
    )


def test_the_office_drafts_for_kinds_of_unit(world):
    made = draft(world, unit_kinds=[make.kind("国有企业")])
    assert (made.state, made.edition) == ("drafted", 1)
    assert [kind.name for kind in made.unit_kinds.all()] == ["国有企业"]
    assert [step.label for step in Step.objects.about(made)] == ["拟订"]


def test_units_draft_nothing_and_adopt_nothing(world):
    with pytest.raises(Forbidden):
        schemes.draft_scheme(
            world.scheme.region, by=world.secretary, year=2026, name="办法", purpose="feedback"
        )
    with pytest.raises(Forbidden):
        schemes.adopt(world.scheme, by=world.secretary)


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"publicise_days": 5}, "feedback_is_private"),
        ({"is_ranked": True}, "feedback_is_private"),
        ({"full_marks": 0}, "out_of_range"),
        ({"ordinary_percent": 101}, "out_of_range"),
        ({"objection_days": 0}, "out_of_range"),
        ({"year": 1999}, "out_of_range"),
    ],
)
def test_terms_that_cannot_be_are_refused_in_words(world, terms, code):
    assert refused(lambda: draft(world, **terms)) == code


def test_a_name_is_given_once_a_year(world):
    draft(world)
    assert refused(lambda: draft(world)) == "name_taken"
    assert draft(world, year=2027).year == 2027


def test_a_scheme_rests_on_a_paper_of_its_own_place(world):
    elsewhere = make.DocumentFactory(region=make.RegionFactory())
    assert refused(lambda: draft(world, purpose="appraisal", basis=elsewhere)) == "basis_elsewhere"


def test_a_draft_is_changed_and_counts_its_version(world):
    before = world.scheme.version
    kinds = [make.kind()]
    changed = schemes.change_scheme(world.scheme, by=world.staff, unit_kinds=kinds, objection_days=7)
    assert (changed.objection_days, changed.version, list(changed.unit_kinds.all())) == (7, before + 1, kinds)
    schemes.change_scheme(world.scheme, by=world.staff, objection_days=8)
    assert list(changed.unit_kinds.all()) == kinds


def test_what_is_adopted_is_changed_by_nobody(world):
    schemes.adopt(world.scheme, by=world.staff)
    assert refused(lambda: schemes.change_scheme(world.scheme, by=world.staff, year=2027)) == "wrong_state"
    assert refused(lambda: schemes.adopt(world.scheme, by=world.staff)) == "wrong_state"


def test_adoption_names_everything_that_does_not_add_up(world):
    make.IndicatorGroupFactory(scheme=world.scheme, full_marks=30)
    make.GradeFactory(scheme=world.scheme, name="优秀", at_least=60)
    make.GradeFactory(scheme=world.scheme, name="良好", at_least=80)
    Scheme.objects.filter(pk=world.scheme.pk).update(basis=None)
    group = world.scheme.indicators.filter(full_marks=30).get()
    assert problems_of(Scheme.objects.get(pk=world.scheme.pk)) == [
        "考核须有依据文件，请在“修改办法”里选定",
        f"“{group}”还没有指标",
        "各组合计 130 分，与总分 100 分不符",
        "等次“优秀”的分数线应高于“良好”",
    ]
    assert refused(lambda: schemes.adopt(world.scheme, by=world.staff)) == "not_ready"


def test_marks_of_indicators_are_those_of_their_group(world):
    leaf = leaf_of(world.scheme)
    parts.change_indicator(leaf, by=world.staff, full_marks=38)
    assert problems_of(world.scheme) == [f"“{leaf.parent}”指标合计 38 分，与满分 100 分不符"]


def test_a_bonus_comes_on_top_of_full_marks(world):
    bonus = make.IndicatorGroupFactory(scheme=world.scheme, full_marks=5, is_bonus=True)
    make.IndicatorFactory(scheme=world.scheme, parent=bonus, full_marks=5)
    assert problems_of(world.scheme) == []


def test_an_empty_scheme_and_one_whose_metric_is_gone_are_not_ready(world):
    assert problems_of(make.SchemeFactory()) == ["还没有指标"]
    scheme = make.SchemeFactory()
    make.IndicatorFactory(scheme=scheme, metric="gone", name="旧指标")
    assert problems_of(scheme) == ["“旧指标”：请选择由哪个数据项计算"]


def test_feedback_gives_no_grades(world):
    scheme = make.scheme_with_indicator()
    make.GradeFactory(scheme=scheme)
    assert problems_of(scheme) == ["参与情况反馈不评等次，请去掉等次"]
    assert (
        refused(lambda: parts.add_grade(scheme, by=world.staff, name="好", at_least=90))
        == "feedback_ungraded"
    )


def test_an_adoption_is_taken_back_within_ten_minutes(world, time_machine):
    schemes.adopt(world.scheme, by=world.staff)
    assert schemes.undo_scheme(world.scheme, by=world.staff).state == "drafted"
    schemes.adopt(world.scheme, by=world.staff)
    time_machine.move_to(timezone.now() + dt.timedelta(minutes=11))
    assert refused(lambda: schemes.undo_scheme(world.scheme, by=world.staff)) == "too_late"


def test_an_adoption_by_which_a_cycle_was_opened_stands(world):
    schemes.adopt(world.scheme, by=world.staff)
    make.CycleFactory(scheme=world.scheme)
    assert refused(lambda: schemes.undo_scheme(world.scheme, by=world.staff)) == "used"


def test_where_four_eyes_are_wanted_who_drafted_does_not_adopt(world):
    separate(world.scheme.region)
    made = draft(world)
    make.IndicatorFactory(scheme=made)
    assert refused(lambda: schemes.adopt(made, by=world.staff)) == "four_eyes"
    assert schemes.adopt(made, by=make.staff_of()).state == "adopted"


def test_a_handler_adopts_only_where_four_eyes_are_not_wanted(world):
    clerk = make.staff_of(roles=("handler",))
    assert schemes.adopt(world.scheme, by=clerk).state == "adopted"
    separate(world.scheme.region)
    with pytest.raises(Forbidden):
        schemes.retire(world.scheme, by=clerk)


def test_a_scheme_is_retired_and_the_retirement_taken_back(world):
    schemes.adopt(world.scheme, by=world.staff)
    assert schemes.retire(world.scheme, by=world.staff, reason="改用新办法").state == "retired"
    assert refused(lambda: schemes.retire(world.scheme, by=world.staff)) == "wrong_state"
    assert schemes.undo_scheme(world.scheme, by=world.staff).state == "adopted"


def test_the_next_edition_says_the_same_and_follows(world):
    grade = make.GradeFactory(scheme=world.scheme, quota_percent=10)
    make.ConditionFactory(scheme=world.scheme, indicator=leaf_of(world.scheme), best=grade)
    make.adopted(world.scheme)
    fresh = schemes.next_edition(world.scheme, by=world.staff, year=2027)
    assert (fresh.year, fresh.edition, fresh.follows, fresh.state) == (2027, 1, world.scheme, "drafted")
    assert fresh.basis == world.scheme.basis
    assert order_of(fresh) == order_of(world.scheme)
    assert [str(row) for row in fresh.conditions.all()] == [str(row) for row in world.scheme.conditions.all()]
    assert leaf_of(fresh).target == leaf_of(world.scheme).target


@pytest.mark.parametrize(("year", "kept"), [(2026, 1), (2027, 0)])
def test_targets_go_along_within_their_year(world, year, kept):
    make.YearTargetFactory(indicator=leaf_of(world.scheme), party_org=world.branch)
    make.adopted(world.scheme)
    fresh = schemes.next_edition(world.scheme, by=world.staff, year=year)
    assert Target.objects.filter(indicator__scheme=fresh).count() == kept


def test_an_edition_within_the_year_is_counted_and_waits_for_the_one_before(world):
    schemes.adopt(world.scheme, by=world.staff)
    fresh = schemes.next_edition(world.scheme, by=world.staff, year=2026)
    assert (fresh.edition, str(fresh)) == (2, "星级考核办法（第2版）")
    assert refused(lambda: schemes.adopt(fresh, by=world.staff)) == "edition_in_force"
    schemes.retire(world.scheme, by=world.staff)
    assert schemes.adopt(fresh, by=world.staff).state == "adopted"
    assert refused(lambda: schemes.undo_scheme(world.scheme, by=world.staff)) == "edition_in_force"


def test_editions_follow_one_another_and_go_forward(world):
    assert refused(lambda: schemes.next_edition(world.scheme, by=world.staff, year=2027)) == "wrong_state"
    make.adopted(world.scheme)
    assert refused(lambda: schemes.next_edition(world.scheme, by=world.staff, year=2025)) == "year_before"
    schemes.next_edition(world.scheme, by=world.staff, year=2027)
    assert refused(lambda: schemes.next_edition(world.scheme, by=world.staff, year=2028)) == "followed"


def test_a_draft_that_nobody_wants_goes_with_its_parts():
    scheme = make.scheme_with_indicator()
    schemes.discard(scheme, by=make.staff_of())
    assert (Scheme.objects.count(), Indicator.objects.count()) == (0, 0)


def test_what_was_adopted_is_not_discarded():
    scheme = make.adopted_scheme()
    assert refused(lambda: schemes.discard(scheme, by=make.staff_of())) == "wrong_state"
