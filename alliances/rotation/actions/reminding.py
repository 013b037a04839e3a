"""提醒: 30, 14 and 3 days ahead, and when a handover is due. Keyed by duty and unit: days may be missed."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from alliances.rotation.notices import remind, remind_to_hand_over, reminder_key
from alliances.rotation.reading import ending_duties, standing_duties
from portal.outbox.models import Outbox

LEADS = (3, 14, 30)
"""Days ahead."""


def lead_of(days: int) -> int:
    """Which reminder is due so many days ahead: after a missed day the nearest one, not all of them."""
    return next(lead for lead in LEADS if days <= lead)


def remind_all(today: dt.date) -> int:
    """Ask for the notices that are due and not yet asked for. Returns how many."""
    with transaction.atomic():
        return _remind_ahead(today) + _remind_to_hand_over(today)


def _remind_ahead(today: dt.date) -> int:
    ahead = standing_duties().filter(period__gte=today, period__lte=today + dt.timedelta(days=LEADS[-1]))
    due = {duty: lead_of((duty.period - today).days) for duty in ahead}
    asked = _asked_for(reminder_key(duty, str(lead)) for duty, lead in due.items())
    fresh = [duty for duty, lead in due.items() if reminder_key(duty, str(lead)) not in asked]
    for duty in fresh:
        remind(duty, due[duty], (duty.period - today).days)
    return len(fresh)


def _remind_to_hand_over(today: dt.date) -> int:
    due = list(ending_duties(today))
    asked = _asked_for(reminder_key(duty, "handover") for duty in due)
    fresh = [duty for duty in due if reminder_key(duty, "handover") not in asked]
    for duty in fresh:
        remind_to_hand_over(duty)
    return len(fresh)


def _asked_for(keys: Iterable[str]) -> set[str]:
    return set(Outbox.objects.filter(key__in=list(keys)).values_list("key", flat=True))
