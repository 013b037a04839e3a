"""How far a long job is, told while its transaction is still open."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

from portal.outbox.models import Progress

EVERY = 0.5
"""Seconds between two tellings: a person looks about once a second."""

_TELL = """
INSERT INTO portal_progress (key, done, total, said, told_at) VALUES (%s, %s, %s, %s, now())
ON CONFLICT (key) DO UPDATE
SET done = excluded.done, total = excluded.total, said = excluded.said, told_at = excluded.told_at
"""


class Teller:
    """Tells over a connection of its own, so that others see it before the job commits."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.connection = connections.create_connection("default")
        self.told_at = 0.0

    def __call__(self, done: int, total: int, said: str = "") -> None:
        """`done` of `total` steps; `said` is what is being done, in Chinese. Drops what comes too often."""
        now = time.monotonic()
        if now - self.told_at >= EVERY or done >= total:
            self.told_at = now
            with self.connection.cursor() as cursor:
                cursor.execute(_TELL, [self.key, done, total, said[:100]])


@contextmanager
def telling(key: str) -> Iterator[Teller]:
    """A teller for the job with this key; the row goes when the job ends, however it ends."""
    teller = Teller(key)
    try:
        yield teller
    finally:
        with teller.connection.cursor() as cursor:
            cursor.execute("DELETE FROM portal_progress WHERE key = %s", [key])
        teller.connection.close()


def progress_of(key: str) -> Progress | None:
    """How far the job is, or None while it waits and once it is over."""
    return Progress.objects.filter(key=key).first()
