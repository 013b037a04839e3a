"""Exports over HTTP."""

import pytest
from rest_framework.test import APIClient

from portal.models import Export
from portal.outbox.actions import run_due
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(clerk, settings) -> APIClient:
    settings.SECURE_SSL_REDIRECT = False
    client = APIClient()
    client.force_authenticate(clerk)
    return client


def post(api: APIClient, sent: dict | None = None, **more):
    options = {"year": 2026, "span": "q2", "parts": ["units"]}
    wanted = {"kind": "inspection", "region": make.street().pk, "options": options}
    return api.post("/api/v1/exports/", wanted | (sent or {}), format="json", **more)


def test_asked_for_made_and_downloaded(api):
    sent = post(api)
    assert (sent.status_code, sent.json()["state"], sent.json()["title"]) == (
        201,
        "making",
        "迎检台账 2026 年第二季度",
    )
    here = f"/api/v1/exports/{sent.json()['id']}/"
    assert api.get(f"{here}file/").status_code == 409
    run_due()
    told = api.get(here).json()
    raw = b"".join(api.get(f"{here}file/").streaming_content)
    assert (told["state"], told["size"], raw[:2]) == ("ready", len(raw), b"PK")


def test_the_same_request_with_one_key_is_one_export(api):
    first, second = (post(api, HTTP_IDEMPOTENCY_KEY="one") for _ in range(2))
    assert (first.json(), Export.objects.count()) == (second.json(), 1)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"kind": "nothing"}, 400),
        ({"options": {"span": "q2"}}, 400),
        ({"region": 999_999}, 403),
        ({"personal": True}, 409),
    ],
)
def test_what_is_wrong_is_refused(api, sent, status):
    assert (post(api, sent).status_code, Export.objects.count()) == (status, 0)


def test_what_failed_can_be_made_again(api):
    here = f"/api/v1/exports/{post(api).json()['id']}/"
    Export.objects.update(state="failed", trouble="磁盘空间不足")
    assert api.post(f"{here}retry/").json()["state"] == "making"


def test_the_list_has_ones_own(api):
    post(api)
    assert [row["kind"] for row in api.get("/api/v1/exports/").json()["results"]] == ["inspection"]
