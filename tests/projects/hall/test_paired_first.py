"""The hall, the project's page and the to-dos say why a unit sees a project now."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.claims.actions import claim_project
from projects.hall.todos import to_claim_first
from projects.listings.actions import publish, reserve
from projects.listings.models import Project
from tests import factories as make
from tests.projects.listings.reserving.test_publishing import AT_SIX

pytestmark = pytest.mark.django_db
WHY = "结对优先：贵单位与五龙村结对，优先期至 11月23日 18:00"
OTHERS = "优先期内，11月23日 18:00 后对全部单位开放"


@pytest.fixture(autouse=True)
def _in_the_year(in_the_year: None) -> None:
    """The pairings of the year are in force."""


@pytest.fixture
def project(village, unit, office) -> Project:
    make.filed_pairing(host=village, partner=unit)
    return publish(make.DraftProjectFactory(unit=village, title="五龙村亮灯项目", capacity=3), by=office)


def page_for(client, user, url: str = "/hall/?can=all") -> str:
    client.force_login(user)
    return client.get(url).content.decode()


def test_the_paired_unit_reads_why_and_until_when(client, project, liaison) -> None:
    page = page_for(client, liaison)
    assert (WHY in page, OTHERS in page, "优先期还剩 3 天" in page) == (True, False, True)
    assert f"claim={project.pk}" in page


def test_who_is_named_by_hand_reads_that(client, village, unit, liaison, office) -> None:
    draft = make.DraftProjectFactory(unit=village)
    reserve(draft, units=[unit], until=AT_SIX, by=office)
    publish(draft, by=office)
    assert "优先单位：由党建办指定，优先期至 11月23日 18:00" in page_for(client, liaison)


def test_the_others_read_from_when_it_is_open_to_them(client, project) -> None:
    page = page_for(client, make.liaison_of(make.member("区税务局")))
    assert (WHY in page, OTHERS in page) == (False, True)
    assert f"claim={project.pk}" not in page


def test_the_page_of_the_project_says_the_same(client, project, liaison, office) -> None:
    url = f"/projects/{project.pk}/"
    stranger = make.liaison_of(make.member("区税务局"))
    said = [[words in page_for(client, user, url) for words in (WHY, OTHERS)] for user in (liaison, stranger)]
    assert said == [[True, False], [False, True]]


def test_afterwards_nothing_is_said_of_it(client, project, liaison, time_machine) -> None:
    time_machine.move_to(AT_SIX)
    pages = page_for(client, liaison), page_for(client, liaison, f"/projects/{project.pk}/")
    assert [("结对优先" in page, "优先期内" in page) for page in pages] == [(False, False), (False, False)]


def test_the_to_do_counts_what_is_left_to_claim_first(project, village, unit, liaison, office) -> None:
    second = publish(make.DraftProjectFactory(unit=village, capacity=3), by=office)
    batch = to_claim_first(liaison, 5)
    assert [(todo.title, todo.due_at, todo.count) for todo in batch.items] == [
        ("结对村居有 2 个项目可优先认领", AT_SIX, 2)
    ]
    claim_project(second, unit=unit, by=liaison)
    assert to_claim_first(liaison, 5).total == 1


def test_there_is_none_for_others_nor_when_the_places_are_taken_or_time_is_over(
    project, liaison, office, time_machine
) -> None:
    others = [make.liaison_of(make.member("区税务局")), office]
    assert [to_claim_first(user, 5).total for user in others] == [0, 0]
    time_machine.move_to(AT_SIX)
    assert to_claim_first(liaison, 5).total == 0


def test_it_is_shown_on_the_home_page(client, project, liaison) -> None:
    assert "结对村居有 1 个项目可优先认领" in page_for(client, liaison, "/")


def test_the_hall_costs_the_same_for_one_paired_project_and_for_three(
    client, project, village, liaison, office
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/hall/").status_code == 200
        return len(queries)

    client.force_login(liaison)
    client.get("/hall/")
    one = cost()
    for _ in range(2):
        publish(make.DraftProjectFactory(unit=village, capacity=3), by=office)
    assert cost() == one <= 8
