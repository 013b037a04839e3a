"""The search page: lists and units found from one box."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.models import Region, Unit
from projects.models import Need
from tests.factories import (
    DraftNeedFactory,
    DraftResourceFactory,
    ProjectFactory,
    UserFactory,
    liaison_of,
    member,
    neighbourhood,
    staff_of,
    street,
)

pytestmark = pytest.mark.django_db


def hits(client: Client, words: str) -> dict[str, list[str]]:
    found = client.get(reverse("search"), {"q": words}).context["found"]
    return {each.label: [hit.title for hit in each.hits] for each in found}


@pytest.fixture
def office(client: Client) -> Client:
    client.force_login(staff_of())
    return client


@pytest.mark.parametrize("words", ["钟", "亮灯", "楼亮灯", "灯工程 钟楼", "钟楼亮灯工程"])
def test_a_project_is_found_by_any_part_of_its_name(office: Client, words: str) -> None:
    ProjectFactory(title="钟楼亮灯工程", unit=member())
    ProjectFactory(title="法律咨询", unit=member("区司法局"))
    assert hits(office, words) == {"项目": ["钟楼亮灯工程"]}


@pytest.mark.parametrize("words", ["朱泾-项-2026-0012", "2026-0012", "2026-12", "２０２６－００１２"])
def test_a_project_is_found_by_its_number_or_the_end_of_it(office: Client, words: str) -> None:
    ProjectFactory(title="钟楼亮灯", unit=member(), serial=12)
    ProjectFactory(title="法律咨询", unit=member("区司法局"), serial=13)
    assert hits(office, words) == {"项目": ["钟楼亮灯"]}


def test_needs_resources_and_units_stand_beside_each_other(office: Client) -> None:
    unit = member("水务局")
    DraftNeedFactory(title="水管改造", unit=unit)
    DraftResourceFactory(title="水质检测", unit=unit)
    assert hits(office, "水") == {"需求": ["水管改造"], "资源": ["水质检测"], "单位": ["水务局"]}


@pytest.mark.parametrize("words", ["水务", "东林社区", "社区", "居委"])
def test_a_unit_is_found_by_its_aliases_and_those_of_its_place(office: Client, words: str) -> None:
    unit = neighbourhood("东林居民区")
    Unit.objects.filter(pk=unit.pk).update(aliases=["水务新村"])
    Region.objects.filter(pk=unit.neighbourhood_id).update(aliases=["东林社区", "东林居委会"])
    member("区财政局")
    assert hits(office, words) == {"单位": ["东林居民区"]}


def test_nobody_finds_what_they_may_not_see(client: Client) -> None:
    member("水务局"), DraftNeedFactory(title="水管改造", unit=member())
    client.force_login(UserFactory())
    assert hits(client, "水") == {}
    client.force_login(liaison_of(member("朱泾小学")))
    assert hits(client, "水") == {"单位": ["水务局"]}
    client.force_login(staff_of(street("枫泾镇", "310116102")))
    assert hits(client, "水") == {}


def test_whoever_is_not_signed_in_is_asked_to(client: Client) -> None:
    assert client.get("/search/?q=灯").url.startswith("/account/login/")


def test_each_source_shows_eight_and_leads_to_the_whole_list(office: Client) -> None:
    ProjectFactory.create_batch(9, unit=member())
    page = office.get(reverse("search"), {"q": "亮灯 工程"})
    assert [len(each.hits) for each in page.context["found"]] == [8]
    whole = page.context["found"][0].all_url
    assert f'href="{whole}"' in page.content.decode()
    assert len(office.get(whole).context["page"].rows) == 9


@pytest.mark.parametrize("words", ["", " ", "，。", "\0", "x" * 300, "2026-999999", "%", "_"])
def test_odd_questions_find_nothing_and_say_so(office: Client, words: str) -> None:
    member("水务局")
    page = office.get(reverse("search"), {"q": words})
    assert (page.status_code, page.context["found"]) == (200, [])
    said = "没有找到相符的内容" if page.context["words"] else "输入要找的词语"
    assert said in page.content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_a_search_asks_one_query_a_source(office: Client, many: int, django_assert_num_queries: Any) -> None:
    for number in range(many):
        unit = member(f"灯具厂{number}")
        ProjectFactory(unit=unit), DraftNeedFactory(unit=unit)
    with django_assert_num_queries(19):
        office.get(reverse("search"), {"q": "灯"})
    assert Need.objects.count() == many
