"""The hourly job: cycles that have begun are opened, those that are over computed."""

import datetime as dt

from celery import shared_task

from alliances.assessment.actions.cycles import compute_ended, open_cycles
from portal.audit.context import working_as
from portal.clock import day_by_database


@shared_task
def tend_cycles() -> None:
    run_for(day_by_database())


def run_for(today: dt.date) -> tuple[int, int]:
    """Open what has begun, compute what is over. How many of each."""
    with working_as("tend_cycles"):
        return open_cycles(today), compute_ended(today)
