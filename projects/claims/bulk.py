"""One decision on many claims."""

from collections.abc import Callable, Iterable
from typing import Any

from projects.claims.actions import close_claim, confirm_claim, not_adopt_claim, send_back_claim
from projects.claims.models import Claim
from projects.deciding.bulk import Outcome, decide_each

DECISIONS: dict[str, Callable[..., Claim]] = {
    "confirm": confirm_claim,
    "not-adopt": not_adopt_claim,
    "send-back": send_back_claim,
    "close": close_claim,
}


def decide_claims(ids: Iterable[int], *, verb: str, by: Any, opinion: str = "") -> list[Outcome]:
    """See `decide_each`. Raises KeyError for a verb that is no decision."""
    asked = list(ids)
    seen = Claim.objects.visible_to(by).in_bulk(asked)
    return decide_each(seen, asked, DECISIONS[verb], by=by, opinion=opinion)
