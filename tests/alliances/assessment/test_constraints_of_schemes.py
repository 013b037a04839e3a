"""What the database holds of schemes, their parts and targets, whoever writes: each by its name."""

from pathlib import Path

import pytest
from django.utils import timezone

from alliances.assessment.models import Condition, Grade, Indicator, Scheme, Target
from tests import factories as make
from tests.alliances.assessment.world import leaf_of
from tests.alliances.pairing.test_constraints import changed, held

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"state": "loved"}, "scheme_state_known"),
        ({"purpose": "praise"}, "scheme_purpose_known"),
        ({"cadence": "week"}, "scheme_cadence_known"),
        ({"party_levels": ["branch", "cell"]}, "scheme_levels_known"),
        ({"year": 1999}, "scheme_year_in_range"),
        ({"full_marks": 0}, "scheme_full_marks_positive"),
        ({"ordinary_percent": 101}, "scheme_ordinary_percent_in_range"),
        ({"objection_days": 0}, "scheme_days_in_range"),
        ({"publicise_days": 61}, "scheme_days_in_range"),
        ({"publicise_days": 5}, "scheme_feedback_is_private"),
        ({"is_ranked": True}, "scheme_feedback_is_private"),
        ({"state": "adopted", "purpose": "appraisal", "basis": None}, "scheme_appraisal_has_basis"),
    ],
)
def test_a_scheme_has_terms_that_can_be(values, name):
    assert held(lambda: make.SchemeFactory(**values)) == name


def test_an_edition_is_there_once():
    first = make.SchemeFactory()
    assert held(lambda: make.SchemeFactory(name=first.name)) == "scheme_edition_once"


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"rule": "", "source": "", "metric": ""}, "indicator_measures_or_groups"),
        ({"rule": "guess"}, "indicator_measures_or_groups"),
        ({"parent": None}, "indicator_measures_or_groups"),
        ({"full_marks": 0, "floor": -1}, "indicator_full_marks_positive"),
        ({"floor": 101}, "indicator_floor_below_full"),
        ({"per_item": 0}, "indicator_per_item_given"),
        ({"per_item": -1}, "indicator_per_item_given"),
        ({"rule": "ratio", "target": 0}, "indicator_target_above_nought"),
        ({"rule": "steps", "steps": []}, "indicator_steps_given"),
        ({"metric": ""}, "indicator_metric_named"),
        ({"source": "survey", "rule": "marks", "survey_kind": ""}, "indicator_survey_named"),
        ({"index": "组织力指数"}, "indicator_bonus_and_index_of_groups"),
        ({"is_bonus": True}, "indicator_bonus_and_index_of_groups"),
    ],
)
def test_an_indicator_says_what_its_rule_asks_for(values, name):
    assert held(changed(make.IndicatorFactory(), **values)) == name


def test_a_place_in_the_scheme_is_taken_once():
    leaf = make.IndicatorFactory()
    assert held(changed(leaf, ordinal=leaf.parent.ordinal)) == "indicator_ordinal_once"


@pytest.mark.parametrize("wrong", ["elsewhere", "indicator"])
def test_an_indicator_stands_under_a_group_of_its_scheme(wrong):
    leaf = make.IndicatorFactory()
    above = leaf if wrong == "indicator" else make.IndicatorGroupFactory()
    act = lambda: make.IndicatorFactory(scheme=leaf.scheme, parent=above, ordinal=9)  # noqa: E731
    assert held(act) == "indicator_under_group"


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"ordinal": 1}, "grade_ordinal_once"),
        ({"name": "五星"}, "grade_name_once"),
        ({"quota_percent": 0}, "grade_quota_in_range"),
        ({"quota_percent": 101}, "grade_quota_in_range"),
    ],
)
def test_grades_have_places_names_and_quotas_that_can_be(values, name):
    first = make.GradeFactory(name="五星")
    assert held(lambda: make.GradeFactory(scheme=first.scheme, **values)) == name


def test_a_condition_is_there_once():
    first = make.ConditionFactory()
    again = {"scheme": first.scheme, "indicator": first.indicator, "best": first.best}
    assert held(lambda: make.ConditionFactory(**again)) == "condition_once"


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"party_org": None}, "target_of_one"),
        ({"quantity": 0}, "target_above_nought"),
        ({"pledged_at": timezone.now()}, "target_pledged_by_somebody"),
    ],
)
def test_a_target_is_of_one_and_above_nought(values, name):
    assert held(changed(make.YearTargetFactory(), **values)) == name


def test_a_target_is_of_one_only():
    unit = make.member()
    assert held(changed(make.YearTargetFactory(), unit=unit)) == "target_of_one"


def test_a_party_organisation_has_one_target_for_an_indicator():
    first = make.YearTargetFactory()
    again = {"indicator": first.indicator, "party_org": first.party_org}
    assert held(lambda: make.YearTargetFactory(**again)) == "target_once_per_party_org"


def test_a_unit_has_one_target_for_an_indicator():
    first = make.YearTargetFactory(party_org=None, unit=make.member())
    again = {"indicator": first.indicator, "party_org": None, "unit": first.unit}
    assert held(lambda: make.YearTargetFactory(**again)) == "target_once_per_unit"


@pytest.mark.parametrize("values", [{"name": "另名"}, {"full_marks": 90}, {"publicise_days": 3}])
def test_an_adopted_scheme_says_the_same_for_ever(values):
    scheme = make.adopted_scheme(purpose="appraisal")
    assert held(changed(scheme, **values)) == "scheme_frozen"


@pytest.mark.parametrize("act", ["insert", "update", "delete"])
def test_indicators_of_an_adopted_scheme_are_frozen(act):
    leaf = leaf_of(make.adopted_scheme())
    acts = {
        "insert": lambda: make.IndicatorGroupFactory(scheme=leaf.scheme),
        "update": changed(leaf, full_marks=50),
        "delete": leaf.delete,
    }
    assert held(acts[act]) == "scheme_frozen"


def test_grades_of_an_adopted_scheme_are_frozen():
    condition = make.ConditionFactory()
    make.adopted(condition.scheme)
    assert held(changed(condition.best, at_least=1)) == "scheme_frozen"


def test_conditions_of_an_adopted_scheme_are_frozen():
    condition = make.ConditionFactory()
    make.adopted(condition.scheme)
    assert held(condition.delete) == "scheme_frozen"


def test_kinds_of_unit_of_an_adopted_scheme_are_frozen():
    scheme = make.adopted_scheme()
    assert held(lambda: scheme.unit_kinds.add(make.kind())) == "scheme_frozen"


def test_no_part_goes_over_to_another_scheme():
    group = make.IndicatorGroupFactory()
    assert held(changed(group, scheme=make.SchemeFactory())) == "scheme_frozen"


def test_feedback_gives_no_grades():
    scheme = make.GradeFactory().scheme
    changed(scheme, purpose="feedback")()
    assert held(changed(scheme, state="adopted")) == "scheme_feedback_without_grades"


def test_a_scheme_with_cycles_is_no_draft_again():
    cycle = make.CycleFactory()
    assert held(changed(cycle.scheme, state="drafted")) == "scheme_used"


@pytest.mark.parametrize("model", [Scheme, Indicator, Grade, Condition, Target])
def test_every_constraint_is_named_in_a_test(model):
    said = Path(__file__).read_text(encoding="utf-8")
    assert [each.name for each in model._meta.constraints if each.name not in said] == []
