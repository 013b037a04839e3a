"""Every cell of the access table, and that no route is missing from it."""

import json
from dataclasses import replace

import pytest

from portal.api import throttles
from tests.access.asking import answer_in_words, ask, nothing_there, text_of
from tests.access.routes import all_routes, methods_of, name_of
from tests.access.table import NOT_OURS, TABLE
from tests.access.world import ROLES, build_world

pytestmark = pytest.mark.django_db

ABSENT_METHODS = ("GET", "POST")
INSIDERS = ("claimant", "office")
"""The positions that are let in to their own: they are tried on what lies elsewhere, and on nothing."""


@pytest.fixture
def world(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(throttles, "PER_USER", 10**9)
    return build_world()


def differences(expected: dict[str, str], found: dict[str, str]) -> list[str]:
    return [f"{row}: {found[row]}, not {expected[row]}" for row in expected if found[row] != expected[row]]


def test_every_route_has_a_row_and_every_row_a_route():
    routes = {name_of(route) for route in all_routes()} - NOT_OURS.keys()
    assert {row.route for row in TABLE} == routes


def test_every_operation_has_a_row_for_each_of_its_methods():
    operations = {
        (name_of(route), method)
        for route in all_routes()
        if name_of(route).startswith("api_") and name_of(route) not in NOT_OURS
        for method in methods_of(route)
    }
    assert {(row.route, row.method) for row in TABLE if row.is_api} == operations


def test_a_page_refuses_the_method_it_has_no_row_for(world):
    known = {(row.route, row.method) for row in TABLE}
    pages = {row.route: row for row in TABLE if not row.is_api and row.route != "home"}
    for row in pages.values():
        for method in ABSENT_METHODS:
            if (row.route, method) not in known:
                asked = replace(row, method=method, send={})
                assert answer_in_words(ask(asked, world.people["office"], world.own)) == "405", str(asked)


@pytest.mark.parametrize("role", ROLES)
def test_each_cell_is_as_the_table_says(world, role):
    found = {str(row): answer_in_words(ask(row, world.people[role], world.own)) for row in TABLE}
    assert differences({str(row): row.answers[role] for row in TABLE}, found) == []


@pytest.mark.parametrize("role", INSIDERS)
def test_what_lies_in_another_street_is_not_there(world, role):
    rows = [row for row in TABLE if row.names_an_object and not row.open]
    foreign = {str(row): ask(row, world.people[role], elsewhere(row, world)) for row in rows}
    found = {row: answer_in_words(response) for row, response in foreign.items()}
    assert differences({str(row): "404" for row in rows}, found) == []
    told = "".join(text_of(response) for response in foreign.values())
    assert "枫五龙村" not in told
    assert "枫区财政局" not in told


def elsewhere(row, world):
    """The world with the objects of the other street in the address; the body stays one's own."""
    return world.own | {word: world.foreign[word] for word in row.at.values() if word in world.own}


def test_what_does_not_exist_is_not_there(world):
    rows = [row for row in TABLE if row.names_an_object]
    office = world.people["office"]
    found = {str(row): answer_in_words(ask(row, office, nothing_there(row, world.own))) for row in rows}
    assert differences({str(row): "404" for row in rows}, found) == []


@pytest.mark.parametrize("role", ["claimant", "publisher", "other", "stranger", "supervisor"])
def test_deciding_on_many_decides_nothing_for_who_may_not(world, role):
    for row in [row for row in TABLE if row.route.endswith("-bulk")]:
        outcomes = json.loads(text_of(ask(row, world.people[role], world.own)))["results"]
        assert [outcome["done"] for outcome in outcomes] == [False], str(row)
