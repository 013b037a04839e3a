"""The three lists over HTTP."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from projects.listings.actions import publish
from projects.models import Project
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


def client_of(user: Any) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def post(user: Any, path: str, **body: Any) -> Any:
    return client_of(user).post(f"/api/v1/{path}", body)


def test_a_neighbourhood_enters_a_project() -> None:
    unit = neighbourhood()
    body = {
        "title": "亮灯工程",
        "category": category().pk,
        "unit": unit.pk,
        "capacity": 2,
        "due_on": "2026-12-31",
    }
    target = {"measure": "路灯", "quantity": "32.0", "unit_of_measure": "盏"}
    answer = post(liaison_of(unit), "projects/", **body, targets=[target])
    assert answer.status_code == 201
    expected = {"number": None, "state": "draft", "year": 2026, "claimed": 0, "remaining": 2, "unit": unit.pk}
    assert {name: answer.data[name] for name in expected} == expected
    assert (answer.data["targets"], answer.data["neighbourhoods"]) == ([target], [unit.pk])


def test_entering_twice_with_one_key_is_entering_once() -> None:
    unit = neighbourhood()
    client = client_of(liaison_of(unit))
    body = {"title": "亮灯工程", "category": category().pk, "unit": unit.pk}
    answers = [client.post("/api/v1/projects/", body, headers={"Idempotency-Key": "k1"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert Project.objects.count() == 1


def test_a_wrong_category_is_a_400_that_names_the_field() -> None:
    unit = neighbourhood()
    body = {"title": "亮灯", "category": category("need", "设施改善").pk, "unit": unit.pk}
    answer = post(liaison_of(unit), "projects/", **body)
    assert (answer.status_code, list(answer.data["errors"])) == (400, ["category"])


def test_a_project_that_nobody_could_claim_is_a_400_that_names_the_field() -> None:
    unit = neighbourhood()
    body = {"title": "亮灯工程", "category": category().pk, "unit": unit.pk, "capacity": 0}
    answer = post(liaison_of(unit), "projects/", **body)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["capacity"])


def test_a_list_is_walked_in_the_order_of_numbers() -> None:
    office = staff_of()
    for serial in (2, 1):
        ProjectFactory(serial=serial, unit=member(f"单位{serial}"))
    address = f"/api/v1/projects/?region={street().pk}&year=2026&ordering=number"
    rows = client_of(office).get(address).data["results"]
    assert [row["number"] for row in rows] == ["朱泾-项-2026-0001", "朱泾-项-2026-0002"]
    assert (rows[0]["remaining"], rows[0]["unit_name"]) == (1, "单位1")


def test_an_order_of_an_edition_needs_region_and_year() -> None:
    answer = client_of(staff_of()).get("/api/v1/projects/?ordering=number")
    assert (answer.status_code, answer.data["code"]) == (400, "edition_needed")


def test_filters_are_those_of_the_page() -> None:
    unit = neighbourhood()
    ProjectFactory(title="亮灯工程", unit=unit).neighbourhoods.add(unit)
    ProjectFactory(title="健步道", unit=member(), category=category(name="美丽家园"))
    client = client_of(staff_of())
    found = {
        query: [row["title"] for row in client.get(f"/api/v1/projects/?{query}").data["results"]]
        for query in (
            "search=灯",
            "publisher=财政",
            "neighbourhood=五龙",
            f"category={category(name='美丽家园').pk}",
            "state=draft",
        )
    }
    assert list(found.values()) == [["亮灯工程"], ["健步道"], ["亮灯工程"], ["健步道"], []]


def test_verbs_lead_from_draft_to_closed() -> None:
    office = staff_of()
    resource = DraftResourceFactory(unit=member())
    said: list[tuple[str, dict[str, str]]] = [
        ("submit", {"basis": "电话"}),
        ("return", {"opinion": "请补充"}),
        ("submit", {"basis": "电话"}),
        ("publish", {}),
        ("suspend", {"opinion": "维修", "basis": "电话"}),
        ("resume", {}),
        ("undo", {}),
        ("close", {"opinion": "不再提供", "basis": "会上"}),
    ]
    states = [post(office, f"resources/{resource.pk}/{verb}/", **body).data["state"] for verb, body in said]
    assert states == [
        "submitted",
        "returned",
        "submitted",
        "published",
        "suspended",
        "published",
        "suspended",
        "closed",
    ]


def test_not_adopting_needs_a_reason() -> None:
    need = DraftNeedFactory(unit=neighbourhood(), state="submitted")
    office = staff_of()
    refused = post(office, f"needs/{need.pk}/not-adopt/")
    done = post(office, f"needs/{need.pk}/not-adopt/", opinion="与已有清单项重复")
    assert (refused.status_code, refused.data["code"]) == (409, "reason_needed")
    assert (done.status_code, done.data["state"]) == (200, "not_adopted")


def test_a_stale_verb_is_refused() -> None:
    need = DraftNeedFactory(unit=neighbourhood(), state="submitted", version=3)
    answer = post(staff_of(), f"needs/{need.pk}/publish/", version=2)
    assert (answer.status_code, answer.data["code"]) == (409, "stale")


def test_a_correction_takes_a_reason_and_a_version() -> None:
    project = ProjectFactory(unit=neighbourhood())
    client = client_of(staff_of())
    body = {"capacity": 3, "reason": "增加名额", "version": 1}
    answer = client.patch(f"/api/v1/projects/{project.pk}/", body)
    assert (answer.status_code, answer.data["capacity"], answer.data["version"]) == (200, 3, 2)


def test_a_need_becomes_a_project() -> None:
    category()
    office = staff_of()
    need = publish(DraftNeedFactory(unit=neighbourhood()), by=office)
    answer = post(office, f"needs/{need.pk}/project/")
    assert (answer.status_code, answer.data["need"], answer.data["state"]) == (201, need.pk, "draft")


def test_a_bulk_decision_answers_for_each() -> None:
    waits = DraftNeedFactory(unit=neighbourhood(), state="submitted")
    answer = post(staff_of(), "needs/bulk/", verb="publish", ids=[waits.pk, 999999])
    assert [(row["id"], row["done"], row["code"]) for row in answer.data["results"]] == [
        (waits.pk, True, ""),
        (999999, False, "not_found"),
    ]


def test_contacts_are_for_those_with_business() -> None:
    unit = neighbourhood()
    project = ProjectFactory(unit=unit, contact_name="李女士", contact_phone="13900003381")
    readers = [liaison_of(unit), staff_of(), liaison_of(member()), staff_of(street().parent, ("supervisor",))]
    path = f"/api/v1/projects/{project.pk}/"
    phones = [client_of(reader).get(path).data["contact_phone"] for reader in readers]
    assert phones == ["139****3381", "139****3381", "", ""]


def test_a_masked_number_sent_back_wipes_nothing_out() -> None:
    unit = neighbourhood()
    draft = DraftProjectFactory(unit=unit, contact_phone="13900003381")
    body = {"contact_phone": "139****3381"}
    answer = client_of(liaison_of(unit)).patch(f"/api/v1/projects/{draft.pk}/", body)
    draft.refresh_from_db()
    assert (answer.status_code, draft.contact_phone) == (400, "13900003381")


def test_categories_are_entered_and_renamed_by_staff() -> None:
    office = staff_of()
    body = {"region": street().pk, "list": "project", "year": 2027, "name": "爱心帮扶"}
    made = post(office, "categories/", **body)
    changed = client_of(office).patch(f"/api/v1/categories/{made.data['id']}/", {"name": "便民利民"})
    rows = client_of(office).get("/api/v1/categories/?year=2027").data["results"]
    assert (made.status_code, changed.data["name"], len(rows)) == (201, "便民利民", 1)
    assert post(liaison_of(member()), "categories/", **body).status_code == 403


ACCESS = {
    "anonymous": (401, 401),
    "own liaison": (200, 403),
    "other unit": (404, 404),
    "staff": (200, 200),
    "other street": (404, 404),
    "supervisor": (200, 403),
}


@pytest.mark.parametrize(("who", "expected"), ACCESS.items())
def test_who_reads_and_who_publishes_what_was_handed_in(who: str, expected: tuple[int, int]) -> None:
    project = DraftProjectFactory(unit=neighbourhood(), state="submitted")
    users = {
        "anonymous": lambda: None,
        "own liaison": lambda: liaison_of(project.unit),
        "other unit": lambda: liaison_of(member()),
        "staff": staff_of,
        "other street": lambda: staff_of(street("枫泾镇", "310116102")),
        "supervisor": lambda: staff_of(street().parent, ("supervisor",)),
    }
    client = client_of(users[who]())
    path = f"/api/v1/projects/{project.pk}/"
    assert (client.get(path).status_code, client.post(f"{path}publish/", {}).status_code) == expected
