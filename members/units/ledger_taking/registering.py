"""The register of units among the sheets of a ledger, and whose ledgers a person may take in."""

from typing import Any

from django.urls import reverse

from members.places.models import Level, Region, RegionQuerySet
from members.rules import handles
from members.scope import scope_of
from members.units.ledger_lines import choices_of_units, extras_of_units, rows_of_units
from members.units.ledger_taking.comparing import gone_units
from members.units.ledger_taking.taking import take_units
from members.units.ledgers import UNITS
from members.units.models import Enrolment, Unit, UnitKind
from members.units.states import ENROLMENT_MACHINE
from portal.files.access import FILE_ACCESS
from portal.ledgers.taking import LEDGER_PLACES, LEDGER_SHEETS, Intake, LedgerSheet
from portal.ledgers.undoing import TakenTable
from portal.navigation import NAVIGATION, NavEntry, NavGroup

OFFICES = (Level.STREET, Level.DISTRICT)
TABLES = (
    TakenTable(model=Enrolment, machine=ENROLMENT_MACHINE),
    TakenTable(model=Unit),
    TakenTable(model=UnitKind, by_the_way=True),
)


def register() -> None:
    register_of_units = LedgerSheet(
        spec=UNITS,
        take=take_units,
        shown_at=register_page,
        gone=gone_units,
        tables=TABLES,
        rows=rows_of_units,
        extras=extras_of_units,
        choices=choices_of_units,
    )
    LEDGER_SHEETS.register(UNITS.kind, register_of_units, weight=10)
    LEDGER_PLACES.register("offices", offices_of)
    FILE_ACCESS.register("members.region", lambda user, region: handles(user, region.pk))
    NAVIGATION.register(
        "ledger import",
        NavEntry("台账导入", "upload", "ledger_import", NavGroup.REVIEW, shown_to=handles_an_office),
        weight=60,
    )


def offices_of(user: Any) -> RegionQuerySet:
    """The streets and districts that somebody works for as 经办 or 审核; without a user all."""
    offices = Region.objects.filter(level__in=OFFICES).order_by("-level", "code")
    if user is None:
        return offices
    scope = scope_of(user)
    return offices.filter(pk__in=scope.handled_region_ids | scope.reviewed_region_ids)


def handles_an_office(user: Any) -> bool:
    return bool(scope_of(user).handled_region_ids | scope_of(user).reviewed_region_ids)


def register_page(intake: Intake) -> str:
    return f"{reverse('units')}?region={intake.region.pk}"
