"""Groups, indicators, grades and conditions of a draft."""

from decimal import Decimal

import pytest

from alliances.assessment.actions import parts
from alliances.assessment.measuring import FITTING, tidied, wrong_in
from alliances.assessment.models import Indicator, Rule, Scheme, Source
from portal.refusals import Forbidden
from tests import factories as make
from tests.alliances.assessment.world import a_world, leaf_of, order_of, refused

pytestmark = pytest.mark.django_db

EACH = {"source": "metric", "metric": "records", "rule": "each", "per_item": Decimal(2), "full_marks": 10}


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def empty(world):
    """A draft with two groups, of two indicators and of one."""
    scheme = make.SchemeFactory()
    for group, leaves in (("甲", ["甲一", "甲二"]), ("乙", ["乙一"])):
        made = parts.add_group(scheme, by=world.staff, name=group, full_marks=50)
        for leaf in leaves:
            parts.add_indicator(made, by=world.staff, name=leaf, **EACH)
    return scheme


def named(scheme, name):
    return scheme.indicators.get(name=name)


def test_indicators_stand_in_their_group_in_the_order_added(world, empty):
    assert order_of(empty) == ["甲", "甲一", "甲二", "乙", "乙一"]
    added = parts.add_indicator(named(empty, "甲"), by=world.staff, name="甲三", **EACH)
    assert order_of(empty) == ["甲", "甲一", "甲二", "甲三", "乙", "乙一"]
    assert added.ordinal == 4


def test_every_change_counts_the_schemes_version(world, empty):
    before = Scheme.objects.get(pk=empty.pk).version
    parts.change_indicator(named(empty, "甲一"), by=world.staff, full_marks=20)
    assert Scheme.objects.get(pk=empty.pk).version == before + 1
    assert named(empty, "甲一").full_marks == 20
    parts.change_indicator(named(empty, "甲"), by=world.staff, index="组织力指数")
    assert named(empty, "甲").index == "组织力指数"


def test_a_group_moves_with_all_that_stands_in_it(world, empty):
    parts.move_indicator(named(empty, "乙"), by=world.staff, up=True)
    assert order_of(empty) == ["乙", "乙一", "甲", "甲一", "甲二"]


def test_an_indicator_moves_within_its_group_and_stops_at_its_edge(world, empty):
    parts.move_indicator(named(empty, "甲一"), by=world.staff, up=False)
    assert order_of(empty) == ["甲", "甲二", "甲一", "乙", "乙一"]
    parts.move_indicator(named(empty, "甲一"), by=world.staff, up=False)
    assert order_of(empty) == ["甲", "甲二", "甲一", "乙", "乙一"]


def test_a_group_is_removed_with_its_indicators(world, empty):
    parts.remove_indicator(named(empty, "甲"), by=world.staff)
    assert order_of(empty) == ["乙", "乙一"]


def test_nothing_stands_under_an_indicator(world, empty):
    act = lambda: parts.add_indicator(named(empty, "甲一"), by=world.staff, name="三级", **EACH)  # noqa: E731
    assert refused(act) == "not_a_group"


def test_units_change_nothing(world):
    with pytest.raises(Forbidden):
        parts.add_group(world.scheme, by=world.secretary, name="甲", full_marks=10)


def test_parts_of_an_adopted_scheme_stay(world):
    leaf = leaf_of(make.adopted(world.scheme))
    for act in (
        lambda: parts.change_indicator(leaf, by=world.staff, full_marks=1),
        lambda: parts.remove_indicator(leaf, by=world.staff),
        lambda: parts.add_group(world.scheme, by=world.staff, name="甲", full_marks=1),
        lambda: parts.add_grade(world.scheme, by=world.staff, name="好", at_least=1),
    ):
        assert refused(act) == "wrong_state"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"metric": "gone"}, "metric"),
        ({"metric": ""}, "metric"),
        ({"source": "survey"}, "survey_kind"),
        ({"rule": "marks"}, "rule"),
        ({"source": "survey", "survey_kind": "public", "rule": "each"}, "rule"),
        ({"per_item": None}, "per_item"),
        ({"rule": "less", "per_item": Decimal(0)}, "per_item"),
        ({"rule": "ratio"}, "target"),
        ({"rule": "ratio", "target": Decimal(0)}, "target"),
        ({"rule": "steps"}, "steps"),
        ({"floor": Decimal(11)}, "floor"),
    ],
)
def test_what_a_rule_asks_for_and_does_not_get_is_named(world, empty, said, field):
    assert field in wrong_in(Indicator(**EACH | said))
    act = lambda: parts.change_indicator(named(empty, "甲一"), by=world.staff, **EACH | said)  # noqa: E731
    assert refused(act) == "odd_terms"


def test_every_source_has_rules_and_every_rule_a_source():
    assert set(FITTING) == set(Source)
    assert {rule for fitting in FITTING.values() for rule in fitting} == set(Rule)


def test_numbers_that_do_nothing_are_not_kept():
    meant = tidied(Indicator(**EACH | {"target": Decimal(3), "steps": [["1", "2"]], "survey_kind": "public"}))
    assert (meant.per_item, meant.target, meant.steps, meant.survey_kind) == (Decimal(2), None, [], "")


def test_full_marks_are_above_nought(world, empty):
    assert refused(lambda: parts.add_group(empty, by=world.staff, name="丙", full_marks=0)) == "out_of_range"


def test_grades_stand_by_what_they_ask_for(world):
    names = [("良好", 80), ("优秀", 90), ("合格", 60)]
    made = [parts.add_grade(world.scheme, by=world.staff, name=name, at_least=least) for name, least in names]
    assert [(row.ordinal, row.name) for row in world.scheme.grades.all()] == [
        (1, "优秀"),
        (2, "良好"),
        (3, "合格"),
    ]
    parts.change_grade(made[2], by=world.staff, at_least=95)
    assert [row.name for row in world.scheme.grades.all()] == ["合格", "优秀", "良好"]
    parts.remove_grade(made[2], by=world.staff)
    assert [(row.ordinal, row.name) for row in world.scheme.grades.all()] == [(1, "优秀"), (2, "良好")]


def test_a_grades_name_is_given_once(world):
    parts.add_grade(world.scheme, by=world.staff, name="优秀", at_least=90)
    assert (
        refused(lambda: parts.add_grade(world.scheme, by=world.staff, name="优秀", at_least=80))
        == "name_taken"
    )


def test_a_condition_is_added_changed_and_removed(world):
    grade = make.GradeFactory(scheme=world.scheme, name="四星")
    said = {"indicator": leaf_of(world.scheme), "best": grade}
    made = parts.add_condition(world.scheme, by=world.staff, at_least=Decimal(5), **said)
    again = lambda: parts.add_condition(world.scheme, by=world.staff, at_least=Decimal(6), **said)  # noqa: E731
    assert refused(again) == "already_there"
    assert parts.change_condition(made, by=world.staff, at_least=Decimal(7), **said).at_least == 7
    parts.remove_condition(made, by=world.staff)
    assert world.scheme.conditions.count() == 0


def test_a_condition_is_of_the_schemes_own_parts(world):
    grade, other = make.GradeFactory(scheme=world.scheme), make.IndicatorFactory()
    for indicator in (other, leaf_of(world.scheme).parent):
        said = {"indicator": indicator, "best": grade, "at_least": Decimal(1)}
        act = lambda said=said: parts.add_condition(world.scheme, by=world.staff, **said)  # noqa: E731
        assert refused(act) == "odd_part"
