"""What this app puts into the portal's registries."""

from typing import Any

from members.acting import acting_for
from members.party import registering as party
from members.people.panels import appointments_panel
from members.places.office import own_streets
from members.scope import scope_of
from members.sites import registering as sites
from members.teams import registering as teams
from members.units import folder
from members.units.ledger_taking import registering as ledgers
from members.units.models import EnrolmentState, UnitState
from members.units.panels import UNIT_PANELS, enrolments_panel
from members.units.searching import UNITS
from members.units.states import ENROLMENT_MACHINE, UNIT_MACHINE
from members.units.todos import applications
from members.units.unitfile.kind import KIND, UNIT_FILE
from members.units.unitfile.parts import APPOINTMENTS, ENROLMENTS, UNIT_FILE_PARTS
from portal.api.routes import API_ROUTES
from portal.documents.kinds import DOCUMENT_KINDS, DOCUMENT_PLACES
from portal.inbox.todos import TODO_SOURCES
from portal.navigation import ACTING_FOR, NAVIGATION, NavEntry, NavGroup
from portal.search_page import SEARCH_SOURCES
from portal.workflow.diagram import DIAGRAMS, Diagram
from portal.workflow.subjects import SUBJECTS


def register() -> None:
    NAVIGATION.register(
        "units", NavEntry("成员单位", "building", "units", NavGroup.COUNCIL, sees_units), weight=40
    )
    NAVIGATION.register(
        "party organisations",
        NavEntry("党组织", "list-check", "party_orgs", NavGroup.COUNCIL, sees_units),
        weight=41,
    )
    NAVIGATION.register("teams", NavEntry("队伍", "users", "teams", NavGroup.COUNCIL, sees_units), weight=43)
    NAVIGATION.register("sites", NavEntry("阵地", "home", "sites", NavGroup.COUNCIL, sees_units), weight=42)
    NAVIGATION.register(
        "regions", NavEntry("区域与片区", "map", "regions", NavGroup.SYSTEM, is_staff), weight=10
    )
    NAVIGATION.register(
        "users", NavEntry("账号与授权", "users", "users", NavGroup.SYSTEM, is_staff), weight=20
    )
    NAVIGATION.register(
        "office policy",
        NavEntry("办理设置", "settings", "office_policy", NavGroup.SYSTEM, is_staff),
        weight=30,
    )
    NAVIGATION.register(
        "document templates",
        NavEntry("文书模板", "file", "document_templates", NavGroup.SYSTEM, is_staff),
        weight=40,
    )
    DOCUMENT_KINDS.register(UNIT_FILE, KIND)
    UNIT_FILE_PARTS.register("enrolments", ENROLMENTS, weight=10)
    UNIT_FILE_PARTS.register("appointments", APPOINTMENTS, weight=20)
    DOCUMENT_PLACES.register("offices", own_streets)
    ACTING_FOR.register("members", acting_for)
    TODO_SOURCES.register("enrolments applied", applications)
    UNIT_PANELS.register("enrolments", enrolments_panel, weight=10)
    UNIT_PANELS.register("appointments", appointments_panel, weight=20)
    API_ROUTES.register("members", "members.api")
    SEARCH_SOURCES.register("units", UNITS, weight=10)
    ledgers.register()
    folder.register()
    sites.register()
    party.register()
    teams.register()
    SUBJECTS.update(unit="unit", enrolment="enrolment")
    DIAGRAMS.register("unit", Diagram("单位", UNIT_MACHINE, UnitState, (UnitState.ACTIVE,)), weight=10)
    DIAGRAMS.register(
        "enrolment",
        Diagram("入册", ENROLMENT_MACHINE, EnrolmentState, (EnrolmentState.APPLIED, EnrolmentState.ACTIVE)),
        weight=11,
    )


def sees_units(user: Any) -> bool:
    scope = scope_of(user)
    return bool(scope.seen_region_ids or scope.is_supervisor)


def is_staff(user: Any) -> bool:
    return scope_of(user).is_staff
