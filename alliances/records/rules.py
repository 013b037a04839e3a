"""Who may enter and correct records."""

from typing import Any

import rules

from members.rules import handles, reviews


@rules.predicate
def entered_it(user: Any, record: Any) -> bool:
    return bool(record.recorded_by_id == user.pk)


@rules.predicate
def handles_region(user: Any, record: Any) -> bool:
    return handles(user, record.region_id)


@rules.predicate
def reviews_it(user: Any, region: Any) -> bool:
    return reviews(user, region.pk)


rules.add_rule("records.enter_late", reviews_it)
rules.add_rule("records.change", entered_it | handles_region)
rules.add_rule("records.strike", entered_it | handles_region)
