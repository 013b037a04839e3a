"""What this app puts into the portal's registries."""

from typing import Any

from alliances.assessment import registering as assessment
from alliances.councils import registering as councils
from alliances.meetings import registering as meetings
from alliances.metrics import registering as metrics
from alliances.pairing import registering as pairing
from alliances.papers import folder as papers
from alliances.papers.models import Document
from alliances.records import folder as records
from alliances.records import metrics as record_metrics
from alliances.records.evidence import may_see_evidence
from alliances.records.panels import work_panel
from alliances.records.unitfile import RECORDS, YEARS
from alliances.rotation import registering as rotation
from alliances.surveys import registering as surveys
from members.scope import scope_of
from members.units.panels import UNIT_PANELS
from members.units.unitfile.parts import UNIT_FILE_PARTS
from portal.api.routes import API_ROUTES
from portal.files.access import FILE_ACCESS
from portal.navigation import NAVIGATION, NavEntry, NavGroup


def register() -> None:
    councils.register()
    rotation.register()
    API_ROUTES.register("alliances", "alliances.api")
    meetings.register()
    pairing.register()
    metrics.register()
    assessment.register()
    surveys.register()
    record_metrics.register()
    papers.register()
    records.register()
    FILE_ACCESS.register("alliances.record", may_see_evidence)
    FILE_ACCESS.register("alliances.document", may_see_document)
    NAVIGATION.register(
        "documents", NavEntry("文件", "file", "documents", NavGroup.REVIEW, takes_part), weight=60
    )
    UNIT_FILE_PARTS.register("years", YEARS, weight=60)
    UNIT_FILE_PARTS.register("records", RECORDS, weight=70)
    UNIT_PANELS.register("records", work_panel, weight=50)
    NAVIGATION.register(
        "records", NavEntry("共建纪实", "pencil", "records", NavGroup.LISTS, takes_part), weight=40
    )


def may_see_document(user: Any, document: Document) -> bool:
    return Document.objects.visible_to(user).filter(pk=document.pk).exists()


def takes_part(user: Any) -> bool:
    """Whoever has an appointment: a unit's people, an office's, a supervisor."""
    return bool(scope_of(user).roles)
