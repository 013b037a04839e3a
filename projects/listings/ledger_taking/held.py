"""Which kept row of 结对共建 a row of a sheet means, and which two it names."""

from collections import Counter
from typing import Any, NamedTuple

from portal.ledgers.imports.models import HeldRow
from portal.ledgers.naming import name_key
from portal.ledgers.outcomes import RowProblem, SheetOutcome
from portal.ledgers.problems import CellProblem
from portal.ledgers.results import LedgerRow
from portal.ledgers.taking import Intake
from projects.listings.ledger_taking.publishers import Publishers
from projects.listings.ledgers.pairings import PAIRINGS
from projects.listings.pairing_lines import ref_of

SIDES = ("neighbourhood", "partner")


class Side(NamedTuple):
    unit_id: int
    name: str


class HeldRecogniser:
    """By 系统编号, which lets a row name others; else the n-th of the same two and the same mode."""

    def __init__(self, intake: Intake, outcome: SheetOutcome) -> None:
        self.intake, self.outcome = intake, outcome
        self.place: dict[str, Any] = {"region": intake.region, "year": intake.year, "sheet": PAIRINGS.kind}
        rows = list(HeldRow.objects.filter(**self.place))
        self.known = {row.key: row for row in rows}
        self.by_ref = {name_key(ref_of(row)): row for row in rows}
        self.named: dict[int, int] = {}
        for row in outcome.sheet.accepted:
            if (held := self._called(row)) is not None:
                self.named.setdefault(held.pk, row.row)
        self.taken = {key for key, row in self.known.items() if row.pk in self.named}
        self.units = Publishers(intake.region)
        self.counted: Counter[str] = intake.seen.setdefault(PAIRINGS.kind, Counter())

    def meant(self, row: LedgerRow) -> tuple[HeldRow, str, dict[str, Any]]:
        """The kept row, which may be unsaved; the key it is to have; the two it names. RowProblem."""
        held = self._by_ref(row)
        before = held.values if held is not None else {}
        sides = [self._side(row, key, before) for key in SIDES]
        mode = row.values["mode"] or before.get("mode", "")
        key = "|".join([*(str(side.unit_id) for side in sides), mode])
        said: dict[str, Any] = {name: side.name for name, side in zip(SIDES, sides, strict=True)}
        said |= {f"{name}_id": side.unit_id for name, side in zip(SIDES, sides, strict=True)}
        if held is not None:
            same = held.key.rpartition("|")[0] == key
            return held, held.key if same else self._free(key), said
        key = self._next(key)
        return self.known.get(key) or HeldRow(**self.place, key=key, values={}), key, said

    def _called(self, row: LedgerRow) -> HeldRow | None:
        return self.by_ref.get(name_key(row.values["ref"])) if row.values["ref"] else None

    def _by_ref(self, row: LedgerRow) -> HeldRow | None:
        if row.values["ref"] is None:
            return None
        held = self._called(row)
        if held is None:
            self.outcome.warn(row, "ref", "这个年度的结对共建里没有这个编号，按双方名称识别")
        elif self.named[held.pk] != row.row:
            self.outcome.warn(row, "ref", f"与第 {self.named[held.pk]} 行的编号相同，按双方名称识别")
            return None
        return held

    def _side(self, row: LedgerRow, key: str, before: dict[str, Any]) -> Side:
        """As it was kept, where the cell still says so: whoever has left since stays named."""
        name = row.values[key]
        if before and name_key(name) == name_key(before[key]):
            return Side(before[f"{key}_id"], before[key])
        try:
            unit = self.units.units.find(name, f"“{name}”没有在{self.intake.region}入册")
        except CellProblem as problem:
            raise RowProblem(key, problem.reason) from problem
        return Side(unit.pk, unit.name)

    def _next(self, key: str) -> str:
        """The next of this key that no other row of the sheet means by its 系统编号."""
        while True:
            self.counted[key] += 1
            wanted = f"{key}|{self.counted[key]}"
            if wanted not in self.taken:
                self.taken.add(wanted)
                return wanted

    def _free(self, key: str) -> str:
        """A key of this kind that no row has and none is to have."""
        nth = 1
        while (wanted := f"{key}|{nth}") in self.taken or wanted in self.known:
            nth += 1
        self.taken.add(wanted)
        return wanted
