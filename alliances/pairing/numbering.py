"""Numbers of agreements: 朱泾-结-2026-0012. Given when first proposed, kept for ever, gaps allowed."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from django.db import connection
from django.db.models import Max

from alliances.pairing.models import Pairing
from members.places.models import Region

SIGN = "结"


def number_for(pairing: Pairing) -> dict[str, Any]:
    """The fields `serial` and `number` of a pairing about to be proposed; what it has already stays.

    The year is that of its first day. Others of the same place and year wait until the transaction ends.
    """
    if pairing.number is not None:
        return {}
    serial, number = next(numbers_of(pairing.programme.region, pairing.from_on.year))
    return {"serial": serial, "number": number}


def numbers_of(region: Region, year: int) -> Iterator[tuple[int, str]]:
    """Serials and numbers that nobody has, one after the other. The line is held from the first on."""
    with connection.cursor() as cursor:
        name = f"pairing numbers:{region.pk}:{year}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
    stem = f"{region.short_name}-{SIGN}-{year}-"
    peers = Pairing.objects.filter(programme__region=region, number__startswith=stem)
    first = (peers.aggregate(last=Max("serial"))["last"] or 0) + 1
    for serial in count(first):
        yield serial, f"{stem}{serial:04d}"
