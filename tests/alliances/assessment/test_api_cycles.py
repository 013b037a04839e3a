"""Cycles and judgements over HTTP."""

import pytest

from tests import factories as make
from tests.alliances.assessment.cycles import a_world, told
from tests.alliances.assessment.http import listed, post, read, refusal
from tests.alliances.assessment.test_cycle_actions import later

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_year", "kinds")]


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def judged_leaf(world):
    """What people judge in the world's cycle: ten points at most."""
    leaf = make.IndicatorFactory(source="judgement", rule="marks", full_marks=10)
    world.cycle = make.CycleFactory(scheme=make.adopted(leaf.scheme))
    return leaf


def act(world, verb, **said):
    return post(world.staff, f"cycle-{verb}", world.cycle.pk, **said)


def judge(world, leaf, **said):
    said = {"indicator": leaf.pk, "unit": world.units[0].pk, "value": "8.5", "reason": "现场查看"} | said
    return post(world.staff, "cycle_judgements", world.cycle.pk, **said)


def test_from_its_computation_to_its_end(world):
    states = [act(world, verb).json()["state"] for verb in ("compute", "review", "publicise")]
    assert states == ["computed", "reviewed", "fed_back"]
    assert refusal(act(world, "finalise")) == (409, "contest_open")
    with later(10):
        assert act(world, "finalise").json()["state"] == "final"


def test_a_review_is_taken_back_or_sent_back(world):
    act(world, "compute")
    act(world, "review", opinion="属实")
    assert act(world, "undo").json()["state"] == "computed"
    act(world, "review")
    assert refusal(act(world, "send-back")) == (400, "invalid")
    assert act(world, "send-back", reason="漏了一次").json()["state"] == "computed"


def test_whoever_saw_it_before_is_told(world):
    said = act(world, "compute", version=world.cycle.version).json()
    assert refusal(act(world, "review", version=world.cycle.version)) == (409, "stale")
    assert act(world, "review", version=said["version"]).status_code == 200


def test_what_is_not_computed_is_not_reviewed(world):
    assert refusal(act(world, "review")) == (409, "wrong_state")


def test_units_see_it_once_told_and_run_nothing(world):
    assert listed(world.liaison, "cycle") == []
    told(world)
    assert listed(world.liaison, "cycle") == [world.cycle.pk]
    assert refusal(post(world.liaison, "cycle-finalise", world.cycle.pk)) == (403, "forbidden")


def test_the_list_by_scheme_street_state_and_span(world):
    other = make.CycleFactory(scheme=world.cycle.scheme, span="year", state="computed")
    away = make.CycleFactory(scheme=make.adopted_scheme(region=make.street("枫泾镇", "310116102")))
    assert listed(world.staff, "cycle") == [other.pk, world.cycle.pk]
    scheme = world.cycle.scheme
    for asked in (
        {"state": "open"},
        {"span": "h1", "scheme": scheme.pk},
        {"span": "h1", "region": scheme.region_id},
    ):
        assert listed(world.staff, "cycle", **asked) == [world.cycle.pk]
    assert listed(world.staff, "cycle", region=away.scheme.region_id) == []


def test_judging_anew_replaces_what_was_said(world, judged_leaf):
    made = judge(world, judged_leaf)
    assert (made.status_code, made.json()["value"], made.json()["unit"]) == (201, "8.50", world.units[0].pk)
    judge(world, judged_leaf, value="9", reason="复查")
    (row,) = read(world.staff, "cycle_judgements", world.cycle.pk, indicator=judged_leaf.pk)["results"]
    assert (row["id"], row["value"], row["reason"]) == (made.json()["id"], "9.00", "复查")


@pytest.mark.parametrize(
    ("odd", "code"),
    [
        ({"unit": None}, "invalid"),
        ({"party_org": 1}, "invalid"),
        ({"indicator": 10**9}, "invalid"),
        ({"value": "10.5"}, "out_of_range"),
        ({"unit": 10**9}, "not_concerned"),
        ({"version": 0}, "stale"),
    ],
)
def test_a_judgement_that_does_not_fit(world, judged_leaf, odd, code):
    assert refusal(judge(world, judged_leaf, **odd))[1] == code


def test_nothing_is_told_of_an_indicator_of_another_scheme(world):
    other = make.IndicatorFactory(source="judgement", rule="marks", name="别处的指标")
    answer = judge(world, other)
    assert refusal(answer) == (400, "invalid")
    assert "别处的指标" not in answer.content.decode()


def test_judgements_are_the_offices(world, judged_leaf):
    judge(world, judged_leaf)
    world.cycle = make.moved_on(world.cycle, "fed_back", computed_at="2026-07-01T00:00Z")
    answer = post(world.liaison, "cycle_judgements", world.cycle.pk)
    assert refusal(answer) == (403, "forbidden")
    assert read(world.liaison, "cycle_judgements", world.cycle.pk)["code"] == "forbidden"
