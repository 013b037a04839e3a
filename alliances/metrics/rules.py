"""Who sees how a unit takes part: its own people, the office of the street and who oversees it."""

from dataclasses import dataclass
from typing import Any

import rules

from members.places.models import Region
from members.rules import acts_within, oversees
from members.scope import scope_of
from members.units.models import Unit


@dataclass(frozen=True)
class Standing:
    """A unit in a street: what a letter and a page speak of."""

    unit: Unit
    region: Region


@rules.predicate
def is_its_own(user: Any, standing: Standing) -> bool:
    return acts_within(user, standing.unit.pk, standing.region)


@rules.predicate
def looks_on(user: Any, standing: Standing) -> bool:
    return oversees(user, standing.region.pk) or standing.unit.pk in scope_of(user).line_unit_ids


rules.add_rule("standing.see", is_its_own | looks_on)
