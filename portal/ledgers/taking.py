"""Taking a ledger in: what was read goes to the apps that know what to do with it, all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from portal.ledgers.archive import Source
from portal.ledgers.outcomes import SheetOutcome
from portal.ledgers.reading import read_ledger
from portal.ledgers.results import LedgerReading, SheetReading
from portal.ledgers.specs import SheetSpec
from portal.permits import demand
from portal.refusals import Refusal
from portal.registry import Registry

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Of which years there are ledgers; anything else is a slip of the finger."""


@dataclass(slots=True)
class Intake:
    """For which street and year a ledger is taken in, and by whom (None: the command line).

    `seen` is what the sheets of one file remember for those after them, by a name of their own.
    """

    region: Any
    year: int
    by: Any = None
    seen: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerSheet:
    """A kind of sheet and who takes it in; None for one that is only recognised.

    `shown_at` gives the address of the page where the street's rows of this kind can be looked at.
    """

    spec: SheetSpec
    take: Callable[[SheetReading, Intake], SheetOutcome] | None = None
    shown_at: Callable[[Intake], str] | None = None


LEDGER_SHEETS: Registry[LedgerSheet] = Registry("ledger sheet")
"""By kind. The weight says the order of taking in: units before the lists that name them."""

LEDGER_PLACES: Registry[Callable[[Any], Any]] = Registry("answer to where ledgers are taken in")
"""user → the regions for which this user may take ledgers in; for None all that keep ledgers."""


@dataclass(slots=True)
class Taken:
    """What a ledger's sheets came to, in the order of the workbook."""

    reading: LedgerReading
    outcomes: list[tuple[SheetReading, SheetOutcome]]

    def as_json(self) -> dict[str, Any]:
        sheets = {sheet.tab: outcome.as_json() for sheet, outcome in self.outcomes}
        return {"sheets": sheets, "not_read": self.reading.not_read}


def take_ledger(source: Source, intake: Intake, *, commit: bool) -> Taken:
    """Read a workbook and take all its good rows in, in one transaction; without `commit` undo it again.

    Raises LedgerError for a file that cannot be read, Forbidden, Refusal `import_running`.
    """
    demand(intake.by, "ledgers.import", intake.region)
    reading = read_ledger(source, [sheet.spec for sheet in LEDGER_SHEETS], year=intake.year)
    with transaction.atomic():
        _hold_the_door(intake.region)
        found = {
            sheet.tab: entry.take(sheet, intake)
            for entry in LEDGER_SHEETS
            for sheet in reading.sheets
            if sheet.kind == entry.spec.kind and entry.take is not None
        }
        if not commit:
            transaction.set_rollback(True)
    return Taken(reading, [(sheet, found[sheet.tab]) for sheet in reading.sheets])


def _hold_the_door(region: Any) -> None:
    """One ledger of a street at a time. Whoever comes second is told so instead of waiting."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"ledger:{region.pk}"])
        if not cursor.fetchone()[0]:
            raise Refusal(
                "import_running", f"{region}的另一份台账正在导入。请等一两分钟，看过它的结果再导入这一份。"
            )
