"""成员单位 comes in: units are found or made, enrolled in the street, and brought up to date."""

from dataclasses import dataclass, field
from typing import Any

from members.units.actions import first_state
from members.units.ledger_lines import line_of, unit_id_of
from members.units.ledger_taking.comparing import Comparison
from members.units.ledger_taking.enrolling import enrolment_values, new_enrolment
from members.units.ledger_taking.known import KnownUnits
from members.units.ledger_taking.recognising import Recogniser
from members.units.models import Enrolment, Unit
from members.units.states import ENROLMENT_MACHINE
from portal.ledgers.changes import change_many
from portal.ledgers.extras import custom_fields
from portal.ledgers.handing_out.same import changed_extras, unchanged_keys, without
from portal.ledgers.outcomes import RowProblem, SheetOutcome, begin_outcome
from portal.ledgers.results import LedgerRow, SheetReading
from portal.ledgers.taking import Intake
from portal.workflow.machine import Acting

BASIS = "台账导入"
SAID_BY = {"kind_id": {"kind"}, "uscc": {"uscc"}, "aliases": {"name", "aliases"}}
"""Which cells of a row speak of what identifies a unit."""

PLAIN = ("party_form", "party_members", "superior", "address")


@dataclass(slots=True)
class Entry:
    """One row and what it asks for."""

    row: LedgerRow
    unit: Unit
    facts: dict[str, Any]
    terms: dict[str, Any] = field(default_factory=dict)


def take_units(sheet: SheetReading, intake: Intake) -> SheetOutcome:
    """Nothing is removed: a unit the ledger no longer names stays enrolled until somebody lets it leave."""
    outcome = begin_outcome(sheet)
    custom, left_out = custom_fields(sheet)
    outcome.warnings += left_out
    _warn_of_phones(sheet, outcome)
    known = _known(sheet, intake)
    recogniser = Recogniser(known, outcome, intake.seen.setdefault("units", {}))
    entries = []
    for row in intake.progress.through(sheet.accepted):
        try:
            entries.append(_entry(row, recogniser, custom[row.row]))
        except RowProblem as problem:
            outcome.reject(row, problem.key, problem.reason)
    outcome.keep_silent_of(recogniser.unchanged)
    intake.deeds.created(recogniser.kinds.created)
    _write(entries, known, intake, outcome)
    intake.meet(sheet.kind, (entry.unit.pk for entry in entries))
    return outcome


def _known(sheet: SheetReading, intake: Intake) -> KnownUnits:
    said = [row.values for row in sheet.accepted]
    ids = (unit_id_of(values["ref"]) for values in said if values["ref"])
    return KnownUnits(intake.region, filter(None, (values["uscc"] for values in said)), filter(None, ids))


def _entry(row: LedgerRow, recogniser: Recogniser, custom: dict[str, str]) -> Entry:
    """Only cells that say something else than the register would have handed out say anything."""
    unit, facts = recogniser.unit_of(row)
    current = recogniser.known.enrolled.get(unit.pk)
    same: set[str] = set()
    if current is not None:
        current.unit = unit
        line = line_of(current)
        same, custom = unchanged_keys(row, line, row.raw), changed_extras(custom, line)
        recogniser.unchanged |= {(row.row, key) for key in same}
    news = without(row, same)
    facts |= {name: news.values[name] for name in PLAIN}
    for name, keys in SAID_BY.items():
        if keys & row.raw.keys() <= same:
            facts.pop(name)
    return Entry(row, unit, facts, enrolment_values(news, unit, recogniser.known, recogniser.outcome, custom))


def _write(entries: list[Entry], known: KnownUnits, intake: Intake, outcome: SheetOutcome) -> None:
    """In about ten statements, however many rows."""
    changed = change_many([(entry.unit, entry.facts) for entry in entries if entry.unit.pk])
    intake.deeds.created(_create_units([entry for entry in entries if entry.unit.pk is None]))
    current = [(row, entry.terms) for entry in entries if (row := known.enrolled.get(entry.unit.pk))]
    moved = change_many(current)
    intake.deeds.changed(changed | moved)
    created = _enrol([entry for entry in entries if entry.unit.pk not in known.enrolled], known, intake)
    compared = Comparison(outcome, changed, moved)
    for entry in entries:
        new = entry.unit.pk in created
        updated = compared.tell(entry.row.row, entry.unit, new=new)
        outcome.count(created=new, updated=updated)


def _create_units(entries: list[Entry]) -> list[Unit]:
    for entry in entries:
        for name, value in entry.facts.items():
            if value is not None:
                setattr(entry.unit, name, value)
    return Unit.objects.bulk_create([entry.unit for entry in entries], batch_size=1000)


def _enrol(entries: list[Entry], known: KnownUnits, intake: Intake) -> set[int]:
    """Join the street; gives the ids of the units. Where 经办 and 审核 are apart, 审核 has yet to approve."""
    state = first_state(Enrolment(region=intake.region), intake.by)
    rows = [new_enrolment(entry.unit, known, state, entry.terms) for entry in entries]
    Enrolment.objects.bulk_create(rows, batch_size=1000)
    intake.deeds.created(rows)
    acting = Acting(intake.by, basis=BASIS)
    ENROLMENT_MACHINE.begin_many("登记入册", [(row, acting) for row in rows])
    return {row.unit_id for row in rows}


def _warn_of_phones(sheet: SheetReading, outcome: SheetOutcome) -> None:
    header = sheet.columns.get("secretary_phone")
    if header is not None and any(row.values["secretary_phone"] for row in sheet.accepted):
        outcome.warn_of_column(header, "这一列没有导入：名册里只保存联络员的电话")
