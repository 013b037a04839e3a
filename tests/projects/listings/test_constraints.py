"""What the database refuses, whoever writes: each constraint by its name."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from projects.models import Category, Claim, Need, Project, Resource, Target
from tests.factories import (
    DraftNeedFactory,
    DraftProjectFactory,
    DraftResourceFactory,
    ProjectFactory,
    UserFactory,
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


def by_raw_sql(table: str, row: Any, change: str, *values: Any) -> Callable[[], None]:
    """An update that no model and no action has a say in."""

    def write() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {change} WHERE id = %s", [*values, row.pk])  # noqa: S608

    return write


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

    @pytest.mark.parametrize("state", ["submitted", "returned", "not_adopted"])
    def test_what_was_handed_in_has_a_moment(self, kind: str, state: str) -> None:
        change = by_raw_sql(f"projects_{kind}", FACTORIES[kind](), "state = %s", state)
        assert refused_by(change) == f"{kind}_handed_in_has_moment"

    def test_who_verified_did_so_on_a_day(self, kind: str) -> None:
        change = by_raw_sql(f"projects_{kind}", FACTORIES[kind](), "verified_by_id = %s", UserFactory().pk)
        assert refused_by(change) == f"{kind}_verified_has_day"


def test_a_project_is_never_over_claimed() -> None:
    project = ProjectFactory(capacity=1)
    Claim.objects.create(project=project, unit=member("甲单位"), ordinal=1, state="submitted")
    second = Claim(project=project, unit=member("乙单位"), ordinal=2, state="submitted")
    assert refused_by(second.save) == "project_never_over_claimed"


def test_a_project_wants_somebody() -> None:
    assert refused_by(lambda: ProjectFactory(capacity=0)) == "project_capacity_positive"


def test_a_project_opens_before_it_closes() -> None:
    change = by_raw_sql(
        "projects_project", ProjectFactory(), "claim_opens_at = now(), claim_closes_at = now()"
    )
    assert refused_by(change) == "project_claims_open_before_closing"


def test_a_budget_is_not_negative() -> None:
    change = by_raw_sql("projects_project", ProjectFactory(), "budget = -1")
    assert refused_by(change) == "project_budget_not_negative"


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
