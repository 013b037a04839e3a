"""What assessment puts into the registries."""

from typing import Any

from alliances.assessment import folder
from alliances.assessment.panels import org_results, standing_results, unit_results
from alliances.assessment.report import CYCLE_KIND, CYCLE_REPORT, RESULT_KIND, RESULT_REPORT
from alliances.assessment.searching import SCHEMES
from alliances.assessment.states import (
    CYCLE_MACHINE,
    OBJECTION_MACHINE,
    SCHEME_MACHINE,
    CycleState,
    ObjectionState,
    SchemeState,
)
from alliances.assessment.todos import cycles_to_work, objections_to_answer, targets_to_pledge
from alliances.assessment.unitfile import RESULTS
from alliances.metrics.panels import STANDING_PANELS
from alliances.metrics.registering import acts_for_a_unit
from members.party.panels import PARTY_PANELS
from members.scope import scope_of
from members.units.panels import UNIT_PANELS
from members.units.unitfile.parts import UNIT_FILE_PARTS
from portal.documents.kinds import DOCUMENT_KINDS
from portal.inbox.todos import TODO_SOURCES
from portal.navigation import NAVIGATION, NavEntry, NavGroup
from portal.search_page import SEARCH_SOURCES
from portal.workflow.diagram import DIAGRAMS, Diagram
from portal.workflow.subjects import SUBJECTS


def register() -> None:
    NAVIGATION.register(
        "schemes", NavEntry("考核管理", "clipboard-check", "assessment", NavGroup.REVIEW, is_staff), weight=20
    )
    NAVIGATION.register(
        "results",
        NavEntry("反馈和考核", "circle-check", "results", NavGroup.REVIEW, acts_for_a_unit),
        weight=15,
    )
    SUBJECTS.update(scheme="scheme", cycle="cycle", objection="objection")
    TODO_SOURCES.register("targets to pledge", targets_to_pledge)
    TODO_SOURCES.register("cycles to work", cycles_to_work)
    TODO_SOURCES.register("objections to answer", objections_to_answer)
    UNIT_PANELS.register("results", unit_results, weight=60)
    PARTY_PANELS.register("results", org_results)
    STANDING_PANELS.register("results", standing_results)
    UNIT_FILE_PARTS.register("results", RESULTS, weight=80)
    folder.register()
    DOCUMENT_KINDS.register(RESULT_REPORT, RESULT_KIND)
    DOCUMENT_KINDS.register(CYCLE_REPORT, CYCLE_KIND)
    SEARCH_SOURCES.register("schemes", SCHEMES, weight=32)
    DIAGRAMS.register(
        "scheme", Diagram("考核办法", SCHEME_MACHINE, SchemeState, (SchemeState.DRAFTED,)), weight=18
    )
    DIAGRAMS.register("cycle", Diagram("考核周期", CYCLE_MACHINE, CycleState, (CycleState.OPEN,)), weight=18)
    DIAGRAMS.register(
        "objection",
        Diagram("异议", OBJECTION_MACHINE, ObjectionState, (ObjectionState.RAISED,)),
        weight=18,
    )


def is_staff(user: Any) -> bool:
    return scope_of(user).is_staff
