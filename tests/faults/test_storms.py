"""Storms over HTTP: 300 clients on few places, and every POST sent twenty times."""

import uuid
from functools import partial

import pytest
from rest_framework.test import APIClient

from portal.audit.models import AuditEntry
from projects.models import Claim, Project
from tests import factories as make
from tests.access.asking import address_of, body_of
from tests.access.table import TABLE
from tests.access.world import build_world
from tests.scenarios.crowd import at_once, caller, serving

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
]

CLIENTS = 300
AT_ONCE = 100
"""Each request in flight has a database connection of its own, and the test's database takes 200."""

REPLAYS = 20
CAPACITIES = [1 + run * 29 // 49 for run in range(50)]


@pytest.fixture
def server():
    with serving() as address:
        yield address


@pytest.fixture
def crowd(server):
    units = [make.member(f"认领单位{number}") for number in range(CLIENTS)]
    return [(unit, caller(server, make.liaison_of(unit))) for unit in units]


def storm(project, crowd):
    path = f"projects/{project.pk}/claims"
    calls = [partial(who.post, path, {"unit": unit.pk, "part": "partner"}) for unit, who in crowd]
    waves = [calls[start : start + AT_ONCE] for start in range(0, CLIENTS, AT_ONCE)]
    return [answer for wave in waves for answer in at_once(wave)]


def test_fifty_storms_of_300_clients_never_over_claim(crowd):
    for capacity in CAPACITIES:
        project = make.ProjectFactory(capacity=capacity)
        answers = storm(project, crowd)
        assert sum(status == 201 for status, _ in answers) == capacity
        assert {body["code"] for status, body in answers if status != 201} == {"full"}
        assert Project.objects.get(pk=project.pk).claimed == capacity
        assert Claim.objects.holding().filter(project=project).count() == capacity


def test_twenty_replays_of_a_claim_at_once_are_one_claim(server):
    unit, project = make.member(), make.ProjectFactory(capacity=None)
    who = caller(server, make.liaison_of(unit))
    send = partial(who.post, f"projects/{project.pk}/claims", {"unit": unit.pk}, key=str(uuid.uuid4()))
    answers = at_once([send] * REPLAYS)
    assert [status for status, _ in answers] == [201] * REPLAYS
    assert {body["id"] for _, body in answers} == {Claim.objects.get().pk}


POSTS = [
    row for row in TABLE if row.is_api and row.method == "POST" and row.answers["office"] in ("200", "201")
]


@pytest.mark.parametrize("row", POSTS, ids=str)
def test_twenty_replays_of_every_post_have_one_effect(row, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    world = build_world()
    client = APIClient(headers={"Idempotency-Key": str(uuid.uuid4())})
    client.force_authenticate(world.people["office"])
    address = address_of(row, world.own)
    first = client.post(address, body_of(row, world.own))
    written = AuditEntry.objects.count()
    again = [client.post(address, body_of(row, world.own)) for _ in range(REPLAYS - 1)]
    assert {(answer.status_code, answer.content) for answer in again} == {(first.status_code, first.content)}
    assert AuditEntry.objects.count() == written
