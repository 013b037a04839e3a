"""What is asked of the database does not grow with units, indicators or records."""

import pytest
from django.urls import reverse

from alliances.assessment.actions import cycles as actions
from tests import factories as make
from tests.alliances.assessment.cycles import World, a_record, a_world, result_of, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_the_year", "kinds")]


@pytest.fixture(params=["small", "big"])
def world(request):
    made = a_world()
    return made if request.param == "small" else grown(made)


def grown(world: World) -> World:
    """Six indicators in place of one, four units more, and six records more of the first unit."""
    scheme = make.scheme_with_indicator(name="六项指标的办法")
    for _ in range(5):
        make.IndicatorFactory(scheme=scheme, parent=scheme.indicators.get(parent=None), rule="ratio")
    world.cycle = make.CycleFactory(scheme=make.adopted(scheme))
    for number in range(4):
        a_record(make.member(f"后来的单位{number}"))
    for _ in range(6):
        a_record(world.units[0])
    return world


def test_computing_a_cycle(world, django_assert_num_queries):
    with django_assert_num_queries(19):
        actions.compute(world.cycle, by=world.staff)


def test_the_page_of_a_units_result(client, world, django_assert_num_queries):
    told(world)
    client.force_login(world.liaison)
    page = reverse("result", args=[result_of(world.cycle, world.units[0]).pk])
    assert client.get(page).status_code == 200
    with django_assert_num_queries(10):
        client.get(page)


def test_the_page_of_a_cycle(client, world, django_assert_num_queries):
    told(world)
    client.force_login(world.staff)
    page = reverse("cycle", args=[world.cycle.pk])
    assert client.get(page).status_code == 200
    with django_assert_num_queries(10):
        client.get(page)
