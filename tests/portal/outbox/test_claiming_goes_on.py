"""A broker that is away or hangs keeps nobody from claiming."""

import pytest

from portal.outbox import actions
from portal.outbox.bell import Bell
from projects.models import Claim
from tests import factories as make
from tests.scenarios.crowd import at_once, caller, serving

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

CLIENTS = 10


def claim_together():
    """The statuses of as many clients claiming one project at once, over HTTP."""
    project = make.ProjectFactory(capacity=CLIENTS)
    units = [make.member(f"认领单位{number}") for number in range(CLIENTS)]
    path = f"projects/{project.pk}/claims"
    with serving() as address:
        callers = [(unit, caller(address, make.liaison_of(unit))) for unit in units]
        calls = [lambda unit=unit, who=who: who.post(path, {"unit": unit.pk}) for unit, who in callers]
        return [status for status, _ in at_once(calls)]


def test_claims_go_through_without_a_broker():
    assert claim_together() == [201] * CLIENTS
    assert Claim.objects.count() == CLIENTS


def test_claims_go_through_with_a_broker_that_never_answers(black_hole, monkeypatch):
    monkeypatch.setattr(actions, "BELL", Bell(black_hole[0]))
    assert claim_together() == [201] * CLIENTS
    assert Claim.objects.count() == CLIENTS
