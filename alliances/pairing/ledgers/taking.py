"""结对共建 comes in: each row a pairing that is filed at once, on the basis of the ledger."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from alliances.pairing.ledgers.entries import Entry, EntryReader, is_over
from alliances.pairing.ledgers.giving import RELATED, in_edition, line_of
from alliances.pairing.models import Mode, Pairing, Programme
from alliances.pairing.numbering import numbers_of
from alliances.pairing.states import PAIRING_MACHINE, PairingState
from portal.inserting import insert_many
from portal.ledgers.changes import change_many
from portal.ledgers.differences import NOTHING, ChangedRow, GoneRow, NewRow, as_text
from portal.ledgers.handing_out.edition import LedgerEdition
from portal.ledgers.outcomes import SheetOutcome, begin_outcome
from portal.ledgers.results import SheetReading
from portal.ledgers.taking import Intake
from portal.workflow.machine import Acting

BASIS = "台账"


def take_pairings(sheet: SheetReading, intake: Intake) -> SheetOutcome:
    """Nothing is removed; a text that was agreed in the portal stays as it was agreed."""
    outcome = begin_outcome(sheet)
    take_rows(intake, outcome)
    return outcome


def take_rows(intake: Intake, outcome: SheetOutcome) -> list[Entry]:
    """The rows that went in."""
    reader = EntryReader(intake, outcome)
    entries = reader.entries()
    new = [entry.pairing for entry in entries if entry.is_new]
    _make(reader.made, new, intake)
    _file(new, intake)
    changed = _correct([entry for entry in entries if not entry.is_new], intake)
    intake.meet(outcome.sheet.kind, (entry.pairing.pk for entry in entries))
    for entry in entries:
        _tell(entry, changed.get(entry.pairing.pk), outcome)
    return entries


def gone_pairings(intake: Intake) -> list[GoneRow]:
    """In force in the year, and in no row of the workbook."""
    rows = in_edition(LedgerEdition(intake.region, intake.year)).select_related(*RELATED).order_by("pk")
    met = intake.met.get("pairings", set())
    return [
        GoneRow(str(row.other), row.host.name, row.get_state_display()) for row in rows if row.pk not in met
    ]


def _make(programmes: list[Programme], pairings: list[Pairing], intake: Intake) -> None:
    """Rounds that the ledger names and nobody opened: of the modes and from the first day of its rows."""
    rows: dict[int, list[Pairing]] = defaultdict(list)
    for pairing in pairings:
        rows[id(pairing.programme)].append(pairing)
    wanted = [programme for programme in programmes if id(programme) in rows]
    for programme in wanted:
        modes = {pairing.mode for pairing in rows[id(programme)]}
        programme.modes = [mode.value for mode in Mode if mode in modes]
        programme.from_on = min(pairing.from_on for pairing in rows[id(programme)])
        programme.save(force_insert=True)
        for pairing in rows[id(programme)]:
            pairing.programme = programme
    intake.deeds.created(wanted)


def _file(pairings: list[Pairing], intake: Intake) -> None:
    """备案 on the basis of the ledger: both sides agreed on paper. What is over by now is 已到期."""
    by_year: dict[int, list[Pairing]] = defaultdict(list)
    for pairing in pairings:
        by_year[pairing.from_on.year].append(pairing)
    for year, rows in by_year.items():
        for pairing, (serial, number) in zip(rows, numbers_of(intake.region, year), strict=False):
            pairing.serial, pairing.number = serial, number
    now = timezone.now()
    for pairing in pairings:
        pairing.edition, pairing.filed_at, pairing.drafted_by = 1, now, intake.by
        pairing.host_agreed_at = pairing.partner_agreed_at = now
        pairing.host_agreed_by = pairing.partner_agreed_by = intake.by
    insert_many(pairings)
    acting = Acting(intake.by, basis=BASIS)
    PAIRING_MACHINE.begin_many("台账备案", ((pairing, acting) for pairing in pairings))
    _expire(pairings)
    intake.deeds.created(pairings)


def _expire(pairings: Iterable[Pairing]) -> None:
    """Each was written or held in this transaction."""
    for pairing in pairings:
        if pairing.state == PairingState.FILED and is_over(pairing):
            PAIRING_MACHINE.take(pairing, "expire", Acting(None, basis=BASIS))


def _correct(entries: list[Entry], intake: Intake) -> dict[int, dict[str, Any]]:
    """Write what differs and tell the trail; gives what the changed ones say now, by column."""
    changed = change_many((entry.pairing, entry.wanted) for entry in entries)
    intake.deeds.changed(changed)
    acting = Acting(intake.by, opinion=f"按 {intake.year} 年度台账更正", basis=BASIS)
    PAIRING_MACHINE.note_many("correct", "更正", ((pairing, acting) for pairing in changed))
    rows = Pairing.objects.filter(pk__in=[row.pk for row in changed]).select_related(*RELATED)
    found = {row.pk: row for row in rows}
    ended = [row for row in found.values() if row.state == PairingState.FILED and is_over(row)]
    _expire(ended)
    for row in ended:
        intake.deeds.overwritten(row, {"state": PairingState.FILED})
    return {pk: {**row.custom, **line_of(row).values} for pk, row in found.items()}


def _tell(entry: Entry, now: dict[str, Any] | None, outcome: SheetOutcome) -> None:
    pairing, number = entry.pairing, entry.row.row
    title, unit = str(pairing.other), pairing.host.name
    if entry.is_new:
        outcome.differences.new.append(NewRow(number, title, unit))
    elif now is not None:
        headers = {column.key: column.header for column in outcome.sheet.spec.columns}
        headers |= outcome.sheet.columns
        fields = [
            (headers.get(key, key), as_text(entry.before.get(key)) or NOTHING, as_text(value))
            for key, value in now.items()
            if as_text(value) != as_text(entry.before.get(key))
        ]
        url = reverse("pairing", args=[pairing.pk])
        outcome.differences.changed.append(ChangedRow(number, title, unit, url, fields))
    outcome.count(created=entry.is_new, updated=now is not None)
