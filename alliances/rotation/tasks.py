"""The daily job; `manage.py publish_duties` does the same without Celery."""

import datetime as dt

from celery import shared_task
from django.db import connection
from django.utils import timezone

from alliances.rotation.actions import publish_all, remind_all, void_passed
from portal.audit.context import working_as


def day_by_database() -> dt.date:
    """Today by the clock that all processes share: a worker whose own is wrong harms nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        return timezone.localdate(cursor.fetchone()[0])


@shared_task
def publish_duties() -> None:
    run_for(day_by_database())


def run_for(today: dt.date) -> tuple[int, int]:
    """Publish, let proposals lapse whose period began, remind. How many duties and notices that made."""
    with working_as("publish_duties"):
        duties = publish_all(today).duties
        void_passed(today)
        return duties, remind_all(today)
