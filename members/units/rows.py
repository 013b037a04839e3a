"""A unit as a row of the directory: its enrolments the reader sees, with masked contacts where allowed."""

from dataclasses import dataclass
from typing import Any

from members.people.masking import mask_phone
from members.rules import acts_for, in_office
from members.units.models import Enrolment, Unit


@dataclass(frozen=True)
class EnrolmentCell:
    """One street of a unit. `phone` is masked; names and phone are empty for who may not see them."""

    enrolment: Enrolment
    liaison: str = ""
    phone: str = ""


@dataclass(frozen=True)
class UnitRow:
    unit: Unit
    cells: list[EnrolmentCell]


def unit_rows(user: Any, units: list[Unit]) -> list[UnitRow]:
    """The units with their `seen_enrolments`. Asks nothing of the database beyond the user's scope."""
    return [UnitRow(unit, [cell(user, row) for row in unit.seen_enrolments]) for unit in units]  # type: ignore[attr-defined]


def cell(user: Any, row: Enrolment) -> EnrolmentCell:
    if in_office(user, row.region_id) or acts_for(user, row.unit_id, row.region_id):
        return EnrolmentCell(row, row.liaison_name, mask_phone(row.liaison_phone))
    return EnrolmentCell(row)
