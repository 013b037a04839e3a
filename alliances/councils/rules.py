"""Who may shape alliances: the office of their place, 经办 or 审核."""

from typing import Any

import rules

from alliances.councils.models import Alliance
from members.rules import handles


@rules.predicate
def handles_alliance(user: Any, alliance: Alliance) -> bool:
    return handles(user, alliance.region_id)


rules.add_rule("councils.change", handles_alliance)
