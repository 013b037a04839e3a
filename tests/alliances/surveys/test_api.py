"""`/surveys/`: the same actions by program; no answer of one person is there to read."""

import pytest
from rest_framework.test import APIClient

from tests import factories as make

pytestmark = pytest.mark.django_db
BASE = "/api/v1/surveys/"


@pytest.fixture
def office():
    client = APIClient()
    client.force_authenticate(make.staff_of())
    return client


def sent(unit, **terms):
    said = {"region": make.street().pk, "kind": "public", "title": "年中满意度", "units": [unit.pk]}
    return said | {"from_on": "2026-01-01", "until_on": "2099-01-01", "questions": ["总体评价"]} | terms


def test_a_survey_is_drafted_opened_and_closed(office):
    unit = make.member("区财政局")
    made = office.post(BASE, sent(unit), format="json").json()
    assert made["scale"][3] == {"name": "不了解", "points": None}
    assert made["sides"] == [{"name": "群众", "weight": 100}]
    assert made["subjects"] == [{"unit": unit.pk, "party_org": None, "name": "区财政局"}]
    address = f"{BASE}{made['id']}/"
    assert office.post(f"{address}open/", {"version": 1}, format="json").json()["state"] == "open"
    early = office.get(f"{address}results/")
    assert (early.status_code, early.json()["code"]) == (409, "wrong_state")
    assert office.post(f"{address}close/", {}, format="json").json()["state"] == "closed"


def test_scale_and_sides_can_be_said(office):
    scale = [{"name": "好", "points": 100}, {"name": "差", "points": 0}]
    sides = [{"name": "党员", "weight": 40}, {"name": "群众", "weight": 60}]
    made = office.post(BASE, sent(make.member(), scale=scale, sides=sides), format="json").json()
    assert (made["scale"], made["sides"]) == (scale, sides)


def test_dates_reversed_are_refused(office):
    answer = office.post(BASE, sent(make.member(), until_on="2025-12-31"), format="json")
    assert (answer.status_code, answer.json()["code"]) == (409, "dates_reversed")


def test_results_are_figures_without_remarks(office):
    survey = make.opened_survey(make.member("区财政局"))
    make.answered(survey, [0, 0, 1, 1, 2], remark="路灯亮了")
    office.post(f"{BASE}{survey.pk}/close/", {}, format="json")
    answer = office.get(f"{BASE}{survey.pk}/results/")
    (about,) = answer.json()["results"]
    (side,) = about["sides"]
    assert (about["index"], side["ballots"], "路灯亮了" in answer.content.decode()) == ("72.00", 5, False)
    assert side["questions"][0]["bars"][0] == {"choice": "满意", "count": 2, "percent": 40}


def test_fewer_than_five_are_nothing(office):
    survey = make.closed_survey(answers=[0] * 4)
    (about,) = office.get(f"{BASE}{survey.pk}/results/").json()["results"]
    assert (about["index"], about["sides"][0]["ballots"], about["sides"][0]["questions"]) == (None, None, [])


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_is_three_queries_however_long(office, django_assert_max_num_queries, rows):
    for _ in range(rows):
        make.survey_about()
    with django_assert_max_num_queries(3):
        assert len(office.get(BASE).json()["results"]) == rows
