"""The three lists among the sheets of a ledger. Pairings are recognised only."""

from collections.abc import Callable

from django.urls import reverse

from portal.ledgers.taking import LEDGER_SHEETS, Intake, LedgerSheet
from projects.listings.ledger_taking.taking import list_taker
from projects.listings.ledgers import NEEDS, PAIRINGS, PROJECTS, RESOURCES
from projects.listings.models import ListKind

SHEETS = {ListKind.RESOURCE: RESOURCES, ListKind.NEED: NEEDS, ListKind.PROJECT: PROJECTS}


def register() -> None:
    for place, (kind, spec) in enumerate(SHEETS.items()):
        sheet = LedgerSheet(spec=spec, take=list_taker(kind), shown_at=drafts_page(kind))
        LEDGER_SHEETS.register(spec.kind, sheet, weight=20 + place)
    LEDGER_SHEETS.register(PAIRINGS.kind, LedgerSheet(spec=PAIRINGS), weight=90)


def drafts_page(kind: ListKind) -> Callable[[Intake], str]:
    """Where what came in waits to be handed in and published."""
    return lambda intake: (
        f"{reverse(f'{kind.value}s')}?region={intake.region.pk}&year={intake.year}&state=draft"
    )
