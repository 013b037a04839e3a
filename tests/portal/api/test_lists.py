"""A list of the API: rows by name, pages by URL, filters and orders as declared."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from members.places.models import Region

PLACES = "/api/v1/places/"


def codes(body: dict) -> list[str]:
    return [row["code"] for row in body["results"]]


def test_rows_say_what_the_row_serializer_names(api: APIClient, places: list[Region]) -> None:
    body = api.get(PLACES, {"page_size": 2, "ordering": "-code"}).json()
    assert body["results"] == [
        {"id": places[4].pk, "code": "3104", "within": "上海市", "latitude": None},
        {"id": places[3].pk, "code": "3103", "within": "上海市", "latitude": None},
    ]


def test_next_and_previous_are_urls_that_keep_the_filters(api: APIClient, places: list[Region]) -> None:
    first = api.get(PLACES, {"page_size": 3, "level": "city"}).json()
    second = api.get(first["next"]).json()
    back = api.get(second["previous"]).json()
    assert [codes(each) for each in (first, second, back)] == [
        ["3101", "3102", "3103"],
        ["3104"],
        codes(first),
    ]
    assert (first["previous"], second["next"], back["previous"]) == (None, None, None)
    assert first["next"].startswith("http://testserver/api/v1/places/?cursor=")


def test_a_count_is_given_only_when_asked_for(api: APIClient, places: list[Region]) -> None:
    assert "count" not in api.get(PLACES).json()
    assert api.get(PLACES, {"count": "true", "level": "city", "page_size": 1}).json()["count"] == 4


def test_what_one_may_not_see_is_neither_listed_nor_found(api: APIClient, places: list[Region]) -> None:
    Region.objects.filter(pk=places[1].pk).update(name="看不见")
    assert codes(api.get(PLACES).json()) == ["31", "3102", "3103", "3104"]
    assert api.get(f"{PLACES}{places[1].pk}/").status_code == 404


def test_one_object_is_said_in_full(api: APIClient, places: list[Region]) -> None:
    expected = {"id": places[0].pk, "code": "31", "name": "上海市", "level": "province"}
    assert api.get(f"{PLACES}{places[0].pk}/").json() == expected


@pytest.mark.parametrize("size", [1, 5])
def test_a_page_takes_two_queries_however_many_rows_it_has(
    api: APIClient, places: list[Region], size: int, django_assert_num_queries: Callable
) -> None:
    with django_assert_num_queries(2):  # the rows, and the count of requests
        assert len(api.get(PLACES, {"page_size": size}).json()["results"]) == size


def test_a_verb_acts_and_answers_with_the_object(api: APIClient, places: list[Region]) -> None:
    response = api.post(f"{PLACES}{places[0].pk}/rename/", {"name": "沪"})
    assert (response.status_code, response.json()["name"]) == (200, "沪")


def test_a_verb_says_what_it_misses_and_what_a_rule_refuses(api: APIClient, places: list[Region]) -> None:
    url = f"{PLACES}{places[0].pk}/rename/"
    missing, refused = api.post(url, {}), api.post(url, {"name": "上海市"})
    assert (missing.status_code, sorted(missing.json()["errors"])) == (400, ["name"])
    assert (refused.status_code, refused.json()["code"]) == (409, "same_name")
