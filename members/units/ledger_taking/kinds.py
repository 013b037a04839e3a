"""单位类别 as ledgers write it: the kinds there are, and those a ledger brings."""

from members.places.models import Region
from members.units.models import Unit, UnitKind
from portal.ledgers.naming import name_key
from portal.ledgers.outcomes import SheetOutcome
from portal.ledgers.results import LedgerRow

WITHOUT_KIND = "其他"
VILLAGE, RESIDENTS = "村", "居民区"


class Kinds:
    """Kinds by name. One nobody knew is created, with a warning at the first row that names it."""

    def __init__(self, outcome: SheetOutcome) -> None:
        self.outcome = outcome
        self.created: list[UnitKind] = []
        self.known = {name_key(kind.name): kind for kind in UnitKind.objects.all()}

    def of(self, row: LedgerRow, unit: Unit | None, place: Region | None) -> UnitKind:
        """The kind the row says; where it says nothing, the one the unit has or its name tells."""
        name = row.values["kind"]
        if name is not None:
            return self.known.get(name_key(name)) or self._create(row, name, is_neighbourhood=bool(place))
        if unit is not None:
            return unit.kind
        if place is not None:
            return self.known[VILLAGE if place.name.endswith(VILLAGE) else RESIDENTS]
        self.outcome.warn(row, "kind", f"没有填单位类别，暂列为“{WITHOUT_KIND}”，请到单位档案里改正")
        return self.known.get(WITHOUT_KIND) or self._create(row, WITHOUT_KIND, is_neighbourhood=False)

    def _create(self, row: LedgerRow, name: str, *, is_neighbourhood: bool) -> UnitKind:
        kind = UnitKind.objects.create(name=name, is_neighbourhood=is_neighbourhood)
        self.known[name_key(name)] = kind
        self.created.append(kind)
        self.outcome.warn(row, "kind", f"“{name}”是新的单位类别，已一并建立")
        return kind
