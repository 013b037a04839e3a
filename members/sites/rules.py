"""Who may do what with sites. Everybody of the street sees them; its office keeps them."""

from typing import Any

import rules

from members.rules import acts_for, handles, in_office, oversees
from members.sites.models import Site


@rules.predicate
def handles_region(user: Any, site: Site) -> bool:
    return handles(user, site.region_id)


@rules.predicate
def works_in_region(user: Any, site: Site) -> bool:
    return in_office(user, site.region_id)


@rules.predicate
def oversees_region(user: Any, site: Site) -> bool:
    return oversees(user, site.region_id)


@rules.predicate
def runs_it(user: Any, site: Site) -> bool:
    return site.unit_id is not None and acts_for(user, site.unit_id, site.region_id)


rules.add_rule("sites.change", handles_region)
rules.add_rule("sites.see_contact", runs_it | works_in_region)
rules.add_rule("sites.see_steps", runs_it | oversees_region)
