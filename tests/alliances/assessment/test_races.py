"""Two at once, each on a connection of its own; and the control, where the lock is off."""

from functools import partial
from threading import Barrier

import pytest
from django.db import IntegrityError

from alliances.assessment import computing
from alliances.assessment.actions import cycles
from alliances.assessment.actions.objections import dismiss, raise_objection
from alliances.assessment.models import Cycle, Objection, Result
from tests import factories as make
from tests.alliances.assessment.cycles import a_world, result_of, told, totals_of
from tests.racing import PATIENCE, race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("kinds")]


@pytest.fixture
def world():
    return a_world()


def computed_at_once(world, act=cycles.compute):
    return race([partial(act, world.cycle, by=world.staff) for _ in range(3)])


def test_when_three_compute_at_once_there_is_one_set_of_results(world):
    computed_at_once(world)
    assert totals_of(world.cycle) == [6, 4, 0]
    assert Result.objects.count() == 3


def test_without_the_lock_the_database_stops_the_second(world, monkeypatch):
    """The control: all count before any writes, and only `result_one_current_per_unit` is left."""
    barrier = Barrier(3)
    found = computing.outcomes_of

    def count_together(cycle):
        outcomes = found(cycle)
        barrier.wait(PATIENCE)
        return outcomes

    def stopped(cycle, *, by):
        try:
            return cycles.compute(cycle, by=by).state
        except IntegrityError:
            return "stopped"

    monkeypatch.setattr(
        cycles, "lock_cycle", lambda cycle: Cycle.objects.select_related("scheme").get(pk=cycle.pk)
    )
    monkeypatch.setattr(computing, "outcomes_of", count_together)
    assert "stopped" in computed_at_once(world, stopped)
    assert Result.objects.count() == 3


def test_whoever_opens_at_once_opens_each_span_once():
    scheme = make.adopted_scheme(cadence="quarter")
    race([partial(cycles.open_begun, scheme, make.CycleFactory.build().until_on) for _ in range(3)])
    assert sorted(scheme.cycles.values_list("span", flat=True)) == ["q1", "q2"]


def test_one_of_two_answers_counts(world):
    told(world)
    objection = raise_objection(result_of(world.cycle, world.units[0]), by=world.liaison, text="少计")
    answers = race([partial(dismiss, objection, by=world.staff, answer=words) for words in ("甲", "乙")])
    assert sorted(each if isinstance(each, str) else each.state for each in answers) == [
        "dismissed",
        "wrong_state",
    ]
    assert Objection.objects.get().answer in ("甲", "乙")
