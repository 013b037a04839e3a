"""五龙村 publishes a project; 区财政局 is paired with it this year."""

import pytest

from projects.listings.models import Project
from tests import factories as make


@pytest.fixture(autouse=True)
def _in_the_year(in_the_year: None) -> None:
    """20 November 2026, nine o'clock: the pairings of the year are in force."""


@pytest.fixture
def paired(village, unit):
    return make.filed_pairing(host=village, partner=unit)


@pytest.fixture
def draft(village, office) -> Project:
    return make.DraftProjectFactory(unit=village, title="五龙村亮灯项目", capacity=3, entered_by=office)
