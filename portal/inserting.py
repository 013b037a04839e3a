"""Many new rows of one table: each thousand travels as one JSON document instead of a value at a time."""

import json
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models

BATCH = 1000
INSERT = (
    "INSERT INTO {table} ({columns})"
    " SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s) RETURNING {key}"
)


def insert_many(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model and give them their numbers. For many rows; `bulk_create` can do more.

    The values go as they stand: a field that computes something while it is saved (`auto_now`) does not.
    """
    for start in range(0, len(rows), BATCH):
        _insert_models(rows[start : start + BATCH])


def insert_values(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """The same without a model's instance for each row: values of the fields in `names`, in their order.

    A field that is not named is empty (NULL), whatever its default is.
    """
    known = {each.attname: str(each.column) for each in model._meta.concrete_fields}
    columns = [known[name] for name in names]
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        _insert(model, columns, [dict(zip(columns, row, strict=True)) for row in batch])


def _insert_models(rows: Sequence[models.Model]) -> None:
    meta = rows[0]._meta
    given = [each for each in meta.concrete_fields if not (each.primary_key or each.generated)]
    columns = {each.attname: str(each.column) for each in given}
    documents = [{column: getattr(row, name) for name, column in columns.items()} for row in rows]
    numbers = _insert(type(rows[0]), list(columns.values()), documents)
    for row, number in zip(rows, numbers, strict=True):
        row.pk, row._state.adding, row._state.db = number, False, connection.alias


def _insert(
    model: type[models.Model], columns: Iterable[str], documents: Sequence[dict[str, Any]]
) -> list[int]:
    """Numbers of the new rows, in their order."""
    meta = model._meta
    named = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT.format(table=f'"{meta.db_table}"', columns=named, key=f'"{meta.pk.column}"'),
            [json.dumps(documents, ensure_ascii=False, default=str)],
        )
        return [number for (number,) in cursor.fetchall()]
