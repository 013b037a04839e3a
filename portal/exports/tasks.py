"""Periodic work on exports."""

from celery import shared_task

from portal.exports import actions, shelf


@shared_task
def expire_old() -> None:
    """What was made 30 days ago goes, and what killed jobs left behind."""
    actions.expire_old()
    shelf.sweep()
