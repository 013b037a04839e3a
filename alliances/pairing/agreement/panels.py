"""The panel of a pairing's page that holds its agreement: every edition and every signed scan."""

from typing import Any

from alliances.pairing.agreement.models import Agreement, SignedAgreement
from alliances.pairing.agreement.rules import ATTACHABLE
from alliances.pairing.models import Pairing
from alliances.pairing.states import PairingState
from portal.permits import may


def agreement_panel(user: Any, pairing: Pairing) -> dict[str, Any]:
    """For `alliances/pairing/agreement_panel.html`, as `agreement`; empty for whoever may not read it."""
    if not may(user, "pairings.see_terms", pairing):
        return {}
    drafted = pairing.state == PairingState.DRAFTED
    kept = Agreement.objects.filter(pairing=pairing).only("edition", "kept_at")
    return {
        "is_draft": drafted,
        "is_there": drafted or pairing.edition > 0,
        "earlier": [row for row in kept if drafted or row.edition < pairing.edition],
        "scans": SignedAgreement.objects.filter(pairing=pairing).select_related("file", "by"),
        "may_attach": pairing.state in ATTACHABLE and may(user, "pairings.hand_in_scan", pairing),
    }
