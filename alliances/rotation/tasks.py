"""The daily job; `manage.py publish_duties` does the same without Celery."""

import datetime as dt

from celery import shared_task

from alliances.rotation.actions import publish_all, remind_all, void_passed
from portal.audit.context import working_as
from portal.clock import day_by_database


@shared_task
def publish_duties() -> None:
    run_for(day_by_database())


def run_for(today: dt.date) -> tuple[int, int]:
    """Publish, let proposals lapse whose period began, remind. How many duties and notices that made."""
    with working_as("publish_duties"):
        duties = publish_all(today).duties
        void_passed(today)
        return duties, remind_all(today)
