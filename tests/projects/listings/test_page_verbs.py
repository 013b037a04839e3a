"""Smaller acts on the pages of the lists, and what they answer when they may not be done."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from projects.listings.actions import publish
from projects.models import Category, Project, Resource
from tests.factories import (
    DraftNeedFactory,
    DraftResourceFactory,
    ProjectFactory,
    category,
    liaison_of,
    member,
    neighbourhood,
    staff_of,
    street,
)

pytestmark = pytest.mark.django_db


def test_a_need_becomes_a_project_to_be_completed(client: Client) -> None:
    category()
    office = staff_of()
    need = publish(DraftNeedFactory(unit=neighbourhood()), by=office)
    client.force_login(office)
    response = client.post(reverse("need_project", args=[need.pk]))
    assert response.url == reverse("project_edit", args=[Project.objects.get().pk])
    page = client.get(reverse("need", args=[need.pk])).content.decode()
    assert reverse("project", args=[Project.objects.get().pk]) in page


def test_the_publisher_says_that_it_still_holds(client: Client) -> None:
    resource = publish(DraftResourceFactory(unit=member()), by=staff_of())
    client.force_login(liaison_of(resource.unit))
    client.post(reverse("resource_verify", args=[resource.pk]))
    assert Resource.objects.get().verified_on == timezone.localdate()


def test_there_is_no_page_for_a_verb_that_is_none(client: Client) -> None:
    resource = DraftResourceFactory(unit=member())
    client.force_login(staff_of())
    assert client.get(reverse("resource_verb", args=[resource.pk, "burn"])).status_code == 404


def test_a_verb_out_of_turn_says_so_where_one_came_from(client: Client) -> None:
    resource = DraftResourceFactory(unit=member(), state="submitted")
    client.force_login(liaison_of(resource.unit))
    address, came_from = (
        reverse("resource_verb", args=[resource.pk, "submit"]),
        "http://testserver/resources/",
    )
    response = client.post(address, headers={"Referer": came_from})
    assert response.url == came_from
    assert "当前状态是“待审核”" in str(next(iter(get_messages(response.wsgi_request))))


def test_a_refused_reason_stays_in_the_form(client: Client) -> None:
    resource = DraftResourceFactory(unit=member(), state="returned")
    client.force_login(staff_of())
    address = reverse("resource_verb", args=[resource.pk, "return"])
    page = client.post(address, {"opinion": "请补充照片"}).content.decode()
    assert "请补充照片" in page
    assert "当前状态是“退回修改”" in page


def test_staff_correct_a_published_project_with_a_reason(client: Client) -> None:
    project = ProjectFactory(unit=neighbourhood(), capacity=1)
    client.force_login(staff_of())
    form = {"title": project.title, "category": project.category_id, "capacity": 2, "version": 1}
    rows = {"targets-TOTAL_FORMS": 0, "targets-INITIAL_FORMS": 0}
    address = reverse("project_edit", args=[project.pk])
    refused = client.post(address, form | rows)
    client.post(address, form | rows | {"reason": "增加名额"})
    assert refused.context["form"].errors["reason"] == ["该字段是必填项。"]
    assert Project.objects.get().capacity == 2


def test_whoever_has_no_unit_there_enters_nothing(client: Client) -> None:
    category()
    client.force_login(staff_of(street().parent, ("supervisor",)))
    assert client.get(reverse("project_new")).status_code == 403


def test_without_categories_there_is_no_form(client: Client) -> None:
    client.force_login(staff_of())
    assert client.get(reverse("project_new")).status_code == 404


def test_a_target_of_nothing_is_refused(client: Client) -> None:
    unit = neighbourhood()
    client.force_login(liaison_of(unit))
    form = {"unit": unit.pk, "title": "亮灯工程", "category": category().pk}
    rows = {"targets-TOTAL_FORMS": 1, "targets-INITIAL_FORMS": 0}
    row = {"targets-0-measure": "路灯", "targets-0-quantity": "0", "targets-0-unit_of_measure": "盏"}
    assert "数量须大于 0" in client.post(reverse("project_new"), form | rows | row).content.decode()


def test_a_project_that_nobody_could_claim_is_asked_again_in_words(client: Client) -> None:
    unit = neighbourhood()
    client.force_login(liaison_of(unit))
    form = {"unit": unit.pk, "title": "亮灯工程", "category": category().pk, "capacity": "0"}
    rows = {"targets-TOTAL_FORMS": 0, "targets-INITIAL_FORMS": 0}
    page = client.post(reverse("project_new"), form | rows).content.decode()
    assert ("可认领家数至少为 1" in page, "约束" in page, Project.objects.exists()) == (True, False, False)


def test_last_years_categories_are_taken_over(client: Client) -> None:
    first = category()
    client.force_login(staff_of())
    address = f"{reverse('categories_copy')}?region={first.region_id}&list=project&year=2027"
    client.post(address)
    assert Category.objects.filter(year=2027).count() == 1


def test_a_second_category_of_one_name_says_so(client: Client) -> None:
    first, other = category(), category(name="便民利民")
    client.force_login(staff_of())
    place = f"?region={first.region_id}&list=project&year=2026"
    added = client.post(reverse("categories") + place, {"name": first.name, "sort": 1})
    renamed = client.post(reverse("category", args=[other.pk]), {"name": first.name, "sort": 1})
    assert ["已有同名类别" in page.content.decode() for page in (added, renamed)] == [True, True]


@pytest.mark.parametrize("asked", ["region=x", "list=wishes", "year=1", "year=x"])
def test_an_odd_address_of_categories_is_not_found(client: Client, asked: str) -> None:
    client.force_login(staff_of())
    assert client.get(f"{reverse('categories')}?{asked}").status_code == 404


def test_the_public_page_without_entries_says_so(client: Client) -> None:
    assert "这里暂时没有公开内容" in client.get(reverse("public_listings"), {"list": "need"}).content.decode()


def test_the_public_page_is_searched(client: Client) -> None:
    ProjectFactory(title="亮灯工程", is_public=True, unit=member())
    found = {
        query: len(client.get(f"{reverse('public_listings')}?{query}").context["page"].rows)
        for query in ("search=灯", "search=路", "publisher=财政", "list=wishes")
    }
    assert found == {"search=灯": 1, "search=路": 0, "publisher=财政": 1, "list=wishes": 1}


def test_a_region_or_year_that_is_not_there_shows_no_list(client: Client) -> None:
    ProjectFactory(unit=member())
    client.force_login(staff_of())
    assert "还没有这张清单" in client.get(reverse("projects"), {"year": "1999"}).content.decode()
