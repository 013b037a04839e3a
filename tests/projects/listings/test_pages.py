"""The pages of the three lists."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.audit.models import PersonalDataView
from portal.inbox.todos import count_todos
from portal.refusals import Forbidden
from projects.listings.todos import returned, to_review
from projects.models import Category, Project, Resource
from tests.factories import (
    DraftNeedFactory,
    DraftProjectFactory,
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
FACTORIES = {"resource": DraftResourceFactory, "need": DraftNeedFactory, "project": DraftProjectFactory}


@pytest.mark.parametrize("kind", FACTORIES)
def test_every_page_of_a_list_opens_for_staff(client: Client, kind: str) -> None:
    listing = FACTORIES[kind](unit=neighbourhood(), state="submitted")
    client.force_login(staff_of())
    pages = [reverse(f"{kind}s"), reverse(f"{kind}_new"), reverse(f"{kind}_edit", args=[listing.pk])]
    pages += [reverse(f"{kind}_verb", args=[listing.pk, "return"]), reverse(kind, args=[listing.pk])]
    pages += [f"{reverse('queue')}?open=listings:{kind}-{listing.pk}", reverse("home"), reverse("categories")]
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)


@pytest.mark.parametrize("many", [1, 3])
def test_a_list_asks_the_same_whatever_it_shows(
    client: Client, many: int, django_assert_num_queries: Any
) -> None:
    for number in range(many):
        ProjectFactory(unit=member(f"单位{number}"))
    client.force_login(staff_of())
    with django_assert_num_queries(7):
        client.get(reverse("projects"), {"search": "亮灯", "ordering": "due"})


@pytest.mark.parametrize("many", [1, 25])
def test_a_list_for_a_neighbourhood_asks_its_name_once(
    client: Client, many: int, django_assert_num_queries: Any
) -> None:
    village = neighbourhood()
    for project in [ProjectFactory(unit=village) for _ in range(many)]:
        project.neighbourhoods.add(village)
    client.force_login(staff_of())
    with django_assert_num_queries(8):
        response = client.get(reverse("projects"), {"neighbourhood": village.name[:2]})
    assert len(response.context["page"].rows) == many
    assert response.context["chips"][1]["count"] == str(many)


def test_chips_of_a_neighbourhood_leave_the_chosen_category_aside(client: Client) -> None:
    village, other = neighbourhood(), category(name="爱心帮扶")
    meant = ProjectFactory(unit=village)
    meant.neighbourhoods.add(village)
    ProjectFactory(unit=village, category=other)
    client.force_login(staff_of())
    asked = {"neighbourhood": village.name, "category": other.pk}
    response = client.get(reverse("projects"), asked)
    assert response.context["page"].rows == []
    counts = {chip["label"]: chip.get("count") for chip in response.context["chips"]}
    assert counts == {"全部": None, meant.category.name: "1", "爱心帮扶": "0"}


def test_the_newest_year_with_entries_is_shown(client: Client) -> None:
    category()
    Category.objects.create(region=street(), list="project", year=2027, name="建设管理")
    ProjectFactory(unit=member())
    client.force_login(staff_of())
    assert client.get(reverse("projects")).context["edition"].year == 2026
    assert client.get(reverse("projects"), {"year": "2027"}).context["edition"].year == 2027


def test_chips_count_what_hangs_below_a_category(client: Client) -> None:
    top = category(name="爱心帮扶")
    below = Category.objects.create(region=street(), list="project", year=2026, name="助老", parent=top)
    ProjectFactory(unit=member(), category=below)
    client.force_login(staff_of())
    response = client.get(reverse("projects"), {"category": top.pk})
    assert [(chip["label"], chip.get("count")) for chip in response.context["chips"]] == [
        ("全部", None),
        ("爱心帮扶", "1"),
    ]
    assert len(response.context["page"].rows) == 1


def test_only_mine_shows_ones_own(client: Client) -> None:
    own = ProjectFactory(unit=member())
    ProjectFactory(unit=member("朱泾小学"))
    client.force_login(liaison_of(own.unit))
    assert client.get(reverse("projects"), {"mine": "on"}).context["page"].rows == [own]


def test_without_any_edition_the_page_says_so(client: Client) -> None:
    client.force_login(staff_of())
    assert "还没有这张清单" in client.get(reverse("needs")).content.decode()


def test_a_liaison_enters_and_hands_in_at_once(client: Client) -> None:
    unit = neighbourhood()
    client.force_login(liaison_of(unit))
    form = {"unit": unit.pk, "title": "亮灯工程", "category": category().pk, "capacity": 1, "then": "submit"}
    rows = {"targets-TOTAL_FORMS": 1, "targets-INITIAL_FORMS": 0}
    row = {"targets-0-measure": "路灯", "targets-0-quantity": "32", "targets-0-unit_of_measure": "盏"}
    response = client.post(reverse("project_new"), form | rows | row)
    project = Project.objects.get()
    assert response.url == reverse("project", args=[project.pk])
    assert (project.state, str(project.targets.get())) == ("submitted", "路灯 32 盏")


def test_what_was_typed_stays_when_it_is_refused(client: Client) -> None:
    unit, kind = neighbourhood(), category("resource", "阵地场所")
    client.force_login(staff_of())
    form = {"unit": unit.pk, "title": "报告厅", "category": kind.pk, "then": "keep"}
    page = client.post(reverse("resource_new"), form).content.decode()
    assert "代单位办理须注明依据" in page
    assert 'value="报告厅"' in page
    assert Resource.objects.count() == 0


def test_what_the_action_forbids_is_a_403_as_on_every_page(client: Client, monkeypatch) -> None:
    def forbid(*args, **kwargs):
        raise Forbidden("forbidden", "不能登记。")

    monkeypatch.setattr("projects.listings.views.entering.create_listing", forbid)
    client.force_login(staff_of())
    sent = {"title": "路灯", "category": category("need").pk, "unit": neighbourhood().pk, "basis": "电话"}
    assert client.post("/needs/new/", sent).status_code == 403


def test_an_edit_of_an_older_version_keeps_what_was_typed(client: Client) -> None:
    resource = DraftResourceFactory(unit=member(), version=4)
    client.force_login(liaison_of(resource.unit))
    form = {"title": "新报告厅", "category": resource.category_id, "version": 3}
    page = client.post(reverse("resource_edit", args=[resource.pk]), form).content.decode()
    assert "已被修改" in page
    assert 'value="新报告厅"' in page


def test_a_verb_is_done_and_its_undo_offered(client: Client) -> None:
    resource = DraftResourceFactory(unit=member())
    client.force_login(liaison_of(resource.unit))
    client.post(reverse("resource_verb", args=[resource.pk, "submit"]))
    undo = client.session["undo"]["url"]
    assert Resource.objects.get().state == "submitted"
    client.post(undo)
    assert Resource.objects.get().state == "draft"


def test_returning_asks_for_a_reason_and_leads_back(client: Client) -> None:
    resource = DraftResourceFactory(unit=member(), state="submitted")
    client.force_login(staff_of())
    address = reverse("resource_verb", args=[resource.pk, "return"])
    assert "请选一条常用意见" in client.post(address, {"opinion": ""}).content.decode()
    response = client.post(address, {"phrase": "请补充内容说明", "next": "/resources/"})
    assert (response.url, Resource.objects.get().state) == ("/resources/", "returned")


def test_a_page_elsewhere_is_never_led_to(client: Client) -> None:
    resource = DraftResourceFactory(unit=member())
    client.force_login(liaison_of(resource.unit))
    response = client.post(
        reverse("resource_verb", args=[resource.pk, "submit"]), {"next": "https://example.org/"}
    )
    assert response.url == reverse("resource", args=[resource.pk])


def test_a_phone_is_masked_and_looking_at_it_is_written_down(client: Client) -> None:
    resource = DraftResourceFactory(unit=member(), contact_name="李女士", contact_phone="13900003381")
    client.force_login(staff_of())
    page = client.get(reverse("resource", args=[resource.pk])).content.decode()
    full = client.post(reverse("resource_contact", args=[resource.pk])).content.decode()
    assert "139****3381" in page
    assert "13900003381" not in page
    assert "13900003381" in full
    assert PersonalDataView.objects.get().subject_id == resource.pk


def test_the_public_list_shows_no_persons_and_nothing_private(client: Client) -> None:
    fields = {"unit": member(), "contact_name": "李女士", "contact_phone": "13900003381"}
    ProjectFactory(title="亮灯工程", is_public=True, **fields)
    ProjectFactory(title="内部事项", is_public=False, **fields)
    page = client.get(reverse("public_listings")).content.decode()
    assert [word in page for word in ("亮灯工程", "内部事项", "李女士", "13900003381")] == [
        True,
        False,
        False,
        False,
    ]


def test_staff_hear_how_many_wait_and_the_publisher_what_came_back() -> None:
    unit = member()
    DraftNeedFactory(unit=unit, state="returned", title="路灯")
    DraftNeedFactory.create_batch(2, unit=unit, state="submitted", submitted_at="2026-11-01T00:00:00Z")
    office, liaison = staff_of(), liaison_of(unit)
    assert [(todo.title, todo.count) for todo in to_review(office, 5).items] == [("2 条需求等您审核", 2)]
    assert [todo.title for todo in returned(liaison, 5).items] == ["路灯"]
    assert (count_todos(office), count_todos(liaison)) == (2, 1)


def test_the_home_page_counts_the_year(client: Client) -> None:
    ProjectFactory(unit=member())
    client.force_login(staff_of())
    page = client.get(reverse("home")).content.decode()
    assert "三张清单" in page


def test_categories_are_kept_by_staff_alone(client: Client) -> None:
    client.force_login(staff_of())
    client.post(reverse("categories"), {"name": "爱心帮扶", "sort": 1})
    made = Category.objects.get()
    client.post(reverse("category", args=[made.pk]), {"name": "便民利民", "sort": 2})
    assert Category.objects.get().name == "便民利民"
    client.post(reverse("category_delete", args=[made.pk]))
    assert Category.objects.count() == 0
    client.force_login(liaison_of(member()))
    assert client.get(reverse("categories")).status_code == 404


PAGES = {
    "anonymous": [302, 302, 302, 302, 302],
    "own liaison": [200, 200, 200, 403, 403],
    "other unit": [200, 404, 404, 404, 403],
    "staff": [200, 200, 200, 302, 200],
    "other street": [200, 404, 404, 404, 200],
    "supervisor": [200, 200, 403, 403, 403],
}


@pytest.mark.parametrize(("who", "expected"), PAGES.items())
def test_who_reaches_which_page_of_a_draft(client: Client, who: str, expected: list[int]) -> None:
    """The list, the resource, its form, publishing it, the queue."""
    resource = DraftResourceFactory(unit=member("区财政局"))
    users = {
        "own liaison": lambda: liaison_of(resource.unit),
        "other unit": lambda: liaison_of(member("朱泾小学")),
        "staff": staff_of,
        "other street": lambda: staff_of(street("枫泾镇", "310116102")),
        "supervisor": lambda: staff_of(street().parent, ("supervisor",)),
    }
    if who in users:
        client.force_login(users[who]())
    found = [client.get(reverse("resources"))]
    found += [client.get(reverse(name, args=[resource.pk])) for name in ("resource", "resource_edit")]
    found += [
        client.post(reverse("resource_verb", args=[resource.pk, "publish"])),
        client.get(reverse("queue")),
    ]
    assert [response.status_code for response in found] == expected
