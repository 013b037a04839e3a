"""What January adds to the front door: its page, the to-do of units, the offers at publishing."""

from typing import Any

from members.scope import scope_of
from portal.inbox.todos import TODO_SOURCES
from portal.navigation import NAVIGATION, NavEntry, NavGroup
from portal.outbox.handlers import LONG_JOBS, OUTBOX_HANDLERS
from portal.workflow.diagram import DIAGRAMS, Diagram
from portal.workflow.subjects import SUBJECTS
from projects.listings.publishing import LAST_YEARS_UNITS, WHEN_PUBLISHED
from projects.yearly.actions.starting import JOB
from projects.yearly.jobs import carry_now
from projects.yearly.renewals import offer_to_last_years, units_of_last_year
from projects.yearly.states import CARRY_MACHINE, CarryState
from projects.yearly.todos import to_check


def register() -> None:
    OUTBOX_HANDLERS.register(JOB, carry_now)
    LONG_JOBS.add(JOB)
    SUBJECTS["carryover"] = "year_carrying"
    DIAGRAMS.register(
        "carry over", Diagram("年度沿用", CARRY_MACHINE, CarryState, (CarryState.RUNNING,)), weight=70
    )
    WHEN_PUBLISHED.register("renewals", offer_to_last_years)
    LAST_YEARS_UNITS.register("renewals", units_of_last_year)
    TODO_SOURCES.register("carried drafts", to_check)
    NAVIGATION.register(
        "year", NavEntry("年度沿用", "refresh", "year", NavGroup.REVIEW, shown_to=sees_a_street), weight=70
    )


def sees_a_street(user: Any) -> bool:
    return bool(scope_of(user).office_region_ids | scope_of(user).overseen_region_ids)
