"""Which listing on record a row of a sheet means."""

from collections import Counter
from dataclasses import dataclass

from members.units.models import Unit
from portal.ledgers.handing_out.same import same_cell
from portal.ledgers.naming import name_key
from portal.ledgers.outcomes import SheetOutcome
from portal.ledgers.results import LedgerRow, SheetReading
from portal.ledgers.taking import Intake
from projects.listings.kinds import MODELS
from projects.listings.ledger_lines import ref_of, with_parts
from projects.listings.ledger_taking.publishers import Publishers
from projects.listings.models import Listing, ListKind

Name = tuple[int, str]
"""Publisher and title: several rows may have the same."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a row means: `listing` on record, or a new one. `nth` of its name it is, or is to be."""

    unit: Unit
    listing: Listing | None
    nth: int


class Recogniser:
    """By 系统编号, which lets a row have another name; else the n-th of one publisher and name."""

    def __init__(self, kind: ListKind, sheet: SheetReading, intake: Intake, outcome: SheetOutcome) -> None:
        self.outcome = outcome
        self.publishers = Publishers(intake.region)
        rows = list(with_parts(MODELS[kind].objects.filter(region=intake.region, year=intake.year)))
        self.known: dict[tuple[int, str, int], Listing] = {
            (row.unit_id, row.title, row.nth): row for row in rows
        }
        self.taken = set(self.known)
        self.by_ref = {name_key(ref_of(row)): row for row in rows}
        self.counted: Counter[Name] = intake.seen.setdefault(kind, Counter())
        self.used: dict[int, int] = intake.seen.setdefault(f"{kind}:ref", {})
        self.refs = {row.row: name_key(ref) for row in sheet.accepted if (ref := row.values["ref"])}
        self.named = {self.by_ref[ref].pk for ref in self.refs.values() if ref in self.by_ref}
        if self.refs and not self.named:
            self.refs = {}
            outcome.warn_of_column(
                sheet.columns["ref"], "这些编号都不在这份清单的这个年度里，各行按发布单位和名称识别"
            )

    def meant(self, row: LedgerRow) -> Meant:
        """RowProblem for a publisher that is not enrolled in the street."""
        listing = self._by_ref(row)
        if listing is None:
            return self._by_name(row)
        if same_cell(row.raw.get("title"), listing.title):
            return Meant(listing.unit, listing, listing.nth)
        return Meant(listing.unit, listing, self._next_free((listing.unit_id, row.values["title"])))

    def _by_ref(self, row: LedgerRow) -> Listing | None:
        if row.row not in self.refs:
            return None
        listing = self.by_ref.get(self.refs[row.row])
        if listing is None:
            self.outcome.warn(row, "ref", "这份清单的这个年度里没有这个编号，按发布单位和名称识别")
            return None
        if name_key(row.values["unit"]) != name_key(listing.unit.name) and (
            self.publishers.of(row).pk != listing.unit_id
        ):
            self.outcome.warn(row, "ref", f"这个编号属于“{listing.unit}”，按发布单位和名称识别")
            return None
        if self.used.setdefault(listing.pk, row.row) != row.row:
            self.outcome.warn(row, "ref", f"与第 {self.used[listing.pk]} 行的编号相同，按发布单位和名称识别")
            return None
        return listing

    def _by_name(self, row: LedgerRow) -> Meant:
        """Those that another row means by 系统编号 do not count."""
        unit = self.publishers.of(row)
        name = (unit.pk, row.values["title"])
        while True:
            self.counted[name] += 1
            place = (*name, self.counted[name])
            listing = self.known.get(place)
            if place not in self.taken or (listing is not None and listing.pk not in self.named):
                self.taken.add(place)
                return Meant(unit, listing, self.counted[name])

    def _next_free(self, name: Name) -> int:
        nth = 1
        while (*name, nth) in self.taken:
            nth += 1
        self.taken.add((*name, nth))
        return nth
