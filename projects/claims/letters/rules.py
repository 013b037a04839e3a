"""Who may read a claim's letter and hand the signed one back."""

import rules

from projects.claims.rules import handles_region, is_own_unit, oversees_region

rules.add_rule("claims.see_letter", is_own_unit | oversees_region)
rules.add_rule("claims.hand_in_letter", is_own_unit | handles_region)
