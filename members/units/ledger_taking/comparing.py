"""What the register's sheet says otherwise than the records."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from members.units.models import Enrolment, Unit
from members.units.states import LIVE
from portal.ledgers.changes import Changes
from portal.ledgers.differences import ChangedRow, FieldReader, GoneRow, NewRow
from portal.ledgers.outcomes import SheetOutcome
from portal.ledgers.taking import Intake


class Comparison:
    """A row of the register changes a unit and its enrolment: the person reads one list of fields."""

    def __init__(
        self, outcome: SheetOutcome, units: Mapping[Any, Changes], enrolments: Mapping[Any, Changes]
    ) -> None:
        sheet = outcome.sheet
        self.differences = outcome.differences
        self.units = units
        self.enrolments = {row.unit_id: changes for row, changes in enrolments.items()}
        self.of_unit = FieldReader(sheet, Unit, units.values(), columns={"kind_id": "kind"})
        self.of_enrolment = FieldReader(sheet, Enrolment, enrolments.values())

    def tell(self, number: int, unit: Unit, *, new: bool) -> bool:
        """Note the difference that the row makes, if any; gives whether the records were changed."""
        fields = self.of_unit.say(self.units.get(unit, {}))
        fields += self.of_enrolment.say(self.enrolments.get(unit.pk, {}))
        if new:
            self.differences.new.append(NewRow(number, unit.name, unit.name))
        elif fields:
            page = reverse("unit", args=[unit.pk])
            self.differences.changed.append(ChangedRow(number, unit.name, unit.name, page, fields))
        return bool(fields)


def gone_units(intake: Intake) -> list[GoneRow]:
    """Enrolled in the street, and in no row of the workbook."""
    rows = Enrolment.objects.filter(region=intake.region, state__in=LIVE).select_related("unit")
    met = intake.met.get("units", set())
    return [
        GoneRow(row.unit.name, row.unit.name, row.get_state_display())
        for row in rows.order_by("number", "pk")
        if row.unit_id not in met
    ]
