"""Every model, every way to write: exactly one entry for each row."""

import pytest
from django.db import connection, models
from django.db.models import F

from tests.portal.audit.rows import WRITTEN, change, entries, example, newest, unsaved

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.parametrize("model", WRITTEN, ids=lambda model: model._meta.label),
]
Model = type[models.Model]
FAR = 1_000_000_000
"""Rows are moved by this much where only the key may change on any table."""

UPDATE = "UPDATE {table} SET id = %s WHERE id = %s"
DELETE = "DELETE FROM {table} AS gone WHERE id = %s RETURNING to_jsonb(gone)::text"
INSERT = "INSERT INTO {table} ({columns}) SELECT {columns} FROM jsonb_populate_record(NULL::{table}, %s)"


def test_saving_a_new_row(model: Model) -> None:
    row, before = unsaved(model), newest()
    row.save()
    assert entries(model, before) == [("INSERT", str(row.pk))]


def test_saving_a_change(model: Model) -> None:
    row = example(model)
    change(row)
    before = newest()
    row.save()
    assert entries(model, before) == [("UPDATE", str(row.pk))]


def test_saving_without_a_change(model: Model) -> None:
    row, before = example(model), newest()
    row.save()
    assert entries(model, before) == []


def test_creating_in_bulk(model: Model) -> None:
    rows, before = [unsaved(model), unsaved(model)], newest()
    model._base_manager.bulk_create(rows)
    assert entries(model, before) == [("INSERT", str(row.pk)) for row in rows]


def test_updating_in_bulk(model: Model) -> None:
    row = example(model)
    change(row)
    before = newest()
    model._base_manager.bulk_update([row], [each.name for each in row._meta.concrete_fields if is_own(each)])
    assert entries(model, before) == [("UPDATE", str(row.pk))]


def is_own(field: models.Field) -> bool:
    return not field.primary_key and not field.generated


def test_updating_a_query(model: Model) -> None:
    rows = [example(model), example(model)]
    before = newest()
    model._base_manager.filter(pk__in=[row.pk for row in rows]).update(id=F("id") + FAR)
    assert sorted(entries(model, before)) == sorted(("UPDATE", str(row.pk + FAR)) for row in rows)


def test_deleting_a_row(model: Model) -> None:
    row = example(model)
    number, before = str(row.pk), newest()
    row.delete()
    assert entries(model, before) == [("DELETE", number)]


def test_deleting_a_query(model: Model) -> None:
    rows = [example(model), example(model)]
    numbers, before = [row.pk for row in rows], newest()
    model._base_manager.filter(pk__in=numbers).delete()
    assert sorted(entries(model, before)) == sorted(("DELETE", str(number)) for number in numbers)


def test_raw_sql(model: Model) -> None:
    row, before = example(model), newest()
    number, far = row.pk, row.pk + FAR
    columns = ", ".join(f'"{each.column}"' for each in model._meta.concrete_fields if not each.generated)
    words = {"table": f'"{model._meta.db_table}"', "columns": columns}
    with connection.cursor() as cursor:
        cursor.execute(UPDATE.format(**words), [far, number])
        cursor.execute(DELETE.format(**words), [far])
        cursor.execute(INSERT.format(**words), cursor.fetchone())
    assert entries(model, before) == [(done, str(far)) for done in ("UPDATE", "DELETE", "INSERT")]
