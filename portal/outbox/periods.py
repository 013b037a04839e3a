"""Periodic work that asks what is missing, so that two schedulers or a missed month do no harm."""

from django.db import connection
from django.db.transaction import TransactionManagementError

from portal.outbox.models import PeriodRun


def once_per(job: str, period: str) -> bool:
    """True for exactly one committed transaction per job and period: the one that is to do the work.

    A second caller waits for the first, and takes over when that one rolls back.
    Raises TransactionManagementError outside `transaction.atomic`.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("once_per() belongs inside the transaction of the work it guards")
    _, created = PeriodRun.objects.get_or_create(job=job, period=period)
    return created
