import pytest

from projects.claims import actions
from tests import factories as make


@pytest.fixture(autouse=True)
def _in_the_year(in_the_year: None) -> None:
    """Their work was done in the year of the tests."""


@pytest.fixture
def hood(village):
    return make.liaison_of(village)


@pytest.fixture
def confirmed(village, office):
    """A confirmed claim of a unit on a project for the village."""

    def claim(unit, by, project=None, **fields):
        if project is None:
            project = make.ProjectFactory(unit=village, capacity=None, **fields)
            project.neighbourhoods.add(village)
        made = actions.claim_project(project, unit=unit, by=by, part="partner")
        return actions.confirm_claim(made, by=office)

    return claim


@pytest.fixture
def claim(confirmed, unit, liaison):
    return confirmed(unit, liaison)
