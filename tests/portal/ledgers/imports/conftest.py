from pathlib import Path

import pytest

from members.models import User
from tests import factories as make
from tests.portal.ledgers.imports.browsing import LEDGER
from tests.portal.ledgers.imports.wizard import looked_at


@pytest.fixture(autouse=True)
def _kept_in(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def clerk(kinds) -> User:
    """经办 and 审核 of 朱泾镇."""
    return make.staff_of()


@pytest.fixture
def office(client, clerk):
    client.force_login(clerk)
    return client


@pytest.fixture
def ready(clerk):
    return looked_at(LEDGER, clerk)
