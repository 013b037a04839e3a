"""POST /api/v1/projects/carry-over/."""

import pytest
from rest_framework.test import APIClient

from projects.listings.models import Project
from tests import factories as make
from tests.projects.yearly.conftest import LAST, NEXT

pytestmark = pytest.mark.django_db
SENT = {"from_year": LAST, "to_year": NEXT, "lists": ["project"]}


def post(user, **changes):
    client = APIClient()
    client.force_authenticate(user)
    sent = {"region": make.street().pk, **SENT} | changes
    return client.post("/api/v1/projects/carry-over/", sent, format="json")


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
