"""A pairing that is in force in the test's own world."""

import pytest

from tests import factories as make


@pytest.fixture
def running(world):
    return make.filed_pairing(
        programme=world.programme,
        host=world.village,
        partner=world.finance,
        commitments=[{"what": "党课"}, {"what": "走访"}],
    )
