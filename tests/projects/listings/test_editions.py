"""Which edition of a list one sees first."""

import datetime as dt

import pytest
import time_machine

from projects.listings.editions import Edition, choose_edition
from projects.listings.models import ListKind

pytestmark = pytest.mark.usefixtures("december")


@pytest.fixture
def december():
    with time_machine.travel(dt.datetime(2026, 12, 1, tzinfo=dt.UTC)):
        yield


def edition(year, *, filled=True, region=1):
    return Edition(ListKind.PROJECT, region, "朱泾镇", year, filled)


def test_this_years_stands_first_though_next_years_has_begun():
    assert choose_edition([edition(2027), edition(2026), edition(2025)], {}) == edition(2026)


def test_where_this_years_is_empty_it_is_the_newest_that_is_filled():
    editions = [edition(2027, filled=False), edition(2026, filled=False), edition(2025), edition(2024)]
    assert choose_edition(editions, {}) == edition(2025)


def test_where_nothing_is_filled_it_is_the_newest():
    editions = [edition(2027, filled=False), edition(2026, filled=False)]
    assert choose_edition(editions, {}) == editions[0]


def test_what_is_asked_for_is_what_one_gets():
    other = edition(2026, region=2)
    assert choose_edition([edition(2027), edition(2026), other], {"year": "2027"}) == edition(2027)
    assert choose_edition([edition(2027), other], {"region": "2"}) == other
    assert choose_edition([edition(2027)], {"year": "2020"}) is None
