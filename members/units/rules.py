"""Who may do what with units and enrolments."""

from typing import Any

import rules

from members.rules import acts_for, handles, in_office, oversees, reviews
from members.scope import scope_of
from members.units.models import Enrolment
from members.units.states import LIVE
from portal.registry import Registry

COUNTERPARTS: Registry[Any] = Registry("kind of counterpart")
"""(user, enrolment) → whether they have live business with each other. Apps above register theirs."""


@rules.predicate
def is_own_people(user: Any, enrolment: Enrolment) -> bool:
    return acts_for(user, enrolment.unit_id, enrolment.region_id)


@rules.predicate
def handles_region(user: Any, enrolment: Enrolment) -> bool:
    return handles(user, enrolment.region_id)


@rules.predicate
def reviews_region(user: Any, enrolment: Enrolment) -> bool:
    return reviews(user, enrolment.region_id)


@rules.predicate
def works_in_region(user: Any, enrolment: Enrolment) -> bool:
    return in_office(user, enrolment.region_id)


@rules.predicate
def is_live_counterpart(user: Any, enrolment: Enrolment) -> bool:
    return any(has_business(user, enrolment) for has_business in COUNTERPARTS)


@rules.predicate
def acts_for_unit_somewhere(user: Any, enrolment: Enrolment) -> bool:
    return enrolment.unit_id in scope_of(user).unit_ids


@rules.predicate
def oversees_region(user: Any, enrolment: Enrolment) -> bool:
    return oversees(user, enrolment.region_id)


@rules.predicate
def handles_some_street_of(user: Any, unit: Any) -> bool:
    """A unit of several streets is looked after by all of them; a new one by whoever enters it."""
    regions = live_region_ids(unit)
    mine = scope_of(user).worked_region_ids
    return bool(mine & regions) if regions else bool(mine)


@rules.predicate
def reviews_every_street_of(user: Any, unit: Any) -> bool:
    """What ends a unit ends it in all its streets, so it takes somebody who decides in all of them."""
    regions = live_region_ids(unit)
    return bool(regions) and regions <= scope_of(user).reviewed_region_ids


def live_region_ids(unit: Any) -> set[int]:
    return set(unit.enrolments.filter(state__in=LIVE).values_list("region_id", flat=True))


rules.add_rule("units.change", handles_some_street_of)
rules.add_rule("units.merge", reviews_every_street_of)
rules.add_rule("units.close", reviews_every_street_of)
rules.add_rule("enrolments.enter", handles_region)
rules.add_rule("enrolments.apply", acts_for_unit_somewhere)
for verb in ("approve", "decline", "suspend", "resume", "leave"):
    rules.add_rule(f"enrolments.{verb}", reviews_region)
rules.add_rule("enrolments.change_contacts", is_own_people | handles_region)
rules.add_rule("enrolments.see_steps", acts_for_unit_somewhere | oversees_region)
rules.add_rule("contacts.see", is_own_people | works_in_region | is_live_counterpart)
