"""Which pairing on record a row of 结对共建 means."""

import datetime as dt
from dataclasses import dataclass

from alliances.pairing.ledgers.giving import RELATED
from alliances.pairing.ledgers.sides import Sides
from alliances.pairing.ledgers.spells import Two, two_of
from alliances.pairing.models import Pairing, Post, Programme
from alliances.pairing.states import KEPT
from alliances.pairing.terms import read_term
from members.units.models import Unit
from portal.ledgers.imports.models import HeldRow
from portal.ledgers.naming import name_key
from portal.ledgers.outcomes import SheetOutcome
from portal.ledgers.results import LedgerRow
from portal.ledgers.taking import Intake

HELD_SIGN = "结对"
"""What a ledger called a row that was kept until pairings were there: 结对17."""

BECAME = "pairing"
"""Where a kept row says which pairing it became."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The pairing on record that a row means, if any, and the two it names."""

    pairing: Pairing | None
    host: Unit
    other: Unit | Post


class PairingRecogniser:
    """By 系统编号, which lets a row name others; else by both sides, the round and the time.

    Holds the street's rounds, as everybody does who drafts in them.
    """

    def __init__(self, intake: Intake, outcome: SheetOutcome) -> None:
        self.intake, self.outcome = intake, outcome
        self.year = dt.date(intake.year, 1, 1), dt.date(intake.year, 12, 31)
        rounds = Programme.objects.select_for_update(no_key=True).filter(region=intake.region)
        self.programmes = {name_key(row.name): row for row in rounds.order_by("pk")}
        self.sides = Sides(intake.region)
        rows = Pairing.objects.filter(programme__region=intake.region).select_related(*RELATED)
        self.on_record = list(rows.order_by("from_on", "pk"))
        kept = [row for row in self.on_record if row.state in KEPT]
        self.by_two: dict[Two, list[Pairing]] = {}
        for row in kept:
            self.by_two.setdefault(two_of(row), []).append(row)
        self.by_ref = self._refs(kept)
        self.refs = {row.row: name_key(ref) for row in outcome.sheet.accepted if (ref := row.values["ref"])}
        self.named = {self.by_ref[ref].pk for ref in self.refs.values() if ref in self.by_ref}
        self.used: dict[int, int] = intake.seen.setdefault(outcome.sheet.kind, {})

    def meant(self, row: LedgerRow) -> Meant:
        """RowProblem for a side that is not enrolled, unless the row's number says who is meant."""
        held = self._by_ref(row)
        if held is not None:
            return Meant(held, self._host(row, held), self._other(row, held))
        host, other = self.sides.host(row), self.sides.other(row)
        found = self._between(row, host, other)
        if found is not None:
            self.used[found.pk] = row.row
            return Meant(found, found.host, found.other)
        return Meant(None, host, other)

    def _refs(self, kept: list[Pairing]) -> dict[str, Pairing]:
        by_id = {row.pk: row for row in kept}
        held = HeldRow.objects.filter(
            region=self.intake.region, sheet=self.outcome.sheet.kind, values__has_key=BECAME
        )
        became = held.values_list("pk", f"values__{BECAME}")
        former = {f"{HELD_SIGN}{pk}": by_id[pairing] for pk, pairing in became if pairing in by_id}
        return former | {name_key(row.number or ""): row for row in kept}

    def _by_ref(self, row: LedgerRow) -> Pairing | None:
        if row.row not in self.refs:
            return None
        held = self.by_ref.get(self.refs[row.row])
        if held is None:
            self.outcome.warn(row, "ref", "这个街道（镇）的结对里没有这个编号，按双方名称识别")
        elif self.used.setdefault(held.pk, row.row) != row.row:
            self.outcome.warn(row, "ref", f"与第 {self.used[held.pk]} 行的编号相同，按双方名称识别")
            return None
        return held

    def _host(self, row: LedgerRow, held: Pairing) -> Unit:
        """As it is on record, where the cell still says so: whoever has left since stays named."""
        same = name_key(row.values["neighbourhood"]) == name_key(held.host.name)
        return held.host if same else self.sides.host(row)

    def _other(self, row: LedgerRow, held: Pairing) -> Unit | Post:
        same = name_key(row.values["partner"]) == name_key(str(held.other))
        return held.other if same else self.sides.other(row)

    def _between(self, row: LedgerRow, host: Unit, other: Unit | Post) -> Pairing | None:
        """Of the same two in the round that the row names, the one of the row's time; else of the year."""
        kind = "post" if isinstance(other, Post) else "unit"
        rows = self.by_two.get(frozenset({("unit", host.pk), (kind, other.pk)}), [])
        free = [each for each in rows if each.pk not in self.used and each.pk not in self.named]
        if row.values["programme"]:
            wanted = name_key(row.values["programme"])
            free = [each for each in free if name_key(each.programme.name) == wanted]
        first, last = self._time(row)
        return next((each for each in free if each.from_on <= last and first <= each.last_on), None)

    def _time(self, row: LedgerRow) -> tuple[dt.date, dt.date]:
        signed_on = row.values["signed_on"]
        term = read_term(row.values["term"] or "")
        if term is None or not (term.from_on or signed_on):
            return self.year
        return term.span(signed_on or self.year[0], 12)
