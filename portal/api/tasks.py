"""Periodic work of the API."""

from celery import shared_task

from portal.api.housekeeping import forget_old_requests


@shared_task
def forget() -> None:
    forget_old_requests()
