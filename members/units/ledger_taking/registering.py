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
from portal.ledgers.home import LEDGER_PAGES, LedgerPage
from portal.ledgers.taking import LEDGER_PLACES, LEDGER_SHEETS, LEDGERS_SEEN, Intake, LedgerSheet
from portal.ledgers.undoing import TakenTable

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
    LEDGERS_SEEN.register("offices", offices_seen_by)
    FILE_ACCESS.register("members.region", lambda user, region: handles(user, region.pk))
    LEDGER_PAGES.register(
        "imports",
        LedgerPage(
            "导入",
            "把现有的工作簿传上来，先看读懂了什么，确认后才写入",
            "ledger_import",
            "upload",
            shown_to=handles_an_office,
        ),
        weight=10,
    )
    LEDGER_PAGES.register(
        "exports",
        LedgerPage(
            "导出",
            "按报送的版式导出各张清单，改好后可以再导入；也有空表",
            "ledger_export",
            "download",
            shown_to=sees_an_office,
        ),
        weight=20,
    )
    LEDGER_PAGES.register(
        "inspection",
        LedgerPage(
            "迎检台账",
            "选好期间、单位和内容，制成带卷内目录的一包：清单、台账、纪实、佐证和文件",
            "inspection",
            "clipboard-check",
            shown_to=sees_an_office,
        ),
        weight=30,
    )


def offices_of(user: Any) -> RegionQuerySet:
    """The streets and districts that somebody works for as 经办 or 审核; without a user all."""
    offices = Region.objects.filter(level__in=OFFICES).order_by("-level", "code")
    if user is None:
        return offices
    scope = scope_of(user)
    return offices.filter(pk__in=scope.worked_region_ids)


def sees_an_office(user: Any) -> bool:
    return bool(scope_of(user).office_region_ids | scope_of(user).overseen_region_ids)


def offices_seen_by(user: Any) -> RegionQuerySet:
    """The streets and districts in whose office somebody is, or that somebody oversees."""
    offices = offices_of(None)
    if user is None:
        return offices
    scope = scope_of(user)
    return offices.filter(pk__in=scope.office_region_ids | scope.overseen_region_ids)


def handles_an_office(user: Any) -> bool:
    return bool(scope_of(user).worked_region_ids)


def register_page(intake: Intake) -> str:
    return f"{reverse('units')}?region={intake.region.pk}"
