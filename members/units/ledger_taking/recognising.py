"""Which unit a row of the register means."""

from members.places.models import Region
from members.places.naming import with_aliases
from members.units.ledger_taking.kinds import Kinds
from members.units.ledger_taking.known import KnownUnits
from members.units.models import Unit, UnitKind, UnitState
from portal.ledgers.naming import name_key
from portal.ledgers.outcomes import RowProblem, SheetOutcome
from portal.ledgers.problems import CellProblem
from portal.ledgers.results import LedgerRow

Places = dict[tuple[int, str], str]
"""Where in the file each unit stood first."""


class Recogniser:
    """Goes through the rows from top to bottom: each means one unit, and no unit stands there twice."""

    def __init__(self, known: KnownUnits, outcome: SheetOutcome, first_seen: Places) -> None:
        self.known = known
        self.outcome = outcome
        self.first_seen = first_seen
        self.kinds = Kinds(outcome)

    def unit_of(self, row: LedgerRow) -> tuple[Unit, dict]:
        """The unit, which may be new and unsaved, and what identifies it as the row has it.

        RowProblem for a place the street has not, a unit named above, one that is no more, an unclear name.
        """
        try:
            named, place = self._called(row)
        except CellProblem as problem:
            raise RowProblem("name", problem.reason) from problem
        unit, code = self._by_code(row, named)
        kind = self.kinds.of(row, unit, place)
        place = self._place_for(row, unit, kind, place)
        unit = unit or self._new(row, kind, place, code)
        self._refuse_twice(row, unit)
        return unit, self._identity(row, unit, kind, place, code)

    def _called(self, row: LedgerRow) -> tuple[Unit | None, Region | None]:
        name = row.values["name"]
        named, place = self.known.by_name.get(name), self.known.places.get(name)
        if named is None and place is not None:
            named = self.known.by_place.get(place.pk)
        return named, place

    def _by_code(self, row: LedgerRow, named: Unit | None) -> tuple[Unit | None, str | None]:
        """The credit code decides, unless it is plainly another unit's: then the row goes by its name."""
        code = row.values["uscc"]
        coded = self.known.by_code.get(code)
        if coded is None or coded is named:
            return named, code
        if named is not None or _key(coded) in self.first_seen:
            self.outcome.warn(row, "uscc", f"这个信用代码已属于“{coded}”，本行没有采用，请核对")
            return named, None
        return coded, code

    def _place_for(
        self, row: LedgerRow, unit: Unit | None, kind: UnitKind, place: Region | None
    ) -> Region | None:
        """The place a 村居 stands for. Other units stand for none, even where a place has their name."""
        if unit is not None and unit.neighbourhood is not None:
            return unit.neighbourhood
        if not kind.is_neighbourhood:
            return None
        if place is None:
            missing = f"{self.known.region}下没有叫“{row.values['name']}”的{kind}"
            near = "、".join(self.known.places.near(row.values["name"]))
            hint = f"您是不是要填：{near}" if near else "请核对名称，或先导入区划"
            raise RowProblem("name", f"{missing}。{hint}")
        return place

    def _new(self, row: LedgerRow, kind: UnitKind, place: Region | None, code: str | None) -> Unit:
        name = row.values["name"]
        unit = Unit(district=self.known.district, name=name, kind=kind, neighbourhood=place, uscc=code)
        self.known.add(unit)
        return unit

    def _refuse_twice(self, row: LedgerRow, unit: Unit) -> None:
        first = self.first_seen.setdefault(_key(unit), f"“{self.outcome.sheet.tab}”第 {row.row} 行")
        if first != f"“{self.outcome.sheet.tab}”第 {row.row} 行":
            raise RowProblem("name", f"与{first}是同一家单位，只导入前面那一行，请合并后删去一行")
        if unit.state != UnitState.ACTIVE:
            raise RowProblem("name", f"“{unit}”已{unit.get_state_display()}，不能再入册。请改填承接的单位")

    def _identity(
        self, row: LedgerRow, unit: Unit, kind: UnitKind, place: Region | None, code: str | None
    ) -> dict:
        if place is not None and not kind.is_neighbourhood:
            self.outcome.warn(row, "kind", f"“{unit}”是村居，单位类别没有改成“{kind}”")
            kind = unit.kind
        called = [row.values["name"], row.values["aliases"] or unit.name]
        aliases = with_aliases(unit.aliases, unit.name, called)
        place_id = place.pk if place else None
        return {"kind_id": kind.pk, "neighbourhood_id": place_id, "uscc": code, "aliases": aliases}


def _key(unit: Unit) -> tuple[int, str]:
    return unit.district_id, name_key(unit.name)
