from pathlib import Path

import pytest

from members.models import User
from tests import factories as make


@pytest.fixture(autouse=True)
def _kept_in(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def clerk(kinds) -> User:
    """经办 and 审核 of 朱泾镇."""
    return make.staff_of()
