"""Rows that were kept before there were pairings become pairings, by the code that takes ledgers in."""

import datetime as dt
from typing import Any

import structlog
from django.db import transaction

from alliances.pairing.ledgers.recognising import BECAME
from alliances.pairing.ledgers.spec import MODES, PAIRINGS
from alliances.pairing.ledgers.taking import take_rows
from members.places.models import Region
from portal.ledgers.imports.models import HeldRow
from portal.ledgers.outcomes import begin_outcome
from portal.ledgers.results import LedgerRow, SheetReading
from portal.ledgers.taking import Intake, hold_the_door

log = structlog.get_logger(__name__)


def take_over_held() -> int:
    """Each street's and year's rows at once; how many became pairings. What cannot stays kept."""
    waiting = HeldRow.objects.filter(sheet=PAIRINGS.kind).exclude(values__has_key=BECAME)
    places = waiting.order_by("region", "year").values_list("region", "year").distinct()
    return sum(_take_over(Region.objects.get(pk=region), year) for region, year in places)


def _take_over(region: Region, year: int) -> int:
    with transaction.atomic():
        hold_the_door(region, patient=True)
        waiting = HeldRow.objects.filter(region=region, year=year, sheet=PAIRINGS.kind)
        rows = list(waiting.exclude(values__has_key=BECAME).select_for_update().order_by("pk"))
        sheet = SheetReading(PAIRINGS.tab, PAIRINGS.kind, PAIRINGS, 1)
        sheet.rows = [_row(number, held) for number, held in enumerate(rows)]
        outcome = begin_outcome(sheet)
        for entry in take_rows(Intake(region, year), outcome):
            rows[entry.row.row].values[BECAME] = entry.pairing.pk
        became = [held for held in rows if BECAME in held.values]
        HeldRow.objects.bulk_update(became, ["values"], batch_size=500)
    for problem in outcome.rejected:
        log.warning("held pairing stays", held=rows[problem.row].pk, reason=problem.reason)
    return len(became)


def _row(number: int, held: HeldRow) -> LedgerRow:
    """As the workbook said it."""
    said: dict[str, Any] = {column.key: held.values.get(column.key) for column in PAIRINGS.columns}
    signed_on = said["signed_on"]
    said |= {
        "mode": MODES.get(said["mode"] or ""),
        "signed_on": dt.date.fromisoformat(signed_on) if signed_on else None,
        "ref": None,
    }
    return LedgerRow(number, said, dict(said), dict(held.values.get("custom", {})))
