"""Who may do what with party organisations. Everybody of the street sees them; its office keeps them."""

from typing import Any

import rules

from members.party.models import PartyOrg
from members.rules import acts_for, handles, oversees


@rules.predicate
def handles_region(user: Any, org: PartyOrg) -> bool:
    return handles(user, org.region_id)


@rules.predicate
def oversees_region(user: Any, org: PartyOrg) -> bool:
    return oversees(user, org.region_id)


@rules.predicate
def is_of_own_unit(user: Any, org: PartyOrg) -> bool:
    return org.unit_id is not None and acts_for(user, org.unit_id, org.region_id)


rules.add_rule("party_orgs.change", handles_region)
rules.add_rule("party_orgs.see_steps", is_of_own_unit | oversees_region)
