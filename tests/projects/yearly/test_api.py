"""POST /api/v1/projects/carry-over/."""

import pytest
from rest_framework.test import APIClient

from portal.outbox.actions import run_due
from projects.listings.models import Project
from projects.models import CarryOver
from projects.yearly import api
from tests import factories as make
from tests.projects.yearly.conftest import LAST, NEXT

pytestmark = pytest.mark.django_db
SENT = {"from_year": LAST, "to_year": NEXT, "lists": ["project"]}


def signed_in_api(user) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def read(user, rest: str) -> dict:
    return signed_in_api(user).get(f"/api/v1/projects/carry-over/{rest}").json()


def post(user, **changes):
    sent = {"region": make.street().pk, **SENT} | changes
    return signed_in_api(user).post("/api/v1/projects/carry-over/", sent, format="json")


def test_it_carries_over_and_a_second_time_nothing(office, project) -> None:
    answers = [post(office) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert [answer.json() for answer in answers] == [
        {"drafts": {"project": 1}, "total": 1},
        {"drafts": {"project": 0}, "total": 0},
    ]
    assert Project.objects.filter(year=NEXT).count() == 1


def test_units_may_not(liaison, project) -> None:
    assert (post(liaison).status_code, Project.objects.count()) == (403, 1)


@pytest.mark.parametrize(
    ("changes", "status"), [({"lists": []}, 400), ({"to_year": LAST}, 409), ({"region": 10**6}, 400)]
)
def test_what_makes_no_sense_is_refused(office, project, changes, status: int) -> None:
    assert post(office, **changes).status_code == status


def test_what_is_many_is_done_by_a_job_whose_row_tells_how_far_it_is(office, project, monkeypatch) -> None:
    monkeypatch.setattr(api, "AT_ONCE", 0)
    answer = post(office)
    asked = answer.json()
    assert (answer.status_code, asked["state"], asked["drafts"], asked["progress"]) == (
        202,
        "running",
        None,
        None,
    )
    run_due()
    done = read(office, f"{asked['id']}/")
    assert (done["state"], done["drafts"], done["total"]) == ("done", {"project": 1}, 1)
    assert [row["id"] for row in read(office, "")["results"]] == [asked["id"]]


def test_while_a_job_is_at_it_nothing_is_done_at_once(office, project) -> None:
    make.CarryOverFactory()
    answer = post(office)
    assert (answer.status_code, answer.json()["code"]) == (409, "carry_over_running")


def test_what_failed_is_tried_again(office, project) -> None:
    failed = make.CarryOverFactory(state="failed", trouble="没有权限")
    answer = signed_in_api(office).post(f"/api/v1/projects/carry-over/{failed.pk}/retry/", {}, format="json")
    run_due()
    assert (answer.status_code, answer.json()["state"]) == (200, "running")
    assert CarryOver.objects.get().state == "done"


def test_another_street_sees_none(project) -> None:
    asked = make.CarryOverFactory()
    client = signed_in_api(make.staff_of(make.street("枫泾镇", "310116102")))
    assert client.get(f"/api/v1/projects/carry-over/{asked.pk}/").status_code == 404
