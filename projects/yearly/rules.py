"""Who may take a year's lists over into the next."""

import rules

from members.places.rules import handles_it

rules.add_rule("yearly.carry_over", handles_it)
