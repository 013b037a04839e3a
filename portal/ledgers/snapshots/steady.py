"""Reading many things as they were at one moment, while others go on writing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection, transaction

Read = TypeVar("Read")


def read_at_one_moment(read: Callable[[], Read]) -> Read:
    """What `read` gives: all of it from one committed state of the database, whatever is committed meanwhile.

    In a thread, for a connection of its own: the caller's transaction, where it has one (a form or a POST
    with a key), has read already, and its isolation can no longer be chosen. So `read` does not see what
    the caller has written and not committed; it writes nothing.
    """
    with ThreadPoolExecutor(max_workers=1) as beside:
        return beside.submit(_read, read).result()


def _read(read: Callable[[], Read]) -> Read:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            return read()
    finally:
        connection.close()
