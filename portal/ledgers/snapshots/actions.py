"""Taking a snapshot. There is no other verb: what was reported stays as it was reported."""

from functools import partial
from typing import Any

from django.db import transaction

from portal.ledgers.snapshots.freezing import Sheet, digest_of, frozen_sheets
from portal.ledgers.snapshots.models import Snapshot
from portal.ledgers.snapshots.steady import read_at_one_moment
from portal.permits import demand


def take_snapshot(region: Any, *, year: int, title: str, reported_to: str = "", by: Any) -> Snapshot:
    """Keep the street's published ledgers of the year as they are at one moment. Raises Forbidden.

    What the caller has written and not committed is not in it.
    """
    demand(by, "ledgers.import", region)
    sheets = read_at_one_moment(partial(frozen_sheets, region, year))
    return keep_snapshot(region, sheets, year=year, title=title, reported_to=reported_to, by=by)


def keep_snapshot(
    region: Any, sheets: list[Sheet], *, year: int, title: str, reported_to: str = "", by: Any
) -> Snapshot:
    """Keep these sheets, for whoever has read them at one moment himself. Raises Forbidden."""
    demand(by, "ledgers.import", region)
    with transaction.atomic():
        return Snapshot.objects.create(
            region=region,
            year=year,
            title=title.strip(),
            reported_to=reported_to.strip(),
            by=by,
            sheets=sheets,
            sha256=digest_of(sheets),
        )
