"""What imports add to the front door: their jobs, their page for steps, their states, their API."""

from portal.api.routes import API_ROUTES
from portal.ledgers.imports.jobs import BRING_IN, READ, bring_in_now, read_now
from portal.ledgers.imports.states import IMPORT_MACHINE, ImportState
from portal.outbox.handlers import OUTBOX_HANDLERS
from portal.workflow.diagram import DIAGRAMS, Diagram
from portal.workflow.subjects import SUBJECTS


def register() -> None:
    OUTBOX_HANDLERS.register(READ, read_now)
    OUTBOX_HANDLERS.register(BRING_IN, bring_in_now)
    SUBJECTS["import"] = "ledger_import_page"
    DIAGRAMS.register(
        "import", Diagram("台账导入", IMPORT_MACHINE, ImportState, (ImportState.READING,)), weight=50
    )
    API_ROUTES.register("imports", "portal.ledgers.imports.urls")
