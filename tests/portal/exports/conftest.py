from pathlib import Path
from typing import Any

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


@pytest.fixture
def claim(clerk) -> Any:
    """区财政局 works on the 亮灯 project of 五龙村 and promised 500 yuan."""
    project = make.ProjectFactory(region=make.street(), unit=make.neighbourhood(), title="亮灯")
    unit = make.member()
    claimed = make.ClaimFactory(
        project=project,
        unit=unit,
        state="confirmed",
        claimed_at="2026-03-05T08:00+08:00",
        confirmed_at="2026-03-06T08:00+08:00",
    )
    make.ContributionFactory(claim=claimed, kind="money", promised=500)
    return claimed
