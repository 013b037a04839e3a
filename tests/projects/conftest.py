"""Who meets around a project in 朱泾镇: a village that publishes, a unit with its liaison, the office."""

import pytest

from tests import factories as make


@pytest.fixture
def village(db):
    return make.neighbourhood()


@pytest.fixture
def unit(db):
    return make.member()


@pytest.fixture
def liaison(unit):
    return make.liaison_of(unit)


@pytest.fixture
def office(db):
    return make.staff_of()
