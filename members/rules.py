"""Named facts about people and places, for every capability's table of rules to compose."""

from typing import Any

from members.scope import scope_of


def acts_for(user: Any, unit_id: int, region_id: int) -> bool:
    """Liaison or secretary of the unit in that street."""
    return (unit_id, region_id) in scope_of(user).acts_for


def signs_for(user: Any, unit_id: int, region_id: int) -> bool:
    """Secretary of the unit in that street."""
    return (unit_id, region_id) in scope_of(user).signs_for


def handles(user: Any, region_id: int) -> bool:
    """经办: enters and acts on behalf in that street."""
    return region_id in scope_of(user).worked_region_ids


def reviews(user: Any, region_id: int) -> bool:
    """审核: decides in that street."""
    return region_id in scope_of(user).reviewed_region_ids


def in_office(user: Any, region_id: int) -> bool:
    """Any staff of that street's office, leaders included."""
    return region_id in scope_of(user).office_region_ids


def oversees(user: Any, region_id: int) -> bool:
    """Staff or supervisor: may see all that the street's office sees."""
    scope = scope_of(user)
    return region_id in scope.office_region_ids or region_id in scope.overseen_region_ids
