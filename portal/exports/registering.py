"""What exports add to the front door: their job, their page for steps, their states, their API."""

from portal.api.routes import API_ROUTES
from portal.exports.inspection.kind import INSPECTION, KIND
from portal.exports.jobs import MAKE, make_now
from portal.exports.kinds import EXPORTS
from portal.exports.states import EXPORT_MACHINE, ExportState
from portal.outbox.handlers import LONG_JOBS, OUTBOX_HANDLERS
from portal.workflow.diagram import DIAGRAMS, Diagram
from portal.workflow.subjects import SUBJECTS


def register() -> None:
    OUTBOX_HANDLERS.register(MAKE, make_now)
    LONG_JOBS.add(MAKE)
    SUBJECTS["export"] = "export"
    DIAGRAMS.register(
        "export", Diagram("导出", EXPORT_MACHINE, ExportState, (ExportState.MAKING,)), weight=60
    )
    API_ROUTES.register("exports", "portal.exports.api_urls")
    EXPORTS.register(INSPECTION, KIND)
