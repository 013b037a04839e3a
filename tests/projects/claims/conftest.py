import pytest

from tests import factories as make


@pytest.fixture
def project(village):
    return make.ProjectFactory(unit=village, capacity=2)
