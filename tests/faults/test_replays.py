"""Every POST sent twenty times has one effect: operations of the API by their key, forms by what they do."""

import json
import uuid
from functools import partial
from typing import Any

import pytest
from django.core.files import File
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from rest_framework.test import APIClient

from portal.audit.models import AuditEntry
from portal.once import FIELD
from tests.access.asking import address_of, body_of
from tests.access.rows import Row
from tests.access.table import TABLE
from tests.access.world import ROLES, build_world

pytestmark = [pytest.mark.faults, pytest.mark.django_db]
REPLAYS = 20
POSTS = [row for row in TABLE if row.method == "POST"]
OPERATIONS = [row for row in POSTS if row.is_api and {"200", "201"} & set(row.answers.values())]
FORMS = [row for row in POSTS if not row.is_api and "302" in row.answers.values()]


@pytest.fixture
def world(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return build_world()


def sender(row: Row) -> str:
    """Somebody for whom it is done: the office if it may. A form that is answered 200 was refused."""
    done = ("200", "201") if row.is_api else ("302",)
    return next(role for role in ("office", *ROLES) if row.answers[role] in done)


def encoded(body: dict[str, Any]) -> tuple[bytes, str]:
    """Once for all sendings: a workbook that is made anew is another one."""
    if any(isinstance(value, File) for value in body.values()):
        return encode_multipart(BOUNDARY, body), MULTIPART_CONTENT
    return json.dumps(body).encode(), "application/json"


def entered() -> list[int]:
    """What was written that was not there before: a form may well write the same again."""
    return list(AuditEntry.objects.exclude(operation="UPDATE").values_list("pk", flat=True))


@pytest.mark.parametrize("row", OPERATIONS, ids=str)
def test_an_operation_sent_twenty_times_has_one_effect(row, world):
    client = APIClient(headers={"Idempotency-Key": str(uuid.uuid4())})
    client.force_authenticate(world.people[sender(row)])
    send = partial(client.generic, "POST", address_of(row, world.own), *encoded(body_of(row, world.own)))
    first = send()
    written = AuditEntry.objects.count()
    again = [send() for _ in range(REPLAYS - 1)]
    assert first.status_code in (200, 201)
    assert {(answer.status_code, answer.content) for answer in again} == {(first.status_code, first.content)}
    assert AuditEntry.objects.count() == written


@pytest.mark.parametrize("row", FORMS, ids=str)
def test_a_form_sent_twenty_times_enters_nothing_more(row, world):
    client, key = Client(), {FIELD: str(uuid.uuid4())}
    client.force_login(world.people[sender(row)])
    address = address_of(row, world.own)
    assert client.post(address, body_of(row, world.own) | key).status_code == 302
    written = entered()
    for _ in range(REPLAYS - 1):
        client.post(address, body_of(row, world.own) | key)
    assert entered() == written
