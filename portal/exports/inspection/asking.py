"""What an inspection folder is to be about."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from portal.exports.models import Export
from portal.ledgers.handing_out.edition import LedgerEdition


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """A street, a period (both days inclusive), units (None: all), for whom, with or without contacts."""

    region: Any
    since: dt.date
    until: dt.date
    unit_ids: frozenset[int] | None
    user: Any
    personal: bool

    @property
    def years(self) -> range:
        """Whose lists the period touches."""
        return range(self.since.year, self.until.year + 1)

    @property
    def period(self) -> tuple[dt.date, dt.date]:
        return self.since, self.until

    def edition(self, year: int) -> LedgerEdition:
        """The street's ledgers of that year, as far as they were published."""
        return LedgerEdition(self.region, year, unit_ids=self.unit_ids, shown_only=True)


def asked_by(export: Export) -> Inspection:
    """What the export's options say."""
    chosen = export.options["units"]
    return Inspection(
        region=export.region,
        since=dt.date.fromisoformat(export.options["since"]),
        until=dt.date.fromisoformat(export.options["until"]),
        unit_ids=None if chosen is None else frozenset(chosen),
        user=export.by,
        personal=export.personal,
    )
