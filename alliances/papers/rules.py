"""Who may keep papers."""

from typing import Any

import rules

from members.rules import handles


@rules.predicate
def handles_region(user: Any, document: Any) -> bool:
    return handles(user, document.region_id)


rules.add_rule("papers.change", handles_region)
