"""Many new rows of one table: each thousand travels as one JSON document instead of a value at a time."""

import json
from collections.abc import Sequence

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
        _insert(rows[start : start + BATCH])


def _insert(rows: Sequence[models.Model]) -> None:
    meta = rows[0]._meta
    given = [each for each in meta.concrete_fields if not (each.primary_key or each.generated)]
    columns = {each.attname: each.column for each in given}
    documents = [{column: getattr(row, name) for name, column in columns.items()} for row in rows]
    named = ", ".join(f'"{column}"' for column in columns.values())
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT.format(table=f'"{meta.db_table}"', columns=named, key=f'"{meta.pk.column}"'),
            [json.dumps(documents, ensure_ascii=False, default=str)],
        )
        for row, (number,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk, row._state.adding, row._state.db = number, False, connection.alias
