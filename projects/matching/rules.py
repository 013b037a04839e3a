"""Who may look for what could meet a need: whoever can act on it, and who oversees."""

import rules

from projects.listings.rules import handles_region, is_publisher, oversees_region

rules.add_rule("needs.match", is_publisher | handles_region | oversees_region)
