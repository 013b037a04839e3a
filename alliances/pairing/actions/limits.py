"""What a round allows each side, said politely; the database counts in any case."""

from collections.abc import Callable
from typing import Any

from alliances.pairing.models import Pairing
from portal.constraints import refused_as
from portal.refusals import Refusal


def save_within(pairing: Pairing, move: Callable[[], Any]) -> None:
    """Carry the move out; where a side has its number of pairings already, a refusal says which."""
    programme = pairing.programme
    host_full = Refusal(
        "host_full", f"{pairing.host}在“{programme}”里已有 {programme.most_per_host} 家结对单位，到了上限。"
    )
    partner_full = Refusal(
        "partner_full", f"{pairing.other}在“{programme}”里已结对 {programme.most_per_partner} 家，到了上限。"
    )
    with refused_as({"pairing_within_host_limit": host_full, "pairing_within_partner_limit": partner_full}):
        move()
