"""Who may do what with the three lists."""

from typing import Any

import rules

from members.rules import acts_for, handles, in_office, oversees, reviews
from members.scope import scope_of
from members.units.models import Enrolment
from members.units.rules import is_live_counterpart
from projects.listings.states import EDITABLE


@rules.predicate
def is_publisher(user: Any, listing: Any) -> bool:
    return acts_for(user, listing.unit_id, listing.region_id)


@rules.predicate
def handles_region(user: Any, place: Any) -> bool:
    """`place` is a listing or a category: both belong to a street."""
    return handles(user, place.region_id)


@rules.predicate
def reviews_region(user: Any, listing: Any) -> bool:
    return reviews(user, listing.region_id)


@rules.predicate
def oversees_region(user: Any, listing: Any) -> bool:
    return oversees(user, listing.region_id)


@rules.predicate
def works_in_region(user: Any, listing: Any) -> bool:
    return in_office(user, listing.region_id)


@rules.predicate
def has_business_with_publisher(user: Any, listing: Any) -> bool:
    """A unit that, say, has claimed a project of the publisher, for as long as the claim lives."""
    enrolment = Enrolment.objects.filter(unit=listing.unit_id, region=listing.region_id).first()
    return enrolment is not None and is_live_counterpart(user, enrolment)


@rules.predicate
def is_editable(user: Any, listing: Any) -> bool:
    return listing.state in EDITABLE


rules.add_rule("listings.enter", is_publisher | handles_region)
rules.add_rule("listings.change", (is_publisher & is_editable) | handles_region)
rules.add_rule("listings.submit", is_publisher | handles_region)
rules.add_rule("listings.publish", reviews_region)
rules.add_rule("listings.return", reviews_region)
rules.add_rule("listings.not-adopt", reviews_region)
rules.add_rule("listings.suspend", is_publisher | handles_region)
rules.add_rule("listings.resume", handles_region)
rules.add_rule("listings.close", is_publisher | handles_region)
rules.add_rule("listings.verify", is_publisher | handles_region)
rules.add_rule("listings.reserve", handles_region)
rules.add_rule("listings.adopt_need", is_publisher | handles_region)
rules.add_rule("listings.see_trail", is_publisher | oversees_region)
rules.add_rule("listings.see_contact", is_publisher | works_in_region | has_business_with_publisher)
rules.add_rule("categories.manage", handles_region)


def may_enter_somewhere(user: Any, region_id: int) -> bool:
    """Staff of the street, and whoever acts for any of its units."""
    return handles(user, region_id) or region_id in scope_of(user).enrolled_region_ids
