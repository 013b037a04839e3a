"""A pairing's state as a badge, today."""

import datetime as dt

from alliances.pairing.models import Pairing
from alliances.pairing.planning import DAY
from alliances.pairing.states import PairingState

S = PairingState
SOON = 30 * DAY
"""A pairing that ends within these days is shown as 快到期."""

KINDS = {
    S.DRAFTED: "planned",
    S.PROPOSED: "open",
    S.AGREED: "open",
    S.FILED: "running",
    S.RENEWED: "done",
    S.EXPIRED: "plain",
    S.TERMINATED: "plain",
    S.DECLINED: "returned",
    S.WITHDRAWN: "plain",
    S.LAPSED: "late",
}


def badge_of(pairing: Pairing, today: dt.date) -> tuple[str, str]:
    """Its word and the badge's kind. The calendar says whether a filed one has begun or is over."""
    if pairing.state != S.FILED:
        return pairing.get_state_display(), KINDS[S(pairing.state)]
    if today < pairing.from_on:
        return "尚未开始", "planned"
    if today > pairing.until_on:
        return S.EXPIRED.label, "plain"
    return ("快到期", "soon") if pairing.until_on - today <= SOON else (S.FILED.label, "running")
