"""结对共建 comes in: rows are checked like any other and kept whole until the part for pairings is there."""

from dataclasses import dataclass
from typing import Any

from portal.ledgers.changes import Change, change_many
from portal.ledgers.differences import NOTHING, ChangedRow, FieldChange, GoneRow, NewRow, as_text
from portal.ledgers.extras import custom_fields
from portal.ledgers.handing_out.same import changed_extras, unchanged_keys
from portal.ledgers.imports.models import HeldRow
from portal.ledgers.outcomes import RowProblem, SheetOutcome, begin_outcome
from portal.ledgers.results import LedgerRow, SheetReading
from portal.ledgers.taking import Intake
from projects.listings.ledger_taking.held import HeldRecogniser
from projects.listings.ledgers.pairings import PAIRINGS
from projects.listings.pairing_lines import line_of

SAID = ("mode", "programme", "signed_on", "term", "content")
WAITING = "待转入"


@dataclass(slots=True)
class Entry:
    """One row and the row kept for it, which may be unsaved; `values` and `key` are what is to be kept."""

    row: LedgerRow
    held: HeldRow
    key: str
    values: dict[str, Any]


def take_pairings(sheet: SheetReading, intake: Intake) -> SheetOutcome:
    """The n-th row of the same two and the same mode is the n-th of them here. Nothing is removed."""
    outcome = begin_outcome(sheet)
    entries = _entries(sheet, intake, outcome)
    new = [entry.held for entry in entries if entry.held.pk is None]
    known = [entry for entry in entries if entry.held.pk]
    changed = change_many([(entry.held, {"key": entry.key, "values": entry.values}) for entry in known])
    HeldRow.objects.bulk_create(new, batch_size=1000)
    intake.deeds.created(new)
    intake.deeds.changed(changed)
    intake.meet(sheet.kind, (entry.held.pk for entry in entries))
    fresh = {held.pk for held in new}
    for entry in entries:
        _tell(entry, entry.held.pk in fresh, changed.get(entry.held, {}).get("values"), outcome)
    return outcome


def gone_pairings(intake: Intake) -> list[GoneRow]:
    """Kept for the street and year, and in no row of the workbook."""
    rows = HeldRow.objects.filter(region=intake.region, year=intake.year, sheet=PAIRINGS.kind).order_by("pk")
    met = intake.met.get(PAIRINGS.kind, set())
    return [
        GoneRow(row.values["partner"], row.values["neighbourhood"], WAITING)
        for row in rows
        if row.pk not in met
    ]


def _entries(sheet: SheetReading, intake: Intake, outcome: SheetOutcome) -> list[Entry]:
    custom, left_out = custom_fields(sheet)
    outcome.warnings += left_out
    recogniser = HeldRecogniser(intake, outcome)
    found = []
    for row in intake.progress.through(sheet.accepted):
        try:
            held, key, said = recogniser.meant(row)
        except RowProblem as problem:
            outcome.reject(row, problem.key, problem.reason)
            continue
        values = {**held.values, **said, **_said(row, held, custom[row.row])}
        if held.pk is None:
            held.values = values
        found.append(Entry(row, held, key, values))
    return found


def _said(row: LedgerRow, held: HeldRow, custom: dict[str, str]) -> dict[str, Any]:
    """What the row says besides, as JSON holds it; blank cells and those that say what is kept do not."""
    line = line_of(held)
    same = unchanged_keys(row, line, SAID) if held.pk else set()
    cells = {key: as_text(row.values[key]) for key in SAID if row.values[key] is not None and key not in same}
    return cells | {"custom": {**line.extra, **changed_extras(custom, line)}}


def _tell(entry: Entry, is_new: bool, change: Change | None, outcome: SheetOutcome) -> None:
    title, unit = entry.values["partner"], entry.values["neighbourhood"]
    if is_new:
        outcome.differences.new.append(NewRow(entry.row.row, title, unit))
    elif change is not None:
        fields = _fields(change, outcome.sheet)
        outcome.differences.changed.append(ChangedRow(entry.row.row, title, unit, "", fields))
    outcome.count(created=is_new, updated=change is not None)


def _fields(change: Change, sheet: SheetReading) -> list[FieldChange]:
    headers = {column.key: column.header for column in sheet.spec.columns} | sheet.columns
    before, after = ({**said, **said.get("custom", {})} for said in change)
    return [
        (headers.get(name, name), as_text(before.get(name)) or NOTHING, as_text(value))
        for name, value in after.items()
        if name != "custom" and value != before.get(name)
    ]
