"""Which listing each row of a sheet means: one that is here already, or a new one."""

from collections import Counter
from dataclasses import dataclass, field

from members.units.models import Unit
from portal.ledgers.changes import CLEARED
from portal.ledgers.extras import custom_fields
from portal.ledgers.outcomes import RowProblem, SheetOutcome
from portal.ledgers.results import LedgerRow, SheetReading
from portal.ledgers.taking import Intake
from projects.listings.actions.entering import own_neighbourhood
from projects.listings.kinds import MODELS
from projects.listings.ledger_taking.categories import Categories
from projects.listings.ledger_taking.fields import Fields, capacity_said, fields_of
from projects.listings.ledger_taking.publishers import Publishers
from projects.listings.locking import stand_in_line
from projects.listings.models import Listing, ListKind, Project


@dataclass(slots=True)
class Entry:
    """One row: the listing it means and what it says about it. `listing` is unsaved where it is new."""

    row: LedgerRow
    listing: Listing
    fields: Fields
    is_new: bool
    neighbourhoods: list[Unit] = field(default_factory=list)


class Matcher:
    """Goes through a sheet's rows from top to bottom. Asks five queries, however many rows."""

    def __init__(self, kind: ListKind, sheet: SheetReading, intake: Intake, outcome: SheetOutcome) -> None:
        self.kind, self.sheet, self.intake, self.outcome = kind, sheet, intake, outcome
        self.model = MODELS[kind]
        self.edition = {"region": intake.region, "year": intake.year}
        self.publishers = Publishers(intake.region)
        self.categories = Categories(kind, intake, outcome)
        self.counted: Counter = intake.seen.setdefault(kind, Counter())
        self.known: dict[tuple[int, str, int], Listing] = {}

    def entries(self) -> list[Entry]:
        """Every row that goes in. The n-th row of one publisher and name is the n-th of them here.

        Holds the line for names, so that nobody gives the same n meanwhile.
        """
        custom, left_out = custom_fields(self.sheet)
        self.outcome.warnings += left_out
        stand_in_line("name", self.model(**self.edition))
        rows = self.model.objects.filter(**self.edition)
        self.known = {(row.unit_id, row.title, row.nth): row for row in rows}
        found = []
        for row in self.sheet.accepted:
            try:
                found.append(self._entry(row, custom[row.row]))
            except RowProblem as problem:
                self.outcome.reject(row, problem.key, problem.reason)
        return found

    def _entry(self, row: LedgerRow, custom: dict[str, str]) -> Entry:
        unit = self.publishers.of(row)
        fields = fields_of(self.kind, row, self.outcome)
        fields["custom"] = {**fields.get("custom", {}), **custom}
        fields["category_id"] = self.categories.of(row).pk
        name = (unit.pk, fields["title"])
        self.counted[name] += 1
        listing = self.known.get((*name, self.counted[name])) or self._new(unit, self.counted[name], fields)
        entry = Entry(row, listing, fields, is_new=listing.pk is None)
        if isinstance(listing, Project):
            self._read_project(entry, listing, unit)
        return entry

    def _new(self, unit: Unit, nth: int, fields: Fields) -> Listing:
        given = {name: value for name, value in fields.items() if value is not None}
        return self.model(**self.edition, unit=unit, nth=nth, entered_by=self.intake.by, **given)

    def _read_project(self, entry: Entry, project: Project, unit: Unit) -> None:
        """For whom it is (a 村居 that publishes, where nobody is named), and how many may claim."""
        entry.neighbourhoods = self.publishers.benefiting(entry.row, self.outcome)
        capacity = entry.row.values["capacity"]
        if entry.is_new:
            project.capacity = capacity
            entry.neighbourhoods = entry.neighbourhoods or own_neighbourhood(unit)
        elif capacity_said(entry.row):
            entry.fields["capacity"] = self._bearable(entry.row, project, capacity)

    def _bearable(self, row: LedgerRow, project: Project, capacity: int | None) -> object:
        """None, which changes nothing, where more have claimed already than the row would let."""
        if capacity is None:
            return CLEARED
        if capacity >= project.claimed:
            return capacity
        self.outcome.warn(row, "capacity", f"已有 {project.claimed} 家认领，可认领家数没有改")
        return None
