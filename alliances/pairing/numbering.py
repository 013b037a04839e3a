"""Numbers of agreements: 朱泾-结-2026-0012. Given when first proposed, kept for ever, gaps allowed."""

from typing import Any

from django.db import connection
from django.db.models import Max

from alliances.pairing.models import Pairing

SIGN = "结"


def number_for(pairing: Pairing) -> dict[str, Any]:
    """The fields `serial` and `number` of a pairing about to be proposed; what it has already stays.

    The year is that of its first day. Others of the same place and year wait until the transaction ends.
    """
    if pairing.number is not None:
        return {}
    region, year = pairing.programme.region, pairing.from_on.year
    with connection.cursor() as cursor:
        name = f"pairing numbers:{region.pk}:{year}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
    stem = f"{region.short_name}-{SIGN}-{year}-"
    peers = Pairing.objects.filter(programme__region=region, number__startswith=stem)
    serial = (peers.aggregate(last=Max("serial"))["last"] or 0) + 1
    return {"serial": serial, "number": f"{stem}{serial:04d}"}
