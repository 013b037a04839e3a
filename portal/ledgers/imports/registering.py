"""What imports add to the front door: their jobs, their page for steps, their states, their API."""

from portal.api.routes import API_ROUTES
from portal.inbox.todos import TODO_SOURCES
from portal.ledgers.home import sees_ledgers
from portal.ledgers.imports.jobs import BRING_IN, READ, bring_in_now, read_now
from portal.ledgers.imports.states import IMPORT_MACHINE, ImportState
from portal.ledgers.imports.todos import to_confirm
from portal.navigation import NAVIGATION, NavEntry, NavGroup
from portal.outbox.handlers import LONG_JOBS, OUTBOX_HANDLERS
from portal.workflow.diagram import DIAGRAMS, Diagram
from portal.workflow.subjects import SUBJECTS


def register() -> None:
    OUTBOX_HANDLERS.register(READ, read_now)
    OUTBOX_HANDLERS.register(BRING_IN, bring_in_now)
    LONG_JOBS.update([READ, BRING_IN])
    SUBJECTS["import"] = "ledger_import_page"
    DIAGRAMS.register(
        "import", Diagram("台账导入", IMPORT_MACHINE, ImportState, (ImportState.READING,)), weight=50
    )
    API_ROUTES.register("imports", "portal.ledgers.imports.urls")
    TODO_SOURCES.register("imports to confirm", to_confirm)
    NAVIGATION.register(
        "ledgers", NavEntry("台账", "table", "ledgers", NavGroup.REVIEW, shown_to=sees_ledgers), weight=60
    )
