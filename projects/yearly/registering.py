"""What January adds to the front door: its page, the to-do of units, the offers at publishing."""

from typing import Any

from members.scope import scope_of
from portal.inbox.todos import TODO_SOURCES
from portal.navigation import NAVIGATION, NavEntry, NavGroup
from projects.listings.publishing import WHEN_PUBLISHED
from projects.yearly.renewals import offer_to_last_years
from projects.yearly.todos import to_check


def register() -> None:
    WHEN_PUBLISHED.register("renewals", offer_to_last_years)
    TODO_SOURCES.register("carried drafts", to_check)
    NAVIGATION.register(
        "year", NavEntry("年度沿用", "refresh", "year", NavGroup.REVIEW, shown_to=sees_a_street), weight=70
    )


def sees_a_street(user: Any) -> bool:
    return bool(scope_of(user).office_region_ids | scope_of(user).overseen_region_ids)
