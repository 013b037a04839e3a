"""结对共建 among the sheets of a ledger."""

from django.urls import reverse

from alliances.pairing.agreement.models import Agreement
from alliances.pairing.ledgers.giving import choices_of_pairings, extras_of_pairings, rows_of_pairings
from alliances.pairing.ledgers.spec import PAIRINGS
from alliances.pairing.ledgers.taking import gone_pairings, take_pairings
from alliances.pairing.models import Commitment, Pairing, Programme
from alliances.pairing.states import PAIRING_MACHINE
from portal.ledgers.taking import LEDGER_SHEETS, Intake, LedgerSheet
from portal.ledgers.undoing import TakenTable


def register() -> None:
    sheet = LedgerSheet(
        spec=PAIRINGS,
        take=take_pairings,
        shown_at=pairings_page,
        gone=gone_pairings,
        tables=(
            TakenTable(model=Pairing, owned=(Agreement, Commitment), machine=PAIRING_MACHINE),
            TakenTable(model=Programme, by_the_way=True),
        ),
        rows=rows_of_pairings,
        extras=extras_of_pairings,
        choices=choices_of_pairings,
    )
    LEDGER_SHEETS.register(PAIRINGS.kind, sheet, weight=90)


def pairings_page(intake: Intake) -> str:
    return f"{reverse('pairings')}?region={intake.region.pk}&all=1"
