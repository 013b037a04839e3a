"""Named facts about people and places, for every capability's table of rules to compose."""

from typing import Any

from members.places.models import Level
from members.scope import scope_of


def acts_for(user: Any, unit_id: int, region_id: int) -> bool:
    """Liaison or secretary of the unit in that street."""
    return (unit_id, region_id) in scope_of(user).acts_for


def acts_within(user: Any, unit_id: int, region: Any) -> bool:
    """Liaison or secretary of the unit in the street; in any street, where the region is wider than one."""
    if region.level == Level.STREET:
        return acts_for(user, unit_id, region.pk)
    return unit_id in scope_of(user).unit_ids


def signs_within(user: Any, unit_id: int, region: Any) -> bool:
    """Secretary of the unit in the street; in any street, where the region is wider than one."""
    if region.level == Level.STREET:
        return signs_for(user, unit_id, region.pk)
    return any(unit == unit_id for unit, _ in scope_of(user).signs_for)


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
