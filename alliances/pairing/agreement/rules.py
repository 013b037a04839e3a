"""Who may read an agreement and hand its signed scan in."""

from typing import Any

import rules

from alliances.pairing.models import Pairing
from alliances.pairing.rules import handles_place, takes_part
from alliances.pairing.states import KEPT, PairingState
from portal.permits import may

ATTACHABLE = (PairingState.PROPOSED, PairingState.AGREED, *KEPT)
"""From the moment its text is fixed; never to what was given up."""


def may_see_files(user: Any, pairing: Pairing) -> bool:
    """What is kept about a pairing is its agreement and the signed scans of it."""
    seen = Pairing.objects.visible_to(user).filter(pk=pairing.pk).exists()
    return seen and may(user, "pairings.see_terms", pairing)


rules.add_rule("pairings.hand_in_scan", takes_part | handles_place)
