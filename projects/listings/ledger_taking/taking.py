"""The three lists come in: rows become drafts, and what is here already is brought up to date."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from members.units.models import Unit
from portal.inserting import insert_many
from portal.ledgers.changes import Changes, change_many, differing
from portal.ledgers.outcomes import SheetOutcome, begin_outcome
from portal.ledgers.results import SheetReading
from portal.ledgers.taking import Intake
from portal.workflow.machine import Acting
from projects.listings.ledger_taking.comparing import tell_differences, with_neighbourhoods
from projects.listings.ledger_taking.matching import Entry, Matcher
from projects.listings.ledger_taking.parts import targets_before, write_neighbourhoods, write_targets
from projects.listings.models import Listing, ListKind, Project
from projects.listings.states import EDITABLE, LISTING_MACHINE, ListingState

BASIS = "台账导入"


def list_taker(kind: ListKind) -> Callable[[SheetReading, Intake], SheetOutcome]:
    """What takes in the sheets of one list."""

    def take(sheet: SheetReading, intake: Intake) -> SheetOutcome:
        """Nothing is removed, and nothing changes its state or number."""
        outcome = begin_outcome(sheet)
        entries = Matcher(kind, sheet, intake, outcome).entries()
        _create([entry for entry in entries if entry.is_new], intake)
        known = [entry for entry in entries if not entry.is_new and _may_change(entry, outcome)]
        changed = _correct(known, intake, outcome)
        intake.meet(sheet.kind, (entry.listing.pk for entry in entries))
        tell_differences(kind, entries, changed, outcome)
        for entry in entries:
            outcome.count(created=entry.is_new, updated=entry.listing in changed)
        return outcome

    return take


def _create(entries: list[Entry], intake: Intake) -> None:
    """Drafts, each with its first step in the name of its unit."""
    drafts = [entry.listing for entry in entries]
    insert_many(drafts)
    write_targets(draft for draft in drafts if isinstance(draft, Project))
    write_neighbourhoods(_for_whom(entries))
    intake.deeds.created(drafts)
    begun = ((draft, Acting(intake.by, for_unit=draft.unit, basis=BASIS)) for draft in drafts)
    LISTING_MACHINE.begin_many("登记", begun)


def _may_change(entry: Entry, outcome: SheetOutcome) -> bool:
    """By the rule of staff's corrections: what was not adopted stays as it was."""
    if entry.listing.state != ListingState.NOT_ADOPTED:
        return True
    if differing(entry.listing, entry.fields):
        outcome.warn(entry.row, "title", "这一条已“暂不采用”，没有改；要用请另行登记")
    return False


def _correct(entries: list[Entry], intake: Intake, outcome: SheetOutcome) -> dict[Any, Changes]:
    """Write what differs; of what is no draft any more, the trail tells."""
    changed = change_many(
        ((entry.listing, entry.fields) for entry in entries), bearable=_places_for_claims(entries, outcome)
    )
    intake.deeds.changed(changed)
    with_goals = [row for row, changes in changed.items() if "goal" in changes]
    for project, targets in zip(with_goals, targets_before(with_goals).values(), strict=True):
        intake.deeds.overwritten(project, {"targets": targets})
    write_targets(with_goals)
    moved = write_neighbourhoods(_for_whom(entries))
    for project, units in moved.items():
        intake.deeds.overwritten(project, {"neighbourhoods": units})
    corrected = changed | with_neighbourhoods(changed, moved, entries)
    _note(corrected, intake)
    return corrected


def _places_for_claims(
    entries: list[Entry], outcome: SheetOutcome
) -> Callable[[Listing, Mapping[str, Any]], Mapping[str, Any]]:
    """Leaves a project's capacity as it is where more have claimed by now than the row would let."""
    rows = {entry.listing: entry.row for entry in entries}

    def bearable(held: Listing, values: Mapping[str, Any]) -> Mapping[str, Any]:
        capacity = values.get("capacity")
        if not isinstance(held, Project) or not isinstance(capacity, int) or capacity >= held.claimed:
            return values
        outcome.warn(rows[held], "capacity", f"已有 {held.claimed} 家认领，可认领家数没有改")
        return {**values, "capacity": None}

    return bearable


def _for_whom(entries: list[Entry]) -> dict[Project, list[Unit]]:
    return {entry.listing: entry.neighbourhoods for entry in entries if isinstance(entry.listing, Project)}


def _note(corrected: Iterable[Listing], intake: Intake) -> None:
    acting = Acting(intake.by, opinion=f"按 {intake.year} 年度台账更正", basis=BASIS)
    noted = ((row, acting) for row in corrected if row.state not in EDITABLE)
    LISTING_MACHINE.note_many("correct", "更正", noted)
