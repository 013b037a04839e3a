"""Who may do what with places."""

from typing import Any

import rules

from members.places.models import Region
from members.rules import handles, in_office, oversees, reviews

STREET_DIGITS = 9


@rules.predicate
def handles_street_of(user: Any, region: Any) -> bool:
    """经办 or 审核 of the street the region is in; the public tree above the street is nobody's to change."""
    street = Region.objects.filter(code=region.code[:STREET_DIGITS]).values_list("pk", flat=True).first()
    return len(region.code) >= STREET_DIGITS and street is not None and handles(user, street)


@rules.predicate
def handles_region_of(user: Any, zone: Any) -> bool:
    return handles(user, zone.region_id)


@rules.predicate
def handles_it(user: Any, region: Any) -> bool:
    return handles(user, region.pk)


@rules.predicate
def reviews_it(user: Any, region: Any) -> bool:
    return reviews(user, region.pk)


@rules.predicate
def works_there(user: Any, region: Any) -> bool:
    return in_office(user, region.pk)


@rules.predicate
def oversees_it(user: Any, region: Any) -> bool:
    return oversees(user, region.pk)


rules.add_rule("regions.change", handles_street_of)
rules.add_rule("ledgers.import", handles_it)
rules.add_rule("ledgers.see", oversees_it)
rules.add_rule("exports.personal", reviews_it)
rules.add_rule("zones.change", handles_region_of)
rules.add_rule("policy.see", works_there)
rules.add_rule("policy.change", reviews_it)
rules.add_rule("documents.change_template", reviews_it)
