"""/api/v1/snapshots/: list, read, what changed since, take one, download."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from rest_framework.test import APIClient

from projects.models import Project
from tests import factories as make

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/snapshots/"


@pytest.fixture
def project(kinds):
    return make.ProjectFactory(unit=make.neighbourhood(), title="亮灯工程")


@pytest.fixture
def office():
    return make.staff_of()


@pytest.fixture
def api(office) -> APIClient:
    client = APIClient()
    client.force_authenticate(office)
    return client


def report(**changes) -> dict:
    return {"region": make.street().pk, "year": make.YEAR, "title": "三季度"} | changes


@pytest.mark.django_db(transaction=True)
def test_the_office_takes_one_and_a_key_makes_it_one(api, office) -> None:
    make.ProjectFactory(unit=make.neighbourhood())
    answers = [api.post(ROOT, report(), format="json", headers={"Idempotency-Key": "q3"}) for _ in range(2)]
    taken = answers[0].json()
    assert ([answer.status_code for answer in answers], answers[1].json()) == ([201, 201], taken)
    assert {"tab": "项目清单", "rows": 1} in taken["sheets"]
    assert (taken["is_whole"], api.get(ROOT).json()["results"][0]["id"]) == (True, taken["id"])


def test_one_is_read_without_its_rows(api, project) -> None:
    snapshot = make.SnapshotFactory()
    read = api.get(f"{ROOT}{snapshot.pk}/").json()
    assert (read["title"], read["sha256"]) == ("三季度", snapshot.sha256)
    assert read["workbook"].endswith(f"{ROOT}{snapshot.pk}/workbook.xlsx/")


def test_the_difference_names_what_changed_since(api, project) -> None:
    snapshot = make.SnapshotFactory()
    there = f"{ROOT}{snapshot.pk}/difference/"
    assert api.get(there).json() == {"sheets": []}
    Project.objects.filter(pk=project.pk).update(place="五龙村口")
    (sheet,) = api.get(there).json()["sheets"]
    (row,) = sheet["changed"]
    assert row["cells"] == [{"header": "地点", "before": "", "now": "五龙村口"}]
    assert (sheet["tab"], sheet["added"], sheet["gone"]) == ("项目清单", [], [])


def test_the_workbook_is_as_it_was_reported(api, project) -> None:
    link = api.get(f"{ROOT}{make.SnapshotFactory().pk}/").json()["workbook"]
    book = load_workbook(BytesIO(b"".join(api.get(link).streaming_content)))
    assert "亮灯工程" in str([row for tab in book for row in tab.iter_rows(values_only=True)])


@pytest.mark.parametrize("sent", [{"title": ""}, {"title": "报" * 101}, {"year": 1}, {"region": 0}])
def test_what_makes_no_sense_is_not_taken(api, project, sent) -> None:
    assert api.post(ROOT, report(**sent), format="json").status_code == 400


def test_only_offices_take_them_and_each_sees_its_own(project) -> None:
    snapshot, client = make.SnapshotFactory(), APIClient()
    client.force_authenticate(make.staff_of(make.street("枫泾镇", "310116102")))
    assert client.post(ROOT, report(), format="json").status_code == 403
    assert client.get(f"{ROOT}{snapshot.pk}/").status_code == 404


def test_nobody_changes_or_removes_one(api, project) -> None:
    there = f"{ROOT}{make.SnapshotFactory().pk}/"
    assert [ask(there).status_code for ask in (api.patch, api.put, api.delete)] == [405, 405, 405]
