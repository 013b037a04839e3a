"""Which unit a row of the register means."""

import re

from members.places.models import Region
from members.places.naming import with_aliases
from members.units.ledger_lines import unit_id_of
from members.units.ledger_taking.kinds import Kinds
from members.units.ledger_taking.known import KnownUnits
from members.units.models import Unit, UnitKind, UnitState
from portal.ledgers.naming import name_key
from portal.ledgers.outcomes import RowProblem, SheetOutcome
from portal.ledgers.problems import CellProblem
from portal.ledgers.results import LedgerRow

_SEPARATOR = re.compile(r"[、，,；;/]")

Places = dict[tuple[int, str], str]
"""Where in the file each unit stood first."""


class Recogniser:
    """Goes through the rows from top to bottom: each means one unit, and no unit stands there twice.

    `unchanged`: the cells, by row and key, that say what is on record.
    """

    def __init__(self, known: KnownUnits, outcome: SheetOutcome, first_seen: Places) -> None:
        self.known = known
        self.outcome = outcome
        self.first_seen = first_seen
        self.kinds = Kinds(outcome)
        self.unchanged: set[tuple[int, str]] = set()

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
        named, place = self._by_ref(row), self.known.places.get(name)
        if named is not None:
            return named, named.neighbourhood or place
        named = self.known.by_name.get(name)
        if named is None and place is not None:
            named = self.known.by_place.get(place.pk)
        return named, place

    def _by_ref(self, row: LedgerRow) -> Unit | None:
        """The unit that the row's 系统编号 names; nothing where a row above has the same."""
        if row.values["ref"] is None:
            return None
        unit = self.known.by_id.get(unit_id_of(row.values["ref"]) or 0)
        if unit is None:
            self.outcome.warn(row, "ref", f"{self.known.region}没有这个编号的单位在册，按名称识别")
        elif _key(unit) in self.first_seen:
            self.outcome.warn(row, "ref", f"与{self.first_seen[_key(unit)]}的编号相同，按名称识别")
            return None
        return unit

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
        name = self._new_name(row, unit)
        called = [row.values["name"], *_parted(row.values["aliases"]), unit.name]
        aliases = with_aliases(unit.aliases, name, called)
        place_id = place.pk if place else None
        facts = {"kind_id": kind.pk, "neighbourhood_id": place_id, "uscc": code, "aliases": aliases}
        return facts if name == unit.name else {**facts, "name": name}

    def _new_name(self, row: LedgerRow, unit: Unit) -> str:
        """Only a row that names the unit by its 系统编号 gives it another name; the former stays an alias."""
        name, ref = row.values["name"], row.values["ref"]
        if (
            unit.pk is None
            or ref is None
            or unit_id_of(ref) != unit.pk
            or name_key(name) == name_key(unit.name)
        ):
            return unit.name
        other = self.known.by_name.named.get(name_key(name))
        if other is not None and other is not unit:
            raise RowProblem("name", f"{unit.district}已有名为“{name}”的单位，“{unit}”不能改成这个名称")
        self.known.by_name.named[name_key(name)] = unit
        return name


def _parted(aliases: str | None) -> list[str]:
    """Several names in one cell."""
    return [part for part in map(str.strip, _SEPARATOR.split(aliases or "")) if part]


def _key(unit: Unit) -> tuple[int, str]:
    return unit.district_id, name_key(unit.name)
