"""One decision on many claims."""

from collections.abc import Callable, Iterable
from typing import Any

from portal.refusals import Refusal
from projects.claims.actions import close_claim, confirm_claim, not_adopt_claim, send_back_claim
from projects.claims.models import Claim
from projects.listings.actions import Outcome

DECISIONS: dict[str, Callable[..., Claim]] = {
    "confirm": confirm_claim,
    "not-adopt": not_adopt_claim,
    "send-back": send_back_claim,
    "close": close_claim,
}


def decide_claims(ids: Iterable[int], *, verb: str, by: Any, opinion: str = "") -> list[Outcome]:
    """Decide on each in its own transaction: one that is refused stops none of the others.

    Claims the user does not see are `not_found`. Raises KeyError for a verb that is no decision.
    """
    decide, asked = DECISIONS[verb], list(dict.fromkeys(ids))
    found = Claim.objects.visible_to(by).in_bulk(asked)
    return [_decide(found.get(pk), pk, decide, by, opinion) for pk in asked]


def _decide(claim: Claim | None, pk: int, decide: Callable[..., Claim], by: Any, opinion: str) -> Outcome:
    if claim is None:
        return Outcome(pk, False, "not_found", "没有这条记录，或您看不到它。")
    try:
        decide(claim, by=by, opinion=opinion)
    except Refusal as refusal:
        return Outcome(pk, False, refusal.code, refusal.sentence)
    return Outcome(pk, True)
