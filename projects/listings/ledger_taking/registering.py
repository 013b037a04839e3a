"""The three lists among the sheets of a ledger."""

from collections.abc import Callable

from django.urls import reverse

from portal.ledgers.taking import LEDGER_SHEETS, Intake, LedgerSheet
from portal.ledgers.undoing import TakenTable
from projects.listings.kinds import MODELS
from projects.listings.ledger_lines import choices_of, extras_of, rows_of
from projects.listings.ledger_taking.comparing import gone_of
from projects.listings.ledger_taking.parts import put_back
from projects.listings.ledger_taking.taking import list_taker
from projects.listings.ledgers import NEEDS, PROJECTS, RESOURCES
from projects.listings.models import Category, ListKind, Preferred, Target
from projects.listings.states import LISTING_MACHINE

SHEETS = {ListKind.RESOURCE: RESOURCES, ListKind.NEED: NEEDS, ListKind.PROJECT: PROJECTS}


def register() -> None:
    for place, (kind, spec) in enumerate(SHEETS.items()):
        sheet = LedgerSheet(
            spec=spec,
            take=list_taker(kind),
            shown_at=drafts_page(kind),
            gone=gone_of(kind),
            tables=tables_of(kind),
            rows=rows_of(kind),
            extras=extras_of(kind),
            choices=choices_of(kind),
        )
        LEDGER_SHEETS.register(spec.kind, sheet, weight=20 + place)


def tables_of(kind: ListKind) -> tuple[TakenTable, ...]:
    """What a list's sheet writes to: the list, and categories it did not find."""
    is_project = kind is ListKind.PROJECT
    rows = TakenTable(
        model=MODELS[kind],
        owned=(Target, Preferred) if is_project else (),
        restore=put_back if is_project else None,
        machine=LISTING_MACHINE,
    )
    return rows, TakenTable(model=Category, by_the_way=True)


def drafts_page(kind: ListKind) -> Callable[[Intake], str]:
    """Where what came in waits to be handed in and published."""
    return lambda intake: (
        f"{reverse(f'{kind.value}s')}?region={intake.region.pk}&year={intake.year}&state=draft"
    )
