"""The three lists come in: rows become drafts, and rows that are here already are brought up to date."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from members.units.models import Unit
from portal.ledgers.changes import change_many
from portal.ledgers.extras import custom_fields
from portal.ledgers.outcomes import RowProblem, SheetOutcome, begin_outcome
from portal.ledgers.results import LedgerRow, SheetReading
from portal.ledgers.taking import Intake
from portal.workflow.machine import Acting
from projects.listings.actions.entering import own_neighbourhood
from projects.listings.kinds import MODELS
from projects.listings.ledger_taking.categories import Categories
from projects.listings.ledger_taking.fields import Fields, capacity_said, fields_of
from projects.listings.ledger_taking.parts import write_neighbourhoods, write_targets
from projects.listings.ledger_taking.publishers import Publishers
from projects.listings.locking import stand_in_line
from projects.listings.models import Listing, ListKind, Project
from projects.listings.states import EDITABLE, LISTING_MACHINE, ListingState

BASIS = "台账导入"


@dataclass(slots=True)
class Entry:
    """One row: the listing it means, new or not, and what it says about it."""

    row: LedgerRow
    listing: Listing
    fields: Fields
    neighbourhoods: list[Unit] = field(default_factory=list)


def list_taker(kind: ListKind) -> Callable[[SheetReading, Intake], SheetOutcome]:
    """What takes in the sheets of one list."""

    def take(sheet: SheetReading, intake: Intake) -> SheetOutcome:
        taker = _ListTaker(kind, sheet, intake)
        taker.write(taker.read())
        return taker.outcome

    return take


class _ListTaker:
    """One sheet on its way in. Statements do not grow with its rows, but for a thousand at a time."""

    def __init__(self, kind: ListKind, sheet: SheetReading, intake: Intake) -> None:
        self.kind, self.model, self.sheet, self.intake = kind, MODELS[kind], sheet, intake
        self.outcome = begin_outcome(sheet)
        self.custom, left_out = custom_fields(sheet)
        self.outcome.warnings += left_out
        self.publishers = Publishers(intake.region)
        self.categories = Categories(kind, intake, self.outcome)
        self.counted: Counter = intake.seen.setdefault(kind, Counter())

    def read(self) -> list[Entry]:
        """Every row that goes in, with the listing it is: the n-th of its publisher and name is the n-th."""
        edition = {"region": self.intake.region, "year": self.intake.year}
        stand_in_line("name", self.model(**edition))
        rows = self.model.objects.filter(**edition).select_related("category")
        known = {(row.unit_id, row.title, row.nth): row for row in rows}
        entries = []
        for row in self.sheet.accepted:
            try:
                entries.append(self._entry(row, known))
            except RowProblem as problem:
                self.outcome.reject(row, problem.key, problem.reason)
        return entries

    def _entry(self, row: LedgerRow, known: dict[tuple[int, str, int], Listing]) -> Entry:
        unit = self.publishers.of(row)
        fields = fields_of(self.kind, row, self.outcome)
        fields["custom"] = {**fields.get("custom", {}), **self.custom[row.row]}
        fields["category"] = self.categories.of(row)
        self.counted[unit.pk, fields["title"]] += 1
        nth = self.counted[unit.pk, fields["title"]]
        listing = known.get((unit.pk, fields["title"], nth)) or self._new(unit, nth, fields)
        entry = Entry(row, listing, fields)
        if isinstance(listing, Project):
            self._claimable(entry, listing, unit)
        return entry

    def _new(self, unit: Unit, nth: int, fields: Fields) -> Listing:
        given = {name: value for name, value in fields.items() if value is not None}
        place = {"region": self.intake.region, "year": self.intake.year, "unit": unit, "nth": nth}
        return self.model(**place, **given, entered_by=self.intake.by)

    def _claimable(self, entry: Entry, project: Project, unit: Unit) -> None:
        """How many may claim, and for whom it is: for its publisher, where that is a 村居 and nobody is named."""
        entry.neighbourhoods = self.publishers.benefiting(entry.row, self.outcome)
        capacity = entry.row.values["capacity"]
        if project.pk is None:
            project.capacity = capacity
            entry.neighbourhoods = entry.neighbourhoods or own_neighbourhood(unit)
        elif capacity_said(entry.row) and capacity != project.capacity:
            if capacity is not None and capacity < project.claimed:
                self.outcome.warn(entry.row, "capacity", f"已有 {project.claimed} 家认领，可认领家数没有改")
            else:
                entry.fields["capacity"] = capacity

    def write(self, entries: list[Entry]) -> None:
        new = [entry for entry in entries if entry.listing.pk is None]
        old = [entry for entry in entries if entry.listing.pk is not None and self._may_change(entry)]
        changed = change_many([(entry.listing, entry.fields) for entry in old])
        self._create(new)
        moved = self._write_parts(entries, changed) if self.kind == ListKind.PROJECT else set()
        self._note_corrections(list(changed))
        created = {id(entry) for entry in new}
        for entry in entries:
            updated = entry.listing in changed or entry.listing in moved
            self.outcome.count(created=id(entry) in created, updated=updated)
