"""The daily job: what ran out, and who is reminded."""

import datetime as dt

from celery import shared_task
from django.utils import timezone

from alliances.pairing.actions import end_passed, lapse_passed, remind_all
from alliances.pairing.ledgers.held import take_over_held
from portal.audit.context import working_as
from portal.clock import day_by_database


@shared_task
def tend_pairings() -> None:
    run_for(day_by_database())
    with working_as("tend_pairings"):
        take_over_held()


def run_for(today: dt.date) -> tuple[int, int, int]:
    """Let proposals lapse, end what is over, remind. How many of each."""
    with working_as("tend_pairings"):
        return lapse_passed(timezone.now()), end_passed(today), remind_all(today)
