"""What the database holds of cycles, judgements, results, scores and objections: each by its name."""

import datetime as dt
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from alliances.assessment.models import Cycle, Judgement, Objection, Result, Score
from tests import factories as make
from tests.alliances.pairing.test_constraints import changed, held

pytestmark = pytest.mark.django_db

GUARDED = ("cycle", "judgement", "result", "score", "scheme", "indicator")
DONE = ("reviewed", "fed_back", "publicised", "final")


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"state": "loved"}, "cycle_state_known"),
        ({"span": "w1"}, "cycle_span_known"),
        ({"until_on": dt.date(2025, 12, 31)}, "cycle_ends_after_start"),
        ({"state": "computed", "computed_at": None}, "cycle_was_computed"),
        ({"state": "fed_back", "contest_until": None}, "cycle_told_until_a_day"),
    ],
)
def test_a_cycle_has_terms_that_can_be(values, name):
    assert held(lambda: make.CycleFactory(**values)) == name


def test_a_span_is_opened_once():
    cycle = make.CycleFactory()
    assert held(lambda: make.CycleFactory(scheme=cycle.scheme)) == "cycle_once_per_scheme"


def test_a_final_cycle_never_changes():
    cycle = make.moved_on(make.CycleFactory(), "final", computed_at=timezone.now())
    assert held(changed(cycle, contest_until=None)) == "cycle_final"
    assert held(changed(cycle, state="fed_back")) == "cycle_final"
    assert held(lambda: Cycle.objects.filter(pk=cycle.pk).delete()) == "cycle_final"


@pytest.fixture
def judgement():
    return make.JudgementFactory()


def test_a_judgement_says_why(judgement):
    assert held(changed(judgement, reason="")) == "judgement_with_reason"


def test_a_judgement_is_of_one(judgement):
    assert held(changed(judgement, unit=None)) == "judgement_of_one"
    assert held(changed(judgement, party_org=make.PartyOrgFactory())) == "judgement_of_one"


def test_one_is_judged_once(judgement):
    same = {"cycle": judgement.cycle, "indicator": judgement.indicator}
    assert held(lambda: make.JudgementFactory(unit=judgement.unit, **same)) == "judgement_once_per_unit"
    org = make.PartyOrgFactory()
    make.JudgementFactory(unit=None, party_org=org, **same)
    twice = held(lambda: make.JudgementFactory(unit=None, party_org=org, **same))
    assert twice == "judgement_once_per_party_org"


@pytest.mark.parametrize("state", DONE)
def test_what_was_judged_stands_from_the_review_on(judgement, state):
    make.moved_on(judgement.cycle, state, computed_at=timezone.now())
    assert held(changed(judgement, value=1)) == "judgement_frozen"
    assert held(lambda: Judgement.objects.filter(pk=judgement.pk).delete()) == "judgement_frozen"
    again = held(lambda: make.JudgementFactory(cycle=judgement.cycle, indicator=judgement.indicator))
    assert again == "judgement_frozen"


@pytest.fixture
def score():
    return make.ScoreFactory()


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"unit": None}, "result_of_one"),
        ({"edition": 0}, "result_edition_from_one"),
        ({"share": 0}, "result_share_in_range"),
        ({"share": "1.0001"}, "result_share_in_range"),
    ],
)
def test_a_result_has_terms_that_can_be(score, values, name):
    assert held(changed(score.result, **values)) == name


@pytest.mark.parametrize("who", ["unit", "party_org"])
def test_one_has_one_current_result_and_each_edition_once(who):
    cycle = make.CycleFactory(state="computed")
    whom = {who: make.member() if who == "unit" else make.PartyOrgFactory()}
    short = who.removeprefix("party_")
    make.ResultFactory(cycle=cycle, **whom)
    twice = held(lambda: make.ResultFactory(cycle=cycle, is_current=False, **whom))
    assert twice == f"result_edition_once_per_{short}"
    both = held(lambda: make.ResultFactory(cycle=cycle, edition=2, **whom))
    assert both == f"result_one_current_per_{short}"


def test_a_score_is_there_once(score):
    twice = held(lambda: make.ScoreFactory(result=score.result, indicator=score.indicator))
    assert twice == "score_once"


@pytest.mark.parametrize("state", DONE)
def test_results_and_scores_stand_from_the_review_on(score, state):
    result = score.result
    make.moved_on(result.cycle, state)
    assert held(changed(result, total=100)) == "result_frozen"
    assert held(changed(score, points=100)) == "score_frozen"
    assert held(lambda: Score.objects.filter(pk=score.pk).delete()) == "score_frozen"
    assert held(lambda: Result.objects.filter(pk=result.pk)._raw_delete("default")) == "result_frozen"
    assert held(lambda: make.ResultFactory(cycle=result.cycle)) == "result_frozen"


def test_only_a_further_edition_follows_and_none_once_it_is_final(score):
    result = score.result
    make.moved_on(result.cycle, "fed_back")
    changed(result, is_current=False)()
    second = make.ResultFactory(cycle=result.cycle, unit=result.unit, edition=2)
    make.ScoreFactory(result=second, indicator=score.indicator)
    make.moved_on(result.cycle, "final")
    changed(second, is_current=False)()
    third = held(lambda: make.ResultFactory(cycle=result.cycle, unit=result.unit, edition=3))
    assert third == "result_frozen"


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"state": "loved"}, "objection_state_known"),
        ({"text": ""}, "objection_with_text"),
        ({"state": "dismissed"}, "objection_answered_with_reason"),
        (
            {"state": "upheld", "answer": "更正", "answered_at": timezone.now()},
            "objection_upheld_is_corrected",
        ),
    ],
)
def test_an_objection_has_terms_that_can_be(values, name):
    by = {"answered_by": make.UserFactory()} if "answer" in values else {}
    assert held(lambda: make.ObjectionFactory(**values, **by)) == name


def test_a_point_is_objected_to_once_at_a_time():
    objection = make.ObjectionFactory()
    twice = held(lambda: make.ObjectionFactory(result=objection.result))
    assert twice == "objection_once_at_a_time"


@pytest.mark.parametrize("model", [Cycle, Judgement, Result, Score, Objection])
def test_every_constraint_is_named_in_a_test(model):
    said = Path(__file__).read_text(encoding="utf-8")
    said += " result_edition_once_per_unit result_edition_once_per_org"
    said += " result_one_current_per_unit result_one_current_per_org"
    assert [each.name for each in model._meta.constraints if each.name not in said] == []


def test_every_trigger_is_named_in_a_test():
    """What the functions raise, beside the table's constraints."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT (regexp_matches(prosrc, 'CONSTRAINT = ''(\\w+)''', 'g'))[1]"
            " FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
            " WHERE tgrelid::regclass::text = ANY(%s) ORDER BY 1",
            [
                [
                    f"alliances_{name}"
                    for name in ("cycle", "judgement", "result", "score", "scheme", "indicator")
                ]
            ],
        )
        found = {name for (name,) in cursor.fetchall()}
    here = Path(__file__)
    said = here.read_text(encoding="utf-8")
    said += here.with_name("test_constraints_of_schemes.py").read_text(encoding="utf-8")
    assert sorted(name for name in found if name not in said) == []
