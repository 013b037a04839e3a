"""Results, scores, what they rest on, and objections over HTTP."""

import pytest

from tests import factories as make
from tests.alliances.assessment.cycles import a_world, result_of, told
from tests.alliances.assessment.http import by, listed, post, read, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_year", "kinds")]


@pytest.fixture
def world():
    world = a_world()
    told(world)
    world.result = result_of(world.cycle, world.units[0])
    world.score = world.result.scores.get()
    return world


def publicised(world):
    """A further result of the world's second unit: put before everybody, behind one with more points."""
    scheme = make.adopted_scheme(purpose="appraisal", publicise_days=5, is_ranked=True)
    cycle = make.CycleFactory(scheme=scheme, state="computed")
    make.ResultFactory(cycle=cycle)
    score = make.ScoreFactory(result=make.ResultFactory(cycle=cycle, unit=world.units[1], base=40))
    make.moved_on(cycle, "publicised")
    return score


def objecting(world, **said):
    said = {"result": world.result.pk, "indicator": world.score.indicator_id, "text": "少计一次"} | said
    return post(world.liaison, "objection-list", **said)


def answered(world, **said):
    pk = objecting(world).json()["id"]
    return post(world.staff, "objection-answer", pk, **said)


def test_a_result_says_how_it_came_about(world):
    said = read(world.liaison, "result-detail", world.result.pk)
    assert (said["total"], said["share"], said["place"], said["editions"]) == ("6.00", "1.0000", None, [])
    (score,) = said["scores"]
    assert (score["value"], score["points"], score["group"]) == (
        "3.00",
        "6.00",
        world.score.indicator.parent.name,
    )
    assert score["words"] == "3 × 2 分 = 6 分"


def test_units_read_their_own_and_the_office_all(world):
    assert listed(world.liaison, "result") == [world.result.pk]
    assert len(listed(world.staff, "result")) == 3
    other = result_of(world.cycle, world.units[1])
    assert refusal(by(world.liaison).get(f"/api/v1/results/{other.pk}/")) == (404, "not_found")


def test_what_is_publicised_all_see_but_not_point_by_point(world):
    score = publicised(world)
    said = read(world.liaison, "result-detail", score.result_id)
    assert (said["total"], said["place"]) == ("40.00", {"place": 2, "of": 2})
    assert (said["scores"], said["editions"], said["indices"]) == ([], [], {})
    assert listed(world.liaison, "score", result=score.result_id) == []
    assert refusal(by(world.liaison).get(f"/api/v1/scores/{score.pk}/evidence/")) == (404, "not_found")


def test_the_list_by_cycle_unit_and_organisation(world):
    make.ResultFactory(unit=world.units[0])
    asked = {"cycle": world.cycle.pk, "unit": world.units[0].pk}
    assert listed(world.staff, "result", **asked) == [world.result.pk]
    assert listed(world.staff, "result", party_org=10**9) == []
    branch = make.PartyOrgFactory(unit=world.units[0])
    appraised = make.ResultFactory(
        cycle__scheme=make.adopted_scheme(purpose="appraisal"), party_org=branch, unit=None
    )
    assert listed(world.staff, "result", party_org=branch.pk) == [appraised.pk]


def test_no_list_is_in_the_order_of_points(world):
    answer = by(world.staff).get("/api/v1/results/?ordering=-total")
    assert refusal(answer) == (400, "bad_ordering")


def test_a_score_opens_the_records_that_earned_it(world):
    assert listed(world.liaison, "score", result=world.result.pk) == [world.score.pk]
    said = read(world.liaison, "score-evidence", world.score.pk)
    assert (said["value"], said["now"], said["count"], said["judgement"]) == ("3.00", "3.00", 3, None)
    assert [fact["amount"] for fact in said["facts"]] == ["1", "1", "1"]


def test_a_judged_score_opens_what_was_said():
    judged = make.JudgementFactory()
    cycle = make.moved_on(judged.cycle, "computed", computed_at=judged.at)
    result = make.ResultFactory(cycle=cycle, unit=judged.unit)
    score = make.ScoreFactory(result=result, indicator=judged.indicator)
    make.moved_on(cycle, "fed_back")
    said = read(make.liaison_of(judged.unit), "score-evidence", score.pk)
    assert (said["judgement"]["value"], said["judgement"]["reason"]) == ("8.00", "现场查看")
    assert (said["now"], said["facts"]) == (None, [])


def test_an_objection_upheld_makes_a_further_edition(world):
    said = answered(world, decision="uphold", answer="确有遗漏", points="8").json()
    assert (said["state"], said["answer"]) == ("upheld", "确有遗漏")
    assert listed(world.liaison, "result") == [said["corrected"]]
    assert sorted(listed(world.liaison, "result", current="false")) == [world.result.pk, said["corrected"]]
    editions = read(world.liaison, "result-detail", said["corrected"])["editions"]
    assert [(row["edition"], row["total"], row["is_current"]) for row in editions] == [
        (1, "6.00", False),
        (2, "8.00", True),
    ]


def test_one_against_the_whole_result_says_which_points_to_correct(world):
    pk = objecting(world, indicator=None).json()["id"]
    said = {"decision": "uphold", "answer": "确有遗漏", "points": "8"}
    assert refusal(post(world.staff, "objection-answer", pk, **said)) == (409, "indicator_needed")
    assert refusal(post(world.staff, "objection-answer", pk, indicator=10**9, **said)) == (400, "invalid")
    upheld = post(world.staff, "objection-answer", pk, indicator=world.score.indicator_id, **said)
    assert upheld.json()["state"] == "upheld"


@pytest.mark.parametrize("lacking", [{"decision": "uphold", "answer": "有误"}, {"decision": "dismiss"}])
def test_an_answer_says_points_and_why(world, lacking):
    assert refusal(answered(world, **lacking)) == (400, "invalid")


def test_it_is_answered_once(world):
    said = {"decision": "dismiss", "answer": "不在本周期"}
    pk = objecting(world).json()["id"]
    assert post(world.staff, "objection-answer", pk, **said).json()["state"] == "dismissed"
    assert refusal(post(world.staff, "objection-answer", pk, **said)) == (409, "wrong_state")


def test_whoever_answers_what_has_changed_is_told(world):
    pk = objecting(world).json()["id"]
    assert post(world.liaison, "objection-withdraw", pk, version=1).json()["state"] == "withdrawn"
    late = post(world.staff, "objection-answer", pk, decision="dismiss", answer="不在本周期", version=1)
    assert refusal(late) == (409, "stale")


def test_sent_twice_it_is_raised_once_and_can_be_taken_back(world):
    made = [objecting(world, key="k1").json()["id"] for _ in range(2)]
    assert made[0] == made[1]
    assert refusal(objecting(world)) == (409, "already_raised")
    assert post(world.liaison, "objection-undo", made[0]).json()["state"] == "withdrawn"


def test_nobody_objects_to_what_he_may_not_see_or_to_a_point_elsewhere(world):
    elsewhere = make.IndicatorFactory(name="别处的指标")
    for odd in ({"result": result_of(world.cycle, world.units[1]).pk}, {"indicator": elsewhere.pk}):
        answer = objecting(world, **odd)
        assert (answer.status_code, list(answer.json()["errors"])) == (400, list(odd))
        assert "别处的指标" not in answer.content.decode()


def test_the_list_of_objections(world):
    pk = objecting(world).json()["id"]
    for asked in ({}, {"result": world.result.pk}, {"state": "raised"}, {"cycle": world.cycle.pk}):
        assert listed(world.staff, "objection", **asked) == [pk]
    assert listed(make.liaison_of(world.units[1]), "objection") == []


@pytest.mark.parametrize("many", [1, 25])
@pytest.mark.parametrize("route", ["scheme", "cycle", "result", "score", "objection"])
def test_a_list_asks_as_often_for_many_as_for_one(route, many, django_assert_num_queries):
    staff = make.staff_of()
    for _ in range(many):
        scheme = make.scheme_with_indicator(region=make.street())
        result = make.ResultFactory(cycle=make.CycleFactory(scheme=make.adopted(scheme), state="computed"))
        make.ScoreFactory(result=result)
        make.ObjectionFactory(result=result)
    assert len(listed(staff, route)) == many
    with django_assert_num_queries(2):
        listed(staff, route)
