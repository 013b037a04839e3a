"""Who may do what with teams. Everybody of the street sees them; its office keeps them."""

from typing import Any

import rules

from members.rules import acts_for, handles, in_office, oversees
from members.teams.models import Team


@rules.predicate
def handles_region(user: Any, team: Team) -> bool:
    return handles(user, team.region_id)


@rules.predicate
def works_in_region(user: Any, team: Team) -> bool:
    return in_office(user, team.region_id)


@rules.predicate
def oversees_region(user: Any, team: Team) -> bool:
    return oversees(user, team.region_id)


@rules.predicate
def is_of_own_unit(user: Any, team: Team) -> bool:
    return team.unit_id is not None and acts_for(user, team.unit_id, team.region_id)


rules.add_rule("teams.change", handles_region)
rules.add_rule("teams.see_contact", is_of_own_unit | works_in_region)
rules.add_rule("teams.see_steps", is_of_own_unit | oversees_region)
