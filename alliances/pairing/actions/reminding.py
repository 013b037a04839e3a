"""提醒 30 and 7 days before the end. Keyed by pairing and lead: days may be missed, nobody hears twice."""

import datetime as dt

from django.db import transaction

from alliances.pairing.models import Pairing
from alliances.pairing.notices import tell_signers
from alliances.pairing.states import GIVEN_UP, PairingState
from portal.outbox.models import Outbox

LEADS = (7, 30)
"""Days ahead."""


def remind_all(today: dt.date) -> int:
    """Ask for the notices that are due and not yet asked for. Returns how many."""
    until = today + dt.timedelta(days=LEADS[-1])
    ending = Pairing.objects.filter(state=PairingState.FILED, until_on__range=(today, until))
    renewed = Pairing.objects.exclude(state__in=GIVEN_UP).filter(renews__isnull=False).values("renews")
    rows = ending.exclude(pk__in=renewed).select_related("programme__region", "host", "partner", "post")
    due = {_key(row, today): row for row in rows.order_by("pk")}
    with transaction.atomic():
        asked = set(Outbox.objects.filter(key__in=list(due)).values_list("key", flat=True))
        for key in due.keys() - asked:
            _remind(due[key], key, (due[key].until_on - today).days)
    return len(due.keys() - asked)


def _key(pairing: Pairing, today: dt.date) -> str:
    """After a missed day the nearest reminder, not all of them."""
    days = (pairing.until_on - today).days
    lead = next(lead for lead in LEADS if days <= lead)
    return f"pairing:{pairing.pk}:ending:{lead}"


def _remind(pairing: Pairing, key: str, days: int) -> None:
    when = f"还有 {days} 天到期" if days else "今天到期"
    body = "如继续结对，请办理续签：内容自动带入，双方同意后备案。不续签的到期自动结束。"
    tell_signers(pairing, key, f"结对{when}：{pairing}", body=body)
