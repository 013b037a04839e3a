"""Notices by way of the outbox: written once, when they are due, and withdrawn while they wait."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model

from portal.inbox.models import Notice
from portal.outbox.actions import enqueue

KIND = "notice"


def notify(
    user_ids: Iterable[int],
    *,
    key: str,
    kind: str,
    title: str,
    body: str = "",
    url: str = "",
    due_at: datetime | None = None,
) -> None:
    """Tell these people, at `due_at` or at once, if the caller's transaction commits.

    `key` names the occasion: nobody hears of one twice, and `cancel(key)` withdraws what still waits.
    Raises TransactionManagementError outside `transaction.atomic`.
    """
    words = {"key": key, "kind": kind, "title": title, "body": body, "url": url}
    payload = {"user_ids": sorted(set(user_ids)), "notice": words}
    enqueue(KIND, key=key, payload=payload, due_at=due_at)


def write_notices(payload: dict[str, Any]) -> None:
    """The outbox handler: one notice for each of the people who are still there."""
    there = get_user_model().objects.filter(pk__in=payload["user_ids"]).values_list("pk", flat=True)
    notices = [Notice(recipient_id=user_id, **payload["notice"]) for user_id in there]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
