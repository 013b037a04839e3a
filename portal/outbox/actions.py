"""The verbs of the outbox: ask for a job, withdraw it, run what is due.

A worker that is killed at the wrong moment makes Redis lose the task for good, with any settings. So the row
is the truth, written in the caller's transaction, and Celery only hears that there is one.
"""

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import structlog
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from portal.audit.context import working_as
from portal.logs import mask_mobiles
from portal.outbox.bell import BELL
from portal.outbox.handlers import LONG_JOBS, OUTBOX_HANDLERS
from portal.outbox.models import Outbox, OutboxQuerySet
from portal.outbox.planning import MAX_ATTEMPTS, wait_after

log = structlog.get_logger(__name__)


def enqueue(kind: str, *, key: str, payload: dict[str, Any], due_at: datetime | None = None) -> None:
    """Have `kind` done once for `key`, at `due_at` or at once, if the caller's transaction commits.

    A key that is known already changes nothing, whatever became of its row.
    Raises TransactionManagementError outside `transaction.atomic`, LookupError for a kind nobody handles.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("enqueue() belongs inside the transaction of the change it follows")
    if kind not in OUTBOX_HANDLERS:
        raise LookupError(f"no outbox handler for {kind!r}")
    now = timezone.now()
    row = Outbox(kind=kind, key=key, payload=payload, due_at=due_at or now, created_at=now)
    Outbox.objects.bulk_create([row], ignore_conflicts=True)
    if row.due_at <= now:
        transaction.on_commit(partial(BELL.ring, key, long=kind in LONG_JOBS), robust=True)


def cancel(key: str) -> bool:
    """Withdraw a job that still waits; False when it is done, dead or was never asked for.

    Waits for a worker that is at it. The key is free again afterwards.
    """
    deleted, _ = Outbox.objects.pending().filter(key=key).delete()
    return deleted == 1


def run_one(key: str) -> bool:
    """Run the row with this key if it is due and nobody is at it; False otherwise."""
    return _run_first(Outbox.objects.filter(key=key))


def run_due(*, goes_on: Callable[[], bool] = lambda: True) -> int:
    """Run what is due, the longest overdue first. Gives how many ran.

    None is started once `goes_on()` is false; the one under way is finished.
    """
    return _run_while(goes_on, Outbox.objects.all())


def sweep(*, seconds: float) -> int:
    """Run what is due and short, and ring for each long job that is due. Gives how many ran."""
    stop_at = time.monotonic() + seconds
    ran = _run_while(lambda: time.monotonic() < stop_at, Outbox.objects.exclude(kind__in=LONG_JOBS))
    for key in Outbox.objects.due(timezone.now()).filter(kind__in=LONG_JOBS).values_list("key", flat=True):
        BELL.ring(key, long=True)
    return ran


def is_dead(key: str) -> bool:
    """Whether the job with this key was given up."""
    return Outbox.objects.filter(key=key, state=Outbox.State.DEAD).exists()


def revive_dead() -> int:
    """Give every job that was given up all its attempts again. Gives how many there were."""
    dead = Outbox.objects.filter(state=Outbox.State.DEAD)
    return dead.update(state=Outbox.State.PENDING, attempts=0, due_at=timezone.now())


def _run_while(goes_on: Callable[[], bool], rows: OutboxQuerySet) -> int:
    ran = 0
    while goes_on() and _run_first(rows):
        ran += 1
    return ran


def _run_first(rows: OutboxQuerySet) -> bool:
    job = _take(rows)
    if job is not None:
        _run(job.pk)
    return job is not None


def _take(rows: OutboxQuerySet) -> Outbox | None:
    """Count an attempt and set the next, before the work: a job that kills its worker is given up too."""
    now = timezone.now()
    with transaction.atomic():
        job = rows.due(now).select_for_update(skip_locked=True).first()
        if job is None:
            return None
        job.attempts += 1
        job.due_at = now + wait_after(job.attempts)
        if job.attempts > MAX_ATTEMPTS:
            _bury(job, "its worker was lost each time")
        job.save(update_fields=["attempts", "due_at", "state", "last_error"])
    return job


def _run(job_id: int) -> None:
    """Do the work and mark it as done in one transaction, unless it is over by now."""
    with transaction.atomic():
        # Not `skip_locked`: a sweep that has just looked at the row may hold it for a moment.
        job = Outbox.objects.pending().select_for_update().filter(pk=job_id).first()
        if job is None:
            return
        try:
            with transaction.atomic(), working_as(f"outbox {job.kind}"):
                OUTBOX_HANDLERS[job.kind](job.payload)
        except Exception as error:
            log.exception("job failed", kind=job.kind, key=job.key, attempts=job.attempts)
            _note_failure(job, error)
        else:
            job.state, job.done_at, job.last_error = Outbox.State.DONE, timezone.now(), ""
        job.save(update_fields=["state", "done_at", "last_error"])


def _note_failure(job: Outbox, error: Exception) -> None:
    job.last_error = mask_mobiles(f"{type(error).__name__}: {error}")[:500]
    if job.attempts >= MAX_ATTEMPTS:
        _bury(job, job.last_error)


def _bury(job: Outbox, reason: str) -> None:
    job.state, job.last_error = Outbox.State.DEAD, reason
    log.error("job given up", kind=job.kind, key=job.key, attempts=job.attempts, reason=reason)
