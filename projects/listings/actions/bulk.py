"""One decision on many listings."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from portal.refusals import Refusal
from projects.listings.actions.deciding import not_adopt, publish, return_listing
from projects.listings.models import Listing

DECISIONS: dict[str, Callable[..., Listing]] = {
    "publish": publish,
    "return": return_listing,
    "not-adopt": not_adopt,
}


@dataclass(frozen=True)
class Outcome:
    """What became of one row: done, or refused with a code and a sentence."""

    id: int
    done: bool
    code: str = ""
    sentence: str = ""


def decide_many(
    model: type[Listing], ids: Iterable[int], *, verb: str, by: Any, opinion: str = ""
) -> list[Outcome]:
    """Decide on each in its own transaction: one that is refused stops none of the others.

    Rows the user does not see are `not_found`. Raises KeyError for a verb that is no decision.
    """
    decide = DECISIONS[verb]
    found = model.objects.visible_to(by).in_bulk(list(ids))
    return [_decide(found.get(pk), pk, decide, by, opinion) for pk in dict.fromkeys(ids)]


def _decide(
    listing: Listing | None, pk: int, decide: Callable[..., Listing], by: Any, opinion: str
) -> Outcome:
    if listing is None:
        return Outcome(pk, False, "not_found", "没有这条记录，或您看不到它。")
    try:
        decide(listing, by=by, opinion=opinion)
    except Refusal as refusal:
        return Outcome(pk, False, refusal.code, refusal.sentence)
    return Outcome(pk, True)
