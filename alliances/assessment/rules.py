"""Who may do what: the office shapes schemes and runs cycles; whom it concerns pledges and objects."""

from typing import Any

import rules

from alliances.assessment.models import Cycle, Objection, Result, Scheme, Target
from members.places.models import Region, policy_of
from members.rules import acts_within, handles, in_office, oversees, reviews, signs_within
from members.scope import scope_of
from members.units.models import Unit


@rules.predicate
def handles_scheme(user: Any, scheme: Scheme) -> bool:
    return handles(user, scheme.region_id)


@rules.predicate
def decides_on_scheme(user: Any, scheme: Scheme) -> bool:
    """审核; whoever handles as well, where the office does not keep 经办 and 审核 apart."""
    if reviews(user, scheme.region_id):
        return True
    return handles(user, scheme.region_id) and not policy_of(scheme.region).four_eyes


@rules.predicate
def looks_on(user: Any, scheme: Scheme) -> bool:
    return oversees(user, scheme.region_id)


@rules.predicate
def handles_cycle(user: Any, cycle: Cycle) -> bool:
    return handles(user, cycle.scheme.region_id)


@rules.predicate
def decides_on_cycle(user: Any, cycle: Cycle) -> bool:
    return decides_on_scheme(user, cycle.scheme)


@rules.predicate
def looks_on_cycle(user: Any, cycle: Cycle) -> bool:
    return looks_on(user, cycle.scheme)


@rules.predicate
def handles_result(user: Any, result: Result) -> bool:
    return handles(user, result.cycle.scheme.region_id)


@rules.predicate
def looks_on_result(user: Any, result: Result) -> bool:
    return looks_on(user, result.cycle.scheme) or concerned_id(result) in scope_of(user).line_unit_ids


@rules.predicate
def speaks_for_concerned(user: Any, result: Result) -> bool:
    """Liaison or secretary of whom it concerns."""
    unit = concerned_id(result)
    return unit is not None and acts_within(user, unit, region_of(result))


@rules.predicate
def decides_on_objection(user: Any, objection: Objection) -> bool:
    return decides_on_scheme(user, objection.result.cycle.scheme)


@rules.predicate
def handles_target(user: Any, target: Target) -> bool:
    return handles(user, target.indicator.scheme.region_id)


@rules.predicate
def signs_for_concerned(user: Any, row: Target | Result) -> bool:
    """Secretary of whom it concerns: of the unit, or of the unit where the party organisation stands."""
    unit = concerned_unit(row)
    return unit is not None and signs_within(user, unit.pk, region_of(row))


def concerned_unit(row: Target | Result) -> Unit | None:
    """The unit whose people speak for whom it concerns; an organisation may stand in none."""
    return row.unit or (row.party_org.unit if row.party_org else None)


def concerned_id(row: Target | Result) -> int | None:
    """Its number, without reading the unit."""
    return row.unit_id or (row.party_org.unit_id if row.party_org else None)


def region_of(row: Target | Result) -> Region:
    scheme = row.indicator.scheme if isinstance(row, Target) else row.cycle.scheme
    return scheme.region


def on_behalf(user: Any, row: Target | Result) -> bool:
    """Staff of the office who do not speak for whom it concerns: they say on what basis they act."""
    if user is None or not in_office(user, region_of(row).pk):
        return False
    own = signs_for_concerned if isinstance(row, Target) else speaks_for_concerned
    return not own(user, row)


rules.add_rule("schemes.see", looks_on)
rules.add_rule("schemes.change", handles_scheme)
rules.add_rule("schemes.adopt", decides_on_scheme)
rules.add_rule("targets.pledge", signs_for_concerned | handles_target)
rules.add_rule("cycles.see", looks_on_cycle)
rules.add_rule("cycles.compute", handles_cycle)
rules.add_rule("cycles.judge", handles_cycle)
rules.add_rule("cycles.review", decides_on_cycle)
rules.add_rule("cycles.announce", decides_on_cycle)
rules.add_rule("results.open", speaks_for_concerned | looks_on_result)
rules.add_rule("results.contest", speaks_for_concerned | handles_result)
rules.add_rule("objections.answer", decides_on_objection)
