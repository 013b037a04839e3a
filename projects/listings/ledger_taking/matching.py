"""What each row of a sheet says about the listing it means: one that is here already, or a new one."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from members.units.models import Unit
from portal.ledgers.cells import is_blank
from portal.ledgers.changes import CLEARED
from portal.ledgers.extras import custom_fields
from portal.ledgers.handing_out.same import changed_extras, same_cell, unchanged_keys, without
from portal.ledgers.outcomes import RowProblem, SheetOutcome
from portal.ledgers.results import LedgerRow, SheetReading
from portal.ledgers.taking import Intake
from projects.listings.actions.entering import own_neighbourhood
from projects.listings.kinds import MODELS
from projects.listings.ledger_lines import line_of
from projects.listings.ledger_taking.categories import Categories
from projects.listings.ledger_taking.fields import CLAIMED, Fields, capacity_said, fields_of
from projects.listings.ledger_taking.recognising import Recogniser
from projects.listings.locking import stand_in_line
from projects.listings.models import Listing, ListKind, Project


@dataclass(slots=True)
class Entry:
    """One row: the listing it means and what it says about it. `listing` is unsaved where it is new."""

    row: LedgerRow
    unit: Unit
    listing: Listing
    fields: Fields
    is_new: bool
    neighbourhoods: list[Unit] = field(default_factory=list)


class Matcher:
    """Goes through a sheet's rows from top to bottom. Asks the same few queries, however many rows."""

    def __init__(self, kind: ListKind, sheet: SheetReading, intake: Intake, outcome: SheetOutcome) -> None:
        self.kind, self.sheet, self.intake, self.outcome = kind, sheet, intake, outcome
        self.edition = {"region": intake.region, "year": intake.year}
        self.unchanged: set[tuple[int, str]] = set()

    def entries(self) -> list[Entry]:
        """Every row that goes in. Holds the line for names, so that nobody gives the same one meanwhile."""
        custom, left_out = custom_fields(self.sheet)
        self.outcome.warnings += left_out
        stand_in_line("name", MODELS[self.kind](**self.edition))
        self.recogniser = Recogniser(self.kind, self.sheet, self.intake, self.outcome)
        self.categories = Categories(self.kind, self.intake, self.outcome)
        found = []
        for row in self.intake.progress.through(self.sheet.accepted):
            try:
                found.append(self._entry(row, custom[row.row]))
            except RowProblem as problem:
                self.outcome.reject(row, problem.key, problem.reason)
        self.outcome.keep_silent_of(self.unchanged)
        return found

    def _entry(self, row: LedgerRow, custom: dict[str, str]) -> Entry:
        meant = self.recogniser.meant(row)
        if meant.listing is None:
            return self._new(row, meant.unit, meant.nth, custom)
        return self._known(row, meant.listing, meant.nth, custom)

    def _new(self, row: LedgerRow, unit: Unit, nth: int, custom: dict[str, str]) -> Entry:
        """A project is for the 村居 that publishes it, where nobody is named."""
        fields = fields_of(self.kind, row, self.outcome)
        fields["custom"] = {**fields.get("custom", {}), **custom}
        fields["category_id"] = self.categories.of(row).pk
        given = {name: value for name, value in fields.items() if value is not None}
        listing = MODELS[self.kind](**self.edition, unit=unit, nth=nth, entered_by=self.intake.by, **given)
        entry = Entry(row, unit, listing, fields, is_new=True)
        if isinstance(listing, Project):
            listing.capacity = row.values["capacity"]
            named = self.recogniser.publishers.benefiting(row, self.outcome)
            entry.neighbourhoods = named or own_neighbourhood(unit)
        return entry

    def _known(self, row: LedgerRow, listing: Listing, nth: int, custom: dict[str, str]) -> Entry:
        """Only cells that say something else than the records would have handed out say anything."""
        line = line_of(listing)
        same = unchanged_keys(row, line, row.raw)
        self.unchanged |= {(row.row, key) for key in same}
        self._tell_settled(row, listing, line.settled - same)
        news = without(row, same | line.settled)
        fields = fields_of(self.kind, news, self.outcome)
        fields["custom"] = {**fields.get("custom", {}), **changed_extras(custom, line)}
        if "category" not in same:
            fields["category_id"] = self.categories.of(row).pk
        if nth != listing.nth:
            fields["nth"] = nth
        entry = Entry(row, listing.unit, listing, fields, is_new=False)
        if isinstance(listing, Project):
            entry.neighbourhoods = self.recogniser.publishers.benefiting(news, self.outcome)
            if capacity_said(news):
                capacity = news.values["capacity"]
                fields["capacity"] = CLEARED if capacity is None else capacity
        return entry

    def _tell_settled(self, row: LedgerRow, listing: Listing, keys: Iterable[str]) -> None:
        """What is on record stands; only a cell that says something that was never there is worth a word."""
        for key in sorted(keys):
            cell = row.raw.get(key)
            if not is_blank(cell) and not same_cell(cell, listing.custom.get(CLAIMED[key])):
                self.outcome.warn(row, key, "这一栏以系统里的认领为准，没有改；认领请在项目页面办理")
