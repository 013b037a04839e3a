"""Taking a snapshot. There is no other verb: what was reported stays as it was reported."""

from typing import Any

from django.db import transaction

from portal.ledgers.snapshots.freezing import digest_of, frozen_sheets
from portal.ledgers.snapshots.models import Snapshot
from portal.permits import demand


def take_snapshot(region: Any, *, year: int, title: str, reported_to: str = "", by: Any) -> Snapshot:
    """Keep the street's published ledgers of the year as they are now. Raises Forbidden."""
    demand(by, "ledgers.import", region)
    with transaction.atomic():
        sheets = frozen_sheets(region, year)
        return Snapshot.objects.create(
            region=region,
            year=year,
            title=title.strip(),
            reported_to=reported_to.strip(),
            by=by,
            sheets=sheets,
            sha256=digest_of(sheets),
        )
