"""Pairings on the pages of others: the home page, a unit's page, the search, the unit file."""

import pytest
from django.test import RequestFactory

from alliances.pairing.panels import home_panel, unit_panel
from alliances.pairing.searching import find_pairings, find_programmes
from alliances.pairing.unitfile import pairings
from tests import factories as make
from tests.alliances.pairing.world import a_world, draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def running(world):
    return make.filed_pairing(programme=world.programme, host=world.village, partner=world.finance)


def asked_by(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


def shown(panel):
    return [row for row, _ in panel.shows["rows"]]


def test_the_home_page_shows_ones_own_that_are_in_force(world, running):
    make.filed_pairing(programme=world.programme, host=world.village, partner=world.tax)
    assert shown(home_panel(asked_by(world.other))) == [running]
    assert home_panel(asked_by(world.staff)) is None


def test_a_units_page_shows_what_was_filed(world, running):
    draft(world, partner=world.tax)
    panel = unit_panel(asked_by(world.staff), world.village)
    assert (shown(panel), panel.shows["in_force"]) == ([running], 1)
    assert unit_panel(asked_by(world.staff), world.tax) is None


def test_the_search_finds_by_either_side_and_number(world, running):
    for words in ("五龙村", "财政 五龙", running.number):
        assert [hit.title for hit in find_pairings(world.staff, words, 5)] == ["五龙村 ⇄ 区财政局"]
    assert find_pairings(world.staff, "税务", 5) == []
    assert [hit.title for hit in find_programmes(world.other, "双百", 5)] == ["2026年双百结对"]


def test_the_search_finds_no_draft_for_others(world):
    draft(world)
    assert find_pairings(make.liaison_of(world.tax), "五龙村", 5) == []


def test_the_unit_file_names_the_other_side(world, running):
    rows = [list(pairings(world.staff, unit)) for unit in (world.village, world.finance)]
    assert [[row["other"] for row in each] for each in rows] == [["区财政局"], ["五龙村"]]
    assert rows[0][0]["until"] == "2026年12月31日"
