"""Which enrolled unit a cell of a list names."""

import re
from collections.abc import Iterator

from members.places.models import Region
from members.units.ledger_taking import named_units
from members.units.models import EnrolmentState, Unit
from portal.ledgers.naming import name_key
from portal.ledgers.outcomes import RowProblem, SheetOutcome
from portal.ledgers.problems import CellProblem
from portal.ledgers.results import LedgerRow

MAY_PUBLISH = (EnrolmentState.ACTIVE, EnrolmentState.APPLIED)
_SEPARATOR = re.compile(r"[、，,；;/\n]")
_JOINT = re.compile(r"\s+|和|及")
"""Parts names too, but some names have one of these inside: 和平居民区."""


class Publishers:
    """The units of a street by their names; those enrolled just before by the same ledger too. One query."""

    def __init__(self, region: Region) -> None:
        self.region = region
        enrolled = Unit.objects.filter(enrolments__region=region, enrolments__state__in=MAY_PUBLISH)
        units = list(enrolled.select_related("neighbourhood").distinct().order_by("pk"))
        self.units = named_units(units)
        self.neighbourhoods = named_units([unit for unit in units if unit.neighbourhood_id])

    def of(self, row: LedgerRow) -> Unit:
        """RowProblem, with what may have been meant, for a unit that is not enrolled in the street."""
        name = row.values["unit"]
        try:
            return self.units.find(name, f"“{name}”没有在{self.region}入册")
        except CellProblem as problem:
            raise RowProblem("unit", problem.reason) from problem

    def benefiting(self, row: LedgerRow, outcome: SheetOutcome) -> list[Unit]:
        """The 村居 that a project says it is for; a name that fits none is a warning."""
        found: dict[Unit, None] = {}
        for name in self._names(row.values["neighbourhoods"] or ""):
            try:
                found[self.neighbourhoods.find(name, f"没有叫“{name}”的村居，受益村居里没有记")] = None
            except CellProblem as problem:
                outcome.warn(row, "neighbourhoods", problem.reason)
        return list(found)

    def _names(self, text: str) -> Iterator[str]:
        for part in filter(None, map(str.strip, _SEPARATOR.split(text))):
            whole = name_key(part) in self.neighbourhoods.named or name_key(part) in self.neighbourhoods.also
            yield from [part] if whole else filter(None, _JOINT.split(part))
