"""Rows that go in as one document say what they would have said one by one."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, models

from portal import inserting
from portal.inserting import insert_many, insert_values
from projects.models import Project, Target
from tests import factories as make

pytestmark = pytest.mark.django_db


def told(row: models.Model) -> dict[str, Any]:
    """What the database holds of a row, without its number."""
    kept = type(row)._base_manager.filter(pk=row.pk).values().get()
    return {name: value for name, value in kept.items() if name != "id"}


def test_every_kind_of_value_arrives_as_when_it_is_saved() -> None:
    given = {
        "budget": Decimal("1200.50"),
        "due_on": dt.date(2026, 12, 31),
        "claim_opens_at": dt.datetime(2026, 3, 1, 8, 0, 0, 123456, tzinfo=dt.UTC),
        "custom": {"片区": "东片“一”\n'\\"},
        "remark": "50% \\ %s '；\"",
    }
    saved = make.ProjectFactory(**given)
    wanted = told(saved)
    saved.delete()
    saved.pk = None
    insert_many([saved])
    assert told(saved) == wanted


def test_lists_and_empty_values_arrive_too() -> None:
    saved = make.UnitFactory(aliases=["村委会", "居委，会"], uscc=None)
    wanted = told(saved)
    saved.delete()
    saved.pk = None
    insert_many([saved])
    assert told(saved) == wanted


def test_each_row_gets_its_own_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inserting, "BATCH", 2)
    project = make.ProjectFactory()
    rows = [
        Target(project=project, measure=f"第{n}项", quantity=n, unit_of_measure="次") for n in range(1, 6)
    ]
    insert_many(rows)
    kept = Target.objects.filter(project=project).values_list("pk", "measure")
    assert set(kept) == {(row.pk, row.measure) for row in rows}
    assert [row._state.adding for row in rows] == [False] * 5


def test_what_a_constraint_refuses_is_refused() -> None:
    target = Target(project=make.ProjectFactory(), measure="场次", quantity=0, unit_of_measure="次")
    with pytest.raises(IntegrityError, match="target_quantity_positive"):
        insert_many([target])


def test_no_rows_are_no_statement(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        insert_many([])
    assert not Project.objects.exists()


def test_values_arrive_without_an_instance_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inserting, "BATCH", 2)
    project = make.ProjectFactory()
    names = ["project_id", "measure", "quantity", "unit_of_measure"]
    insert_values(Target, names, ((project.pk, f"第{n}项", Decimal(n), "次") for n in range(1, 6)))
    kept = Target.objects.filter(project=project).order_by("pk").values_list("measure", "quantity")
    assert list(kept) == [(f"第{n}项", n) for n in range(1, 6)]


def test_values_and_names_are_as_many() -> None:
    with pytest.raises(ValueError, match="zip"):
        insert_values(Target, ["measure"], [("场次", 1)])
