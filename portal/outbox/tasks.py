"""The outbox's Celery tasks; `manage.py run_outbox` does the same without Celery."""

from celery import shared_task
from django.utils import timezone

from portal.outbox import actions
from portal.outbox.models import Heartbeat

SWEEP_SECONDS = 40
"""Under the task time limit of 50 s, and done before the next sweep of the minute."""

CANARY = "canary"


@shared_task
def run_one(key: str) -> None:
    """Run the row that a nudge told about."""
    actions.run_one(key)


@shared_task
def sweep() -> None:
    """Run what no nudge reached: the broker was away, a worker was killed, the time has only now come."""
    actions.sweep(seconds=SWEEP_SECONDS)


@shared_task
def canary() -> None:
    """Show that scheduler, broker, worker and database work together; `/readyz` asks how long ago."""
    Heartbeat.objects.update_or_create(name=CANARY, defaults={"beat_at": timezone.now()})
