"""How many requests a minute: strict for one person, generous for an address that a whole hall shares.

Counted in one statement on an UNLOGGED table, exact over all processes. The REST framework's own throttles
read and write a history in the cache: two or more round trips, a logged write, and lost updates between them.
"""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from django.db import connection
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

MINUTE = 60
PER_USER = 600
PER_ADDRESS = 3000

COUNT = """
    INSERT INTO portal_requestcounter (caller, "window", hits) VALUES (%s, %s, 1)
    ON CONFLICT (caller) DO UPDATE
        SET hits = CASE WHEN portal_requestcounter."window" = excluded."window"
                        THEN portal_requestcounter.hits + 1 ELSE 1 END,
            "window" = excluded."window"
    RETURNING hits
"""


def count_request(caller: str, window: int) -> int:
    """How many requests this makes in the window."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [caller, window])
        return cursor.fetchone()[0]


class PerMinute(BaseThrottle):
    """Signed in: 600 a minute for each user. Otherwise 3,000 for each address."""

    def allow_request(self, request: Request, view: Any) -> bool:
        self.now = time.time()
        caller, limit = caller_and_limit(request)
        return count_request(caller, int(self.now // MINUTE)) <= limit

    def wait(self) -> float:
        """Seconds until the next minute begins."""
        return MINUTE - self.now % MINUTE


def caller_and_limit(request: Request) -> tuple[str, int]:
    if request.user.is_authenticated:
        return f"user:{request.user.pk}", PER_USER
    return f"address:{get_adapter().get_client_ip(request)}", PER_ADDRESS
