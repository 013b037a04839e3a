"""The nightly look at evidence files, in portions that fit a task's time limit."""

from celery import shared_task

from portal.files import actions

PORTION_SECONDS = 40


@shared_task
def verify_files() -> None:
    """Read back a portion of the files that were not verified within a day."""
    actions.verify_files(seconds=PORTION_SECONDS)
