"""What an operator reads in a shell or a log where a row of the portal's own is printed."""

import datetime as dt

import pytest

from portal.api.models import IdempotencyKey, RequestCounter
from portal.outbox.models import Heartbeat, Outbox, PeriodRun

NINE = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (Outbox(kind="notice", key="claim:7:confirm:2"), "notice claim:7:confirm:2"),
        (Heartbeat(name="canary", beat_at=NINE), "canary 2026-11-23 09:00:00"),
        (PeriodRun(job="audit.chain", period="2026-11-23"), "audit.chain 2026-11-23"),
        (IdempotencyKey(method="POST", path="/api/v1/claims/", key="k1"), "POST /api/v1/claims/ k1"),
        (RequestCounter(caller="user:7", window=1, hits=3), "user:7: 3"),
    ],
)
def test_a_row_says_what_it_is_of(row: object, words: str) -> None:
    assert str(row) == words
