"""Taking a ledger in: what was read goes to the apps that know what to do with it, all of it or nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import OperationalError, connection, transaction

from portal.collecting import without_collecting
from portal.ledgers.archive import Source
from portal.ledgers.choosing import SAID_NOTHING, Said
from portal.ledgers.deeds import Deeds
from portal.ledgers.differences import GoneRow
from portal.ledgers.handing_out.edition import (
    Choices,
    LedgerEdition,
    LedgerLine,
)
from portal.ledgers.outcomes import SheetOutcome
from portal.ledgers.progress import RowProgress
from portal.ledgers.reading import read_ledger
from portal.ledgers.results import LedgerReading, SheetReading
from portal.ledgers.specs import SheetSpec
from portal.ledgers.undoing import TakenTable
from portal.permits import demand
from portal.refusals import Refusal
from portal.registry import Registry

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Of which years there are ledgers; anything else is a slip of the finger."""

WAITS = "20s"
"""So long a job waits for another ledger of the street."""


@dataclass(slots=True)
class Intake:
    """For which street and year a ledger is taken in, and by whom (None: the command line).

    `patient`: wait for another ledger of the street; `compares`: also find what the workbook leaves out.
    `seen` is what the sheets of one file remember for those after them, by a name of their own; `met` the
    rows on record that they named, by kind; `deeds` what was done to rows.
    """

    region: Any
    year: int
    by: Any = None
    patient: bool = False
    compares: bool = False
    progress: RowProgress = field(default_factory=RowProgress)
    seen: dict[str, Any] = field(default_factory=dict)
    met: dict[str, set[int]] = field(default_factory=dict)
    deeds: Deeds = field(default_factory=Deeds)

    def meet(self, kind: str, ids: Iterable[int]) -> None:
        self.met.setdefault(kind, set()).update(ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerSheet:
    """A kind of sheet and who takes it in; None for one that is only recognised.

    `shown_at` gives the address of the page where the street's rows of this kind can be looked at; `gone`
    what is on record and was not met; `tables` what it writes, in the order in which it can be taken back.

    The other way: `rows` reads what is on record for an edition, a few rows at a time and in an order that
    stays (None: not handed out); `extras` are the columns of the office's own in it, `choices` what
    drop-downs offer.
    """

    spec: SheetSpec
    take: Callable[[SheetReading, Intake], SheetOutcome] | None = None
    shown_at: Callable[[Intake], str] | None = None
    gone: Callable[[Intake], list[GoneRow]] | None = None
    tables: tuple[TakenTable, ...] = ()
    rows: Callable[[LedgerEdition], Iterable[LedgerLine]] | None = None
    extras: Callable[[LedgerEdition], list[str]]
    choices: Callable[[LedgerEdition], Choices]


LEDGER_SHEETS: Registry[LedgerSheet] = Registry("ledger sheet")
"""By kind. The weight says the order of taking in: units before the lists that name them."""

LEDGER_PLACES: Registry[Callable[[Any], Any]] = Registry("answer to where ledgers are taken in")
"""user → the regions for which this user may take ledgers in; for None all that keep ledgers."""

LEDGERS_SEEN: Registry[Callable[[Any], Any]] = Registry("answer to whose ledgers are handed out")
"""user → the regions whose ledgers this user may have; for None all that keep ledgers."""


@dataclass(slots=True)
class Taken:
    """What a ledger's sheets came to, in the order of the workbook."""

    reading: LedgerReading
    outcomes: list[tuple[SheetReading, SheetOutcome]]

    def as_json(self) -> dict[str, Any]:
        sheets = {sheet.tab: outcome.as_json() for sheet, outcome in self.outcomes}
        return {"sheets": sheets, "not_read": self.reading.not_read}


@without_collecting()
def take_ledger(source: Source, intake: Intake, *, commit: bool, said: Said = SAID_NOTHING) -> Taken:
    """Read a workbook and take all its good rows in, in one transaction; without `commit` undo it again.

    Raises LedgerError for a file that cannot be read, Forbidden, Refusal `import_running`.
    """
    demand(intake.by, "ledgers.import", intake.region)
    specs = [sheet.spec for sheet in LEDGER_SHEETS]
    reading = read_ledger(source, specs, year=intake.year, said=said, progress=intake.progress)
    with transaction.atomic():
        hold_the_door(intake.region, patient=intake.patient)
        found = _take_sheets(reading, intake)
        if not commit:
            transaction.set_rollback(True)
    return Taken(reading, [(sheet, found[sheet.tab]) for sheet in reading.sheets])


def _take_sheets(reading: LedgerReading, intake: Intake) -> dict[str, SheetOutcome]:
    found: dict[str, SheetOutcome] = {}
    done, total = 0, sum(len(sheet.rows) for sheet in reading.sheets)
    for entry in LEDGER_SHEETS:
        sheets = [sheet for sheet in reading.sheets if sheet.kind == entry.spec.kind]
        for sheet in sheets if entry.take is not None else ():
            intake.progress.begin(f"正在核对“{sheet.tab}”", done=done, total=total)
            found[sheet.tab] = entry.take(sheet, intake)  # type: ignore[misc]
            done += len(sheet.rows)
        if intake.compares and entry.gone and sheets and not any(sheet.lacking for sheet in sheets):
            found[sheets[-1].tab].differences.gone = entry.gone(intake)
    return found


def hold_the_door(region: Any, *, patient: bool = False) -> None:
    """One ledger of a street at a time. Whoever comes second is told so, at once or after some waiting.

    Raises Refusal `import_running`. The door is held until the transaction ends.
    """
    if not _waited_for(region) if patient else not _was_free(region):
        raise Refusal(
            "import_running", f"{region}的另一份台账正在导入。请等一两分钟，看过它的结果再导入这一份。"
        )


def _was_free(region: Any) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [door_of(region)])
        return cursor.fetchone()[0]


def _waited_for(region: Any) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout')")
        (usual,) = cursor.fetchone()
        try:
            with transaction.atomic():
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [WAITS])
                cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [door_of(region)])
        except OperationalError:
            return False
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [usual])
    return True


def door_of(region: Any) -> str:
    return f"ledger:{region.pk}"
