"""No answer of the API is a 5xx, and each is as the schema says, whatever is sent (schemathesis)."""

import pytest

from portal.api import throttles
from portal.api.tokens import issue_token
from tests.access.world import build_world
from tests.portal.api.fuzzing import fuzz, one_connection, operations

pytestmark = pytest.mark.django_db

QUICK = 4
LONG = 75
"""Cases for each operation and role; some operations know fewer than these."""

IN_ALL = 20_000
ROLES = ("claimant", "office", "supervisor")


@pytest.fixture(autouse=True)
def _routes(settings, tmp_path, monkeypatch):
    """The portal's own routes, and as many requests as one likes."""
    settings.MEDIA_ROOT = tmp_path
    settings.SECURE_SSL_REDIRECT = False
    monkeypatch.setattr(throttles, "PER_USER", 10**9)
    monkeypatch.setattr(throttles, "PER_ADDRESS", 10**9)


@pytest.fixture
def world():
    with one_connection():
        yield build_world()


def fuzz_all(world, role, cases):
    """How many cases were sent to all operations together."""
    token, _ = issue_token(world.people[role])
    return sum(fuzz(operation, token, world.own, cases) for operation in operations())


def test_a_liaison_gets_no_answer_that_the_schema_does_not_know(world):
    assert fuzz_all(world, "claimant", QUICK) > 0


@pytest.mark.faults
@pytest.mark.parametrize("role", ROLES)
def test_nobody_does_in_20000_cases(world, role):
    assert fuzz_all(world, role, LONG) >= IN_ALL / len(ROLES)
