"""The schema says of every operation what it may answer, and its page breaks no content policy."""

import pytest
from django.test import Client
from rest_framework.test import APIClient


@pytest.fixture
def schema(db: None) -> dict:
    return Client().get("/api/v1/schema/?format=json").json()


def answers(schema: dict, path: str, method: str) -> list[str]:
    return sorted(schema["paths"][f"/api/v1/{path}"][method]["responses"])


def test_every_operation_names_the_problems_it_can_answer_with(schema: dict) -> None:
    assert answers(schema, "places/", "get") == ["200", "400", "401", "403", "429"]
    assert answers(schema, "places/{id}/", "get") == ["200", "400", "401", "403", "404", "429"]
    verb = answers(schema, "places/{id}/rename/", "post")
    assert verb == ["200", "400", "401", "403", "404", "409", "413", "415", "422", "429"]
    assert answers(schema, "auth/token/", "post") == ["200", "400", "401", "409", "413", "415", "429"]


def test_problems_are_problem_json(schema: dict) -> None:
    refused = schema["paths"]["/api/v1/places/{id}/rename/"]["post"]["responses"]["409"]
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    assert refused["content"] == content


def test_a_list_has_its_filters_orders_and_pages(schema: dict) -> None:
    parameters = {each["name"]: each for each in schema["paths"]["/api/v1/places/"]["get"]["parameters"]}
    assert sorted(parameters) == ["count", "cursor", "level", "ordering", "page_size"]
    assert parameters["ordering"]["schema"]["enum"] == ["code", "-code"]
    row = schema["components"]["schemas"]["PlaceRow"]["properties"]
    assert sorted(row) == ["code", "id", "latitude", "within"]


def test_every_post_that_can_be_repeated_says_so(schema: dict) -> None:
    def headers(path: str) -> list[str]:
        operation = schema["paths"][f"/api/v1/{path}"]["post"]
        return [each["name"] for each in operation.get("parameters", []) if each["in"] == "header"]

    assert headers("places/{id}/rename/") == ["Idempotency-Key"]
    assert headers("auth/token/") == []


def test_the_docs_page_has_nothing_inline(api: APIClient) -> None:
    response = api.get("/api/v1/docs/", headers={"Accept": "text/html"})
    page = response.content.decode()
    assert response.status_code == 200
    assert [page.count(text) for text in ("<style", "style=", "<script>", "onload")] == [0, 0, 0, 0]
    script = api.get("/api/v1/docs/?script=")
    assert script["Content-Type"] == "application/javascript"
