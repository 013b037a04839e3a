"""Imports over HTTP: the wizard for programs."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from rest_framework.test import APIClient

from portal.models import Import
from portal.outbox.actions import run_due
from projects.models import Project
from tests import factories as make
from tests.portal.ledgers.importing import book
from tests.portal.ledgers.imports.wizard import UNIT_ROWS, project_rows

pytestmark = pytest.mark.django_db
RAW = book({"成员单位": UNIT_ROWS, "项目清单": project_rows("亮灯", unit="区财政厅")})


@pytest.fixture
def api(clerk, settings) -> APIClient:
    settings.SECURE_SSL_REDIRECT = False
    client = APIClient()
    client.force_authenticate(clerk)
    return client


def uploaded(api: APIClient, **more):
    file = SimpleUploadedFile("台账.xlsx", RAW)
    sent = {"file": file, "region": make.street().pk, "year": 2026}
    return api.post("/api/v1/imports/", sent, format="multipart", **more)


def read(api: APIClient) -> str:
    """The address of an import that was uploaded and read."""
    address = f"/api/v1/imports/{uploaded(api).json()['id']}/"
    run_due()
    return address


def test_an_upload_is_answered_at_once_and_read_later(api):
    sent = uploaded(api)
    assert (sent.status_code, sent.json()["state"], sent.json()["preview"]) == (201, "reading", None)
    run_due()
    told = api.get(f"/api/v1/imports/{sent.json()['id']}/").json()
    assert (told["state"], told["progress"], told["given_up"]) == ("ready", None, False)
    assert [sheet["counts"]["rejected"] for sheet in told["preview"]["sheets"]] == [0, 1]


def test_the_same_upload_with_one_key_is_one_import(api):
    first, second = (uploaded(api, HTTP_IDEMPOTENCY_KEY="one") for _ in range(2))
    assert (first.json(), Import.objects.count()) == (second.json(), 1)


def test_corrected_confirmed_and_taken_back(api):
    here = read(api)
    cells = {"项目清单": {"2": {"unit": "区财政局"}}}
    assert api.post(f"{here}correct/", {"corrections": cells}, format="json").json()["state"] == "reading"
    run_due()
    assert api.post(f"{here}confirm/", {}, format="json").json()["state"] == "importing"
    run_due()
    assert (api.get(here).json()["state"], Project.objects.count()) == ("imported", 1)
    assert api.post(f"{here}undo/", {}, format="json").json()["state"] == "undone"
    assert Project.objects.count() == 0


def test_choices_are_said_by_tab(api):
    here = read(api)
    said = {"choices": {"项目清单": {"kind": ""}}}
    assert api.post(f"{here}choose/", said, format="json").json()["choices"] == {
        "项目清单": {"kind": "", "columns": {}}
    }
    run_due()
    assert [sheet["tab"] for sheet in api.get(here).json()["preview"]["sheets"]] == ["成员单位"]


def test_the_second_upload_of_a_file_says_so(api):
    first, second = uploaded(api).json(), uploaded(api).json()
    assert (first["same_as"], second["same_as"]) == (None, first["id"])


def test_an_old_version_is_refused(api):
    here = read(api)
    answer = api.post(f"{here}discard/", {"version": 1}, format="json")
    assert (answer.status_code, answer.json()["code"]) == (409, "stale")


def test_discarded_or_read_again(api):
    here = read(api)
    assert api.post(f"{here}retry/", {}, format="json").json()["state"] == "reading"
    run_due()
    assert api.post(f"{here}discard/", {}, format="json").json()["state"] == "discarded"


def test_the_problems_come_as_a_workbook_whatever_is_asked_for(api):
    answer = api.get(f"{read(api)}problems.xlsx/", HTTP_ACCEPT="application/json")
    assert load_workbook(BytesIO(answer.content)).sheetnames == ["项目清单"]
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''2026")


def test_the_list_has_the_newest_first(api):
    ids = [uploaded(api).json()["id"] for _ in range(2)]
    rows = api.get("/api/v1/imports/").json()["results"]
    assert [row["id"] for row in rows] == ids[::-1]


def test_a_street_that_is_not_ones_own_is_forbidden(api):
    file = SimpleUploadedFile("台账.xlsx", RAW)
    sent = {"file": file, "region": make.RegionFactory().pk, "year": 2026}
    assert api.post("/api/v1/imports/", sent, format="multipart").status_code == 403


def test_the_schema_says_how_a_ledger_is_sent_and_that_problems_may_be_none(api):
    schema = api.get("/api/v1/schema/?format=json").json()
    sent = schema["paths"]["/api/v1/imports/"]["post"]["requestBody"]["content"]["multipart/form-data"]
    name = sent["schema"]["$ref"].rsplit("/")[-1]
    assert schema["components"]["schemas"][name]["properties"]["file"]["format"] == "binary"
    assert "409" in schema["paths"]["/api/v1/imports/{id}/problems.xlsx/"]["get"]["responses"]
