"""Who may do what: the office shapes and runs surveys; who oversees it looks on; links answer for nobody."""

from typing import Any

import rules

from alliances.surveys.models import Survey
from members.rules import handles, oversees


@rules.predicate
def handles_survey(user: Any, survey: Survey) -> bool:
    return handles(user, survey.region_id)


@rules.predicate
def looks_on(user: Any, survey: Survey) -> bool:
    return oversees(user, survey.region_id)


rules.add_rule("surveys.see", looks_on)
rules.add_rule("surveys.work", handles_survey)
