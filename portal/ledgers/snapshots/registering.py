"""The tile of snapshots on the home of ledgers."""

from typing import Any

from portal.api.routes import API_ROUTES
from portal.ledgers.home import LEDGER_PAGES, LedgerPage
from portal.ledgers.taking import LEDGER_PLACES


def register() -> None:
    API_ROUTES.register("snapshots", "portal.ledgers.snapshots.urls")
    LEDGER_PAGES.register(
        "snapshots",
        LedgerPage(
            "报送快照",
            "把报送时的清单原样保存，以后随时下载，并看出之后改了什么",
            "ledger_snapshots",
            "clock",
            shown_to=keeps_ledgers,
        ),
        weight=40,
    )


def keeps_ledgers(user: Any) -> bool:
    return next(iter(LEDGER_PLACES))(user).exists()
