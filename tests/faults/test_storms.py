"""Storms over HTTP: 300 clients on few places, and one claim sent twenty times at once."""

import uuid
from functools import partial

import pytest

from projects.models import Claim, Project
from tests import factories as make
from tests.projects.claims.unguarded import take_the_lock_off
from tests.racing import without_constraint
from tests.scenarios.crowd import at_once, caller, serving

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
]

CLIENTS = 300
AT_ONCE = 100
"""Each request in flight has a database connection of its own, and the test's database takes 200."""

CONTROLS, CONTROL_CAPACITY = 20, 5
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


def test_with_the_guard_off_the_same_storms_over_claim(crowd, monkeypatch, note):
    """The control: if these did not, the storms above would prove nothing."""
    take_the_lock_off(monkeypatch)
    held = []
    with without_constraint("projects_project", "project_never_over_claimed"):
        for _ in range(CONTROLS):
            project = make.ProjectFactory(capacity=CONTROL_CAPACITY)
            storm(project, crowd)
            held.append(Claim.objects.holding().filter(project=project).count())
        Claim.objects.all().delete()
    note("storms of 300 on 5 places, guard off: held", held)
    assert sum(each > CONTROL_CAPACITY for each in held) >= 0.95 * CONTROLS


def test_twenty_replays_of_a_claim_at_once_are_one_claim(server):
    unit, project = make.member(), make.ProjectFactory(capacity=None)
    who = caller(server, make.liaison_of(unit))
    send = partial(who.post, f"projects/{project.pk}/claims", {"unit": unit.pk}, key=str(uuid.uuid4()))
    answers = at_once([send] * REPLAYS)
    assert [status for status, _ in answers] == [201] * REPLAYS
    assert {body["id"] for _, body in answers} == {Claim.objects.get().pk}
