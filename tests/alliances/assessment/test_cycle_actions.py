"""A cycle from opening to its end."""

import datetime as dt
from decimal import Decimal
from itertools import permutations

import pytest
import time_machine

from alliances.assessment import computing
from alliances.assessment.actions import cycles as actions
from alliances.assessment.actions.judging import Judged, judge
from alliances.assessment.actions.schemes import adopt
from alliances.assessment.models import Cycle, Score
from alliances.assessment.tasks import run_for
from alliances.records.actions import strike_record
from alliances.records.models import RecordShare
from portal.refusals import Forbidden
from portal.workflow.models import Step
from tests import factories as make
from tests.alliances.assessment.cycles import a_record, a_world, result_of, told, totals_of
from tests.alliances.assessment.world import refused, separate
from tests.alliances.pairing.world import told as people_told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_year", "kinds")]
AUTUMN = dt.date(2026, 11, 20)


def later(days):
    """That many days on, at noon."""
    return time_machine.travel(dt.datetime(2026, 11, 20, 4, tzinfo=dt.UTC) + dt.timedelta(days=days))


def test_what_has_begun_is_opened_once():
    scheme = make.adopted_scheme(cadence="quarter", ordinary_percent=50)
    assert run_for(dt.date(2026, 5, 2))[0] == 3
    assert run_for(dt.date(2026, 5, 2)) == (0, 0)
    spans = scheme.cycles.order_by("from_on", "pk").values_list("span", flat=True)
    assert set(spans) == {"q1", "q2", "year"}


def test_nothing_is_opened_while_the_adoption_can_be_taken_back():
    scheme = make.scheme_with_indicator()
    adopt(scheme, by=make.staff_of())
    assert actions.open_cycles(AUTUMN) == 0
    with later(1):
        assert actions.open_cycles(AUTUMN) == 2


def test_a_span_that_an_edition_before_opened_stays_with_it():
    before = make.adopted_scheme(name="办法", cadence="half")
    make.CycleFactory(scheme=before, span="h1")
    after = make.scheme_with_indicator(name="办法", edition=2, follows=before, cadence="half")
    assert [row.span for row in actions.open_begun(make.adopted(after), AUTUMN)] == ["h2"]


def test_what_is_over_is_computed_by_the_job():
    world = a_world()
    assert actions.compute_ended(dt.date(2026, 6, 30)) == 0
    assert actions.compute_ended(dt.date(2026, 7, 1)) == 1
    world.cycle.refresh_from_db()
    assert (world.cycle.state, world.cycle.computed_by) == ("computed", None)


def test_computing_gives_each_its_points():
    world = a_world()
    cycle = actions.compute(world.cycle, by=world.staff)
    assert (cycle.state, totals_of(cycle)) == ("computed", [6, 4, 0])
    score = Score.objects.get(result=result_of(cycle, world.units[0]))
    assert (score.value, score.points, score.words) == (3, 6, "3 × 2 分 = 6 分")


def test_computing_again_without_a_change_writes_nothing():
    world = a_world()
    first = actions.compute(world.cycle, by=world.staff)
    kept = list(first.results.values_list("pk", flat=True))
    again = actions.compute(first, by=world.staff)
    assert (again.digest, again.version) == (first.digest, first.version)
    assert list(again.results.values_list("pk", flat=True)) == kept


def test_computing_anew_counts_what_came_since():
    world = a_world()
    first = actions.compute(world.cycle, by=world.staff)
    a_record(world.units[2])
    again = actions.compute(first, by=world.staff)
    assert totals_of(again) == [6, 4, 2]
    assert again.digest != first.digest
    assert Step.objects.about(again).filter(label="重新计算").count() == 1


def test_the_digest_is_the_same_in_any_order():
    world = a_world()
    outcomes = computing.outcomes_of(world.cycle)
    orders = list(permutations(outcomes))
    assert len({computing.digest_of(order) for order in orders}) == 1
    assert computing.digest_of(outcomes[1:]) != computing.digest_of(outcomes)


def test_a_stranger_computes_nothing():
    world = a_world()
    with pytest.raises(Forbidden):
        actions.compute(world.cycle, by=world.liaison)


def test_review_stands_though_records_change_afterwards():
    world = a_world()
    cycle = actions.review(actions.compute(world.cycle, by=world.staff), by=world.staff)
    a_record(world.units[0])
    assert refused(lambda: actions.compute(cycle, by=world.staff)) == "wrong_state"
    assert totals_of(cycle) == [6, 4, 0]


def test_review_is_refused_once_records_have_changed():
    world = a_world()
    cycle = actions.compute(world.cycle, by=world.staff)
    a_record(world.units[0])
    assert refused(lambda: actions.review(cycle, by=world.staff)) == "outdated"


def test_review_waits_for_the_end_of_the_span():
    world = a_world()
    Cycle.objects.filter(pk=world.cycle.pk).update(until_on=AUTUMN)
    cycle = actions.compute(world.cycle, by=world.staff)
    assert refused(lambda: actions.review(cycle, by=world.staff)) == "not_over"


def test_who_computed_does_not_review_where_both_are_kept_apart():
    world = a_world()
    separate(world.cycle.scheme.region)
    cycle = actions.compute(world.cycle, by=world.staff)
    assert refused(lambda: actions.review(cycle, by=world.staff)) == "four_eyes"
    assert actions.review(cycle, by=make.staff_of()).state == "reviewed"


def test_a_review_is_taken_back_within_ten_minutes():
    world = a_world()
    cycle = actions.review(actions.compute(world.cycle, by=world.staff), by=world.staff)
    assert actions.undo_review(cycle, by=world.staff).state == "computed"


def test_what_was_sent_back_is_computed_again():
    world = a_world()
    cycle = actions.review(actions.compute(world.cycle, by=world.staff), by=world.staff)
    assert refused(lambda: actions.send_back(cycle, by=world.staff, reason=" ")) == "reason_needed"
    cycle = actions.send_back(cycle, by=world.staff, reason="漏了一次活动")
    a_record(world.units[0])
    assert totals_of(actions.compute(cycle, by=world.staff)) == [8, 4, 0]


def test_telling_reaches_whom_it_concerns_and_opens_objections():
    world = a_world()
    cycle = told(world)
    assert (cycle.state, cycle.contest_until) == ("fed_back", dt.date(2026, 11, 25))
    assert people_told(f"result:{cycle.pk}:") == [1]


def test_an_appraisal_is_publicised_for_as_long_as_it_says():
    scheme = make.scheme_with_indicator(purpose="appraisal", publicise_days=7)
    cycle = make.CycleFactory(scheme=make.adopted(scheme), state="reviewed")
    cycle = actions.announce(cycle, by=make.staff_of())
    assert (cycle.state, cycle.contest_until) == ("publicised", dt.date(2026, 11, 27))


def test_it_is_final_after_the_last_day_for_objections():
    world = a_world()
    cycle = told(world)
    with later(5):
        assert refused(lambda: actions.finalise(cycle, by=world.staff)) == "contest_open"
    with later(6):
        assert actions.finalise(cycle, by=world.staff).state == "final"


def test_it_is_not_final_while_an_objection_waits():
    world = a_world()
    cycle = told(world)
    make.ObjectionFactory(result=result_of(cycle, world.units[0]))
    with later(6):
        assert refused(lambda: actions.finalise(cycle, by=world.staff)) == "objections_open"


def test_a_record_struck_after_telling_leaves_the_result():
    world = a_world()
    cycle = told(world)
    record = RecordShare.objects.filter(unit=world.units[0]).first().record
    strike_record(record, by=world.staff, reason="重复登记")
    assert totals_of(cycle) == [6, 4, 0]


class TestJudging:
    def judged(self, world, *values):
        pairs = zip(world.units, values, strict=False)
        return [Judged(("unit", unit.pk), Decimal(value), "按检查记录") for unit, value in pairs]

    @pytest.fixture
    def world(self):
        world = a_world()
        world.scheme = make.SchemeFactory(full_marks=Decimal(10))
        group = make.IndicatorGroupFactory(scheme=world.scheme, full_marks=Decimal(10))
        world.leaf = make.IndicatorFactory(
            scheme=world.scheme, parent=group, full_marks=Decimal(10), source="judgement", rule="marks"
        )
        world.cycle = make.CycleFactory(scheme=make.adopted(world.scheme))
        return world

    def test_is_computed_with(self, world):
        judge(world.cycle, world.leaf, self.judged(world, 9, 8, 7), by=world.staff)
        assert totals_of(actions.compute(world.cycle, by=world.staff)) == [9, 8, 7]

    def test_anew_replaces_it(self, world):
        judge(world.cycle, world.leaf, self.judged(world, 9), by=world.staff)
        judge(world.cycle, world.leaf, self.judged(world, 5, 6), by=world.staff)
        assert list(world.cycle.judgements.order_by("value").values_list("value", flat=True)) == [5, 6]

    def test_is_needed_for_the_review(self, world):
        judge(world.cycle, world.leaf, self.judged(world, 9, 8), by=world.staff)
        cycle = actions.compute(world.cycle, by=world.staff)
        assert refused(lambda: actions.review(cycle, by=world.staff)) == "unjudged"

    @pytest.mark.parametrize("value", ["-1", "10.01"])
    def test_stays_within_the_marks(self, world, value):
        judged = self.judged(world, value)
        assert refused(lambda: judge(world.cycle, world.leaf, judged, by=world.staff)) == "out_of_range"

    def test_says_why(self, world):
        silent = [Judged(("unit", world.units[0].pk), Decimal(1), " ")]
        assert refused(lambda: judge(world.cycle, world.leaf, silent, by=world.staff)) == "reason_needed"

    def test_is_of_whom_it_concerns(self, world):
        stranger = [Judged(("unit", make.UnitFactory().pk), Decimal(1), "理由")]
        assert refused(lambda: judge(world.cycle, world.leaf, stranger, by=world.staff)) == "not_concerned"

    def test_is_of_what_people_judge(self, world):
        counted = make.IndicatorFactory()
        judged = self.judged(world, 1)
        assert refused(lambda: judge(world.cycle, counted, judged, by=world.staff)) == "odd_indicator"

    def test_ends_with_the_review(self, world):
        judge(world.cycle, world.leaf, self.judged(world, 9, 8, 7), by=world.staff)
        cycle = actions.review(actions.compute(world.cycle, by=world.staff), by=world.staff)
        judged = self.judged(world, 1)
        assert refused(lambda: judge(cycle, world.leaf, judged, by=world.staff)) == "wrong_state"
