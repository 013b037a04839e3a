"""One byte changed by the owner of the tables, in each column there is, and taken back again."""

import json
import string
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from django.db import connections, transaction

TEXTS = ("db_role", "table_name", "row_id")
DOCUMENTS = ("context", "before", "after")
LINK_COLUMNS = ("position", "entry_id", "digest")
ENTRY = 'UPDATE portal_auditentry SET "{column}" = %s WHERE id = %s'
LINK = 'UPDATE portal_auditlink SET "{column}" = %s WHERE position = %s'


@contextmanager
def as_owner() -> Iterator[Any]:
    """A cursor of the owner's; what it changed is undone at the end."""
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        yield cursor
        transaction.set_rollback(True, "owner")


def faults(cursor: Any) -> list[tuple[str, int]]:
    cursor.execute("SELECT kind, id FROM portal_audit_faults() ORDER BY kind, id")
    return cursor.fetchall()


def tamper_entry(cursor: Any, chance: Random, number: int) -> tuple[str, int]:
    """Change a byte of the entry. What has to be found."""
    cursor.execute(
        "SELECT extract(epoch FROM at), txid::text, db_role, table_name, row_id, operation,"
        " context::text, before::text, after::text, digest FROM portal_auditentry WHERE id = %s",
        [number],
    )
    names = ("at", "txid", *TEXTS, "operation", *DOCUMENTS, "digest")
    kept = dict(zip(names, cursor.fetchone(), strict=True))
    column = chance.choice([name for name, value in kept.items() if value not in (None, "", "{}")])
    if column == "at":
        cursor.execute(
            "UPDATE portal_auditentry SET at = at + interval '1 microsecond' WHERE id = %s", [number]
        )
    else:
        cursor.execute(ENTRY.format(column=column), [other(column, kept[column], chance), number])
    return "entry", number


def tamper_link(cursor: Any, chance: Random, position: int, unlinked: int) -> tuple[str, int]:
    """Change the link: its place, its digest, or what it links. What has to be found."""
    column = chance.choice(LINK_COLUMNS)
    cursor.execute("SELECT digest FROM portal_auditlink WHERE position = %s", [position])
    (digest,) = cursor.fetchone()
    value = {"position": -position, "entry_id": unlinked, "digest": other("digest", digest, chance)}[column]
    cursor.execute(LINK.format(column=column), [value, position])
    return "link", -position if column == "position" else position


def other(column: str, value: Any, chance: Random) -> Any:
    """The value with one byte changed, in a form that the column still takes."""
    if column == "digest":
        changed = bytearray(bytes(value))
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        return bytes(changed)
    if column == "operation":
        return chance.choice([each for each in ("INSERT", "UPDATE", "DELETE") if each != value])
    if column == "txid":
        return str(int(value) + 1)
    while True:
        place = chance.randrange(len(value))
        changed = value[:place] + chance.choice(string.printable[:95]) + value[place + 1 :]
        if changed != value and (column in TEXTS or says_something_else(value, changed)):
            return changed


def says_something_else(document: str, changed: str) -> bool:
    try:
        return json.loads(document) != json.loads(changed)
    except ValueError:
        return False
