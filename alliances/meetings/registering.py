"""What meetings put into the registries."""

from typing import Any

from alliances.councils.panels import ALLIANCE_PANELS
from alliances.meetings import folder, metrics, todos
from alliances.meetings.handover import open_agenda, open_resolutions
from alliances.meetings.matters import MEETINGS as MEETING_MATTERS
from alliances.meetings.matters import RESOLUTIONS as RESOLUTION_MATTERS
from alliances.meetings.models import Resolution
from alliances.meetings.panels import alliance_meetings_panel, unit_meetings_panel
from alliances.meetings.papers import minutes, sheet
from alliances.meetings.possible import meetings_ahead
from alliances.meetings.reading import full
from alliances.meetings.resolution_page import may_see_evidence
from alliances.meetings.searching import MEETINGS, RESOLUTIONS
from alliances.meetings.states import (
    AGENDA_MACHINE,
    MEETING_MACHINE,
    RESOLUTION_MACHINE,
    AgendaState,
    MeetingState,
    ResolutionState,
)
from alliances.meetings.unitfile import MEETINGS as UNIT_MEETINGS
from alliances.meetings.unitfile import RESOLUTIONS as UNIT_RESOLUTIONS
from alliances.metrics.possible import POSSIBLE
from alliances.records.matters import RECORD_MATTERS
from alliances.rotation.handover import HANDOVER_PARTS
from members.scope import scope_of
from members.units.panels import UNIT_PANELS
from members.units.unitfile.parts import UNIT_FILE_PARTS
from portal.documents.kinds import DOCUMENT_KINDS
from portal.files.access import FILE_ACCESS
from portal.inbox.todos import TODO_SOURCES
from portal.navigation import NAVIGATION, NavEntry, NavGroup
from portal.search_page import SEARCH_SOURCES
from portal.workflow.diagram import DIAGRAMS, Diagram
from portal.workflow.subjects import SUBJECTS


def register() -> None:
    folder.register()
    metrics.register()
    POSSIBLE.register("meetings ahead", meetings_ahead, weight=10)
    SUBJECTS.update(meeting="meeting", agendaitem="agenda_item", resolution="resolution")
    FILE_ACCESS.register("alliances.resolution", sees_evidence)
    DOCUMENT_KINDS.register(minutes.MINUTES, minutes.KIND)
    DOCUMENT_KINDS.register(sheet.SIGN_IN_SHEET, sheet.KIND)
    RECORD_MATTERS.register("meetings", MEETING_MATTERS)
    RECORD_MATTERS.register("resolutions", RESOLUTION_MATTERS)
    HANDOVER_PARTS.register("open agenda", open_agenda, weight=10)
    HANDOVER_PARTS.register("resolutions not closed", open_resolutions, weight=20)
    _register_pages()
    _register_todos()
    _register_diagrams()


def _register_pages() -> None:
    meetings = NavEntry("会议", "message", "meetings", NavGroup.COUNCIL, takes_part)
    NAVIGATION.register("meetings", meetings, weight=30)
    resolutions = NavEntry("议定事项", "list-check", "resolutions", NavGroup.COUNCIL, takes_part)
    NAVIGATION.register("resolutions", resolutions, weight=40)
    SEARCH_SOURCES.register("meetings", MEETINGS, weight=60)
    SEARCH_SOURCES.register("resolutions", RESOLUTIONS, weight=61)
    ALLIANCE_PANELS.register("meetings", alliance_meetings_panel, weight=40)
    UNIT_PANELS.register("meetings", unit_meetings_panel, weight=40)
    UNIT_FILE_PARTS.register("meetings", UNIT_MEETINGS, weight=32)
    UNIT_FILE_PARTS.register("resolutions", UNIT_RESOLUTIONS, weight=33)


def _register_todos() -> None:
    TODO_SOURCES.register("receipts", todos.receipts)
    TODO_SOURCES.register("resolutions entrusted", todos.entrusted)
    TODO_SOURCES.register("resolutions to close", todos.to_close)
    TODO_SOURCES.register("meetings to minute", todos.to_minute)


def _register_diagrams() -> None:
    meeting = Diagram("会议", MEETING_MACHINE, MeetingState, (MeetingState.DRAFT,))
    DIAGRAMS.register("meeting", meeting, weight=15)
    begins = (AgendaState.PROPOSED, AgendaState.ACCEPTED)
    DIAGRAMS.register("agenda item", Diagram("议题", AGENDA_MACHINE, AgendaState, begins), weight=16)
    assigned = (ResolutionState.ASSIGNED,)
    resolution = Diagram("议定事项", RESOLUTION_MACHINE, ResolutionState, assigned)
    DIAGRAMS.register("resolution", resolution, weight=17)


def takes_part(user: Any) -> bool:
    return bool(scope_of(user).roles)


def sees_evidence(user: Any, resolution: Resolution) -> bool:
    return may_see_evidence(user, full(Resolution.objects.filter(pk=resolution.pk)).get())
