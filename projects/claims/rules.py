"""Who may do what with claims."""

from typing import Any

import rules

from members.rules import acts_for, handles, oversees, reviews, signs_for
from members.scope import scope_of
from members.units.models import Enrolment


@rules.predicate
def is_own_unit(user: Any, claim: Any) -> bool:
    return acts_for(user, claim.unit_id, claim.project.region_id)


@rules.predicate
def is_own_secretary(user: Any, claim: Any) -> bool:
    return signs_for(user, claim.unit_id, claim.project.region_id)


@rules.predicate
def handles_region(user: Any, claim: Any) -> bool:
    return handles(user, claim.project.region_id)


@rules.predicate
def reviews_region(user: Any, claim: Any) -> bool:
    return reviews(user, claim.project.region_id)


@rules.predicate
def is_publisher(user: Any, claim: Any) -> bool:
    return acts_for(user, claim.project.unit_id, claim.project.region_id)


@rules.predicate
def oversees_region(user: Any, claim: Any) -> bool:
    return oversees(user, claim.project.region_id)


rules.add_rule("claims.withdraw", is_own_unit | handles_region)
rules.add_rule("claims.endorse", is_own_secretary | handles_region)
rules.add_rule("claims.confirm", reviews_region)
rules.add_rule("claims.not_adopt", reviews_region)
rules.add_rule("claims.release", is_own_unit | handles_region)
rules.add_rule("claims.complete", is_own_unit | handles_region)
rules.add_rule("claims.send_back", reviews_region)
rules.add_rule("claims.close", reviews_region)
rules.add_rule("claims.offer", handles_region)
rules.add_rule("claims.renew", is_own_unit | handles_region)
rules.add_rule("claims.record", is_own_unit | is_publisher | handles_region)
rules.add_rule("claims.see_terms", is_own_unit | is_publisher | oversees_region)


def may_claim_for(user: Any, unit_id: int, region_id: int) -> bool:
    """Liaison or secretary of that unit in that street; staff on its behalf."""
    return acts_for(user, unit_id, region_id) or handles(user, region_id)


def is_enrolled(user: Any, unit_id: int, region_id: int) -> bool:
    """The unit takes part in that street today. Of one's own units the scope already knows."""
    if (unit_id, region_id) in scope_of(user).enrolled:
        return True
    return Enrolment.objects.active().filter(unit_id=unit_id, region_id=region_id).exists()
