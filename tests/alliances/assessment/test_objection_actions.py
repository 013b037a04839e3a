"""异议复核: raised, taken back, dismissed, upheld."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from alliances.assessment.actions import objections as actions
from alliances.assessment.actions.cycles import announce, compute, finalise, review
from alliances.assessment.models import Result
from portal.refusals import Forbidden
from tests import factories as make
from tests.alliances.assessment.cycles import a_world, result_of, told, totals_of
from tests.alliances.assessment.world import refused
from tests.alliances.pairing.world import told as people_told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_year", "kinds")]


@pytest.fixture
def world():
    world = a_world()
    told(world)
    world.result = result_of(world.cycle, world.units[0])
    world.leaf = world.cycle.scheme.indicators.get(source="metric")
    return world


def raised(world, **said):
    said = {"text": "少计一次活动", "indicator": world.leaf} | said
    return actions.raise_objection(world.result, by=world.liaison, **said)


def test_whom_it_concerns_objects_and_the_office_is_told_later(world):
    objection = raised(world)
    assert (objection.state, objection.indicator) == ("raised", world.leaf)
    assert people_told(f"objection:{objection.pk}:raised") == [1]


def test_others_do_not_object(world):
    other = make.liaison_of(world.units[1])
    with pytest.raises(Forbidden):
        actions.raise_objection(world.result, by=other, text="不对")


def test_the_office_does_on_behalf_with_a_basis(world):
    def act(basis):
        return actions.raise_objection(world.result, by=world.staff, text="来电提出", basis=basis)

    assert refused(lambda: act("")) == "basis_needed"
    assert act("电话").state == "raised"


def test_an_objection_says_why(world):
    assert refused(lambda: raised(world, text=" ")) == "text_needed"


def test_it_is_about_the_schemes_own_indicator(world):
    other = make.IndicatorFactory()
    assert refused(lambda: raised(world, indicator=other)) == "odd_indicator"


def test_the_same_point_is_objected_to_once_at_a_time(world):
    raised(world)
    assert refused(lambda: raised(world)) == "already_raised"
    assert raised(world, indicator=None).state == "raised"
    assert refused(lambda: raised(world, indicator=None)) == "already_raised"


def test_after_the_term_it_is_too_late(world):
    with time_machine.travel(timezone.now() + dt.timedelta(days=6)):
        assert refused(lambda: raised(world)) == "too_late"


def test_nothing_is_objected_to_before_it_is_told():
    world = a_world()
    cycle = review(compute(world.cycle, by=world.staff), by=world.staff)
    world.result, world.leaf = result_of(cycle, world.units[0]), None
    assert refused(lambda: raised(world)) == "wrong_state"


def test_it_is_taken_back_and_nobody_is_told(world):
    objection = actions.undo_objection(raised(world), by=world.liaison)
    assert objection.state == "withdrawn"
    assert people_told(f"objection:{objection.pk}:raised") == []
    assert raised(world).state == "raised"


def test_dismissed_with_the_reason(world):
    objection = raised(world)
    assert refused(lambda: actions.dismiss(objection, by=world.staff, answer="")) == "answer_needed"
    objection = actions.dismiss(objection, by=world.staff, answer="那次活动在七月")
    assert (objection.state, objection.answered_by) == ("dismissed", world.staff)
    assert refused(lambda: actions.withdraw_objection(objection, by=world.liaison)) == "wrong_state"
    assert refused(lambda: actions.dismiss(objection, by=world.staff, answer="再答")) == "wrong_state"


def test_a_liaison_does_not_answer(world):
    objection = raised(world)
    with pytest.raises(Forbidden):
        actions.dismiss(objection, by=world.liaison, answer="好")


def test_upheld_a_corrected_edition_stands_beside_the_first(world):
    objection = actions.uphold(raised(world), by=world.staff, answer="补计一次", points=Decimal(8))
    assert (objection.state, objection.corrected.edition, objection.corrected.total) == ("upheld", 2, 8)
    assert "异议复核后更正" in objection.corrected.why
    assert totals_of(world.cycle) == [8, 4, 0]
    first = Result.objects.get(pk=world.result.pk)
    assert (first.total, first.is_current) == (6, False)
    assert first.scores.get().points == 6


def test_points_stay_within_the_indicators(world):
    objection = raised(world)

    def upheld(points):
        return actions.uphold(objection, by=world.staff, answer="更正", points=Decimal(points))

    assert refused(lambda: upheld("100.5")) == "out_of_range"
    assert refused(lambda: upheld("-1")) == "out_of_range"


def test_of_the_whole_result_the_indicator_is_named(world):
    objection = raised(world, indicator=None)

    def upheld(**said):
        return actions.uphold(objection, by=world.staff, answer="更正", points=Decimal(8), **said)

    assert refused(upheld) == "indicator_needed"
    assert refused(lambda: upheld(indicator=world.leaf.parent)) == "indicator_needed"
    assert upheld(indicator=world.leaf).corrected.total == 8


def test_the_first_edition_cannot_be_objected_to_any_more(world):
    actions.uphold(raised(world), by=world.staff, answer="补计", points=Decimal(8))
    assert refused(lambda: raised(world)) == "outdated"


def test_the_others_keep_their_grades_when_the_quota_is_full():
    """Forty in a hundred of three is one place: the corrected one gets the next grade."""
    scheme = make.scheme_with_indicator(purpose="appraisal")
    better = make.GradeFactory(scheme=scheme, name="优", at_least=4, quota_percent=40)
    make.GradeFactory(scheme=scheme, name="良", at_least=0)
    orgs = [make.PartyOrgFactory(unit=make.member(name)) for name in ("甲单位", "乙单位", "丙单位")]
    staff = make.staff_of()
    for org, count in zip(orgs, (3, 1, 0), strict=True):
        for _ in range(count):
            record = make.RecordFactory(region=make.street(), occurred_on="2026-05-08")
            make.RecordShareFactory(record=record, unit=org.unit)
    cycle = make.CycleFactory(scheme=make.adopted(scheme))
    cycle = announce(review(compute(cycle, by=staff), by=staff), by=staff)
    second = Result.objects.current().get(cycle=cycle, party_org=orgs[1])
    objection = actions.raise_objection(second, by=make.liaison_of(orgs[1].unit), text="少计")
    leaf = scheme.indicators.get(source="metric")
    done = actions.uphold(objection, by=staff, answer="补计", points=Decimal(10), indicator=leaf)
    assert (done.corrected.total, done.corrected.grade.name) == (10, "良")
    assert "“优”名额 1 家已满" in done.corrected.why
    assert Result.objects.current().get(cycle=cycle, party_org=orgs[0]).grade == better


def test_a_final_cycle_is_answered_no_more(world):
    objection = raised(world)
    actions.dismiss(objection, by=world.staff, answer="不符")
    with time_machine.travel(timezone.now() + dt.timedelta(days=6)):
        assert finalise(world.cycle, by=world.staff).state == "final"
        assert refused(lambda: raised(world)) == "wrong_state"
