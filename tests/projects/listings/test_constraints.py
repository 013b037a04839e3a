"""What the database refuses, whoever writes: each constraint by its name."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from projects.models import Category, Claim, Need, Project, Resource, Target
from tests.factories import (
    DraftNeedFactory,
    DraftProjectFactory,
    DraftResourceFactory,
    ProjectFactory,
    category,
    member,
)

pytestmark = pytest.mark.django_db
MODELS = {"resource": Resource, "need": Need, "project": Project}
FACTORIES = {"resource": DraftResourceFactory, "need": DraftNeedFactory, "project": DraftProjectFactory}


def refused_by(write: Any) -> str:
    """The name of the constraint that refused."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        write()
    return caught.value.__cause__.diag.constraint_name


@pytest.mark.parametrize("kind", MODELS)
class TestEveryList:
    def test_a_row_is_recognised_once(self, kind: str) -> None:
        row = FACTORIES[kind](title="同名")
        assert refused_by(lambda: FACTORIES[kind](unit=row.unit, title="同名")) == f"{kind}_recognised_once"

    def test_a_serial_is_given_once(self, kind: str) -> None:
        FACTORIES[kind](serial=7)
        assert refused_by(lambda: FACTORIES[kind](serial=7)) == f"{kind}_serial_once"

    def test_a_number_is_given_once(self, kind: str) -> None:
        FACTORIES[kind](number="朱泾-1")
        assert refused_by(lambda: FACTORIES[kind](number="朱泾-1")) == f"{kind}_number_once"

    def test_a_state_is_known(self, kind: str) -> None:
        assert refused_by(lambda: FACTORIES[kind](state="lost")) == f"{kind}_state_known"

    def test_what_is_published_has_a_number(self, kind: str) -> None:
        assert refused_by(lambda: FACTORIES[kind](state="published")) == f"{kind}_published_has_number"


def test_a_project_is_never_over_claimed() -> None:
    project = ProjectFactory(capacity=1)
    Claim.objects.create(project=project, unit=member("甲单位"), ordinal=1, state="submitted")
    second = Claim(project=project, unit=member("乙单位"), ordinal=2, state="submitted")
    assert refused_by(second.save) == "project_never_over_claimed"


def test_a_project_wants_somebody() -> None:
    assert refused_by(lambda: ProjectFactory(capacity=0)) == "project_capacity_positive"


def test_nobody_sets_how_many_claimed() -> None:
    project = ProjectFactory(capacity=3)
    change = Project.objects.filter(pk=project.pk)
    assert refused_by(lambda: change.update(claimed=2)) == "project_claimed_is_counted"


def test_a_category_stands_once() -> None:
    first = category()
    again = Category(region=first.region, list="project", year=first.year, name=first.name)
    assert refused_by(again.save) == "category_once"


def test_a_category_is_of_a_known_list() -> None:
    assert refused_by(lambda: category("wishes")) == "category_list_known"


def test_a_target_is_more_than_nothing() -> None:
    target = Target(project=ProjectFactory(), measure="路灯", quantity=0, unit_of_measure="盏")
    assert refused_by(target.save) == "target_quantity_positive"
