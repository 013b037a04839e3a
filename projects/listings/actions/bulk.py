"""One decision on many listings."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from projects.deciding.bulk import Outcome, decide_each
from projects.listings.actions.deciding import not_adopt, publish, return_listing
from projects.listings.models import Listing
from projects.listings.publishing import AS_SET, PairedFirst

DECISIONS: dict[str, Callable[..., Listing]] = {
    "return": return_listing,
    "not-adopt": not_adopt,
}


def decide_many(
    model: type[Listing],
    ids: Iterable[int],
    *,
    verb: str,
    by: Any,
    opinion: str = "",
    paired: PairedFirst = AS_SET,
) -> list[Outcome]:
    """See `decide_each`; `paired` goes with what is published. KeyError for a verb that is no decision."""
    asked = list(ids)
    seen = model.objects.visible_to(by).in_bulk(asked)
    decisions = DECISIONS | {"publish": partial(publish, paired=paired)}
    return decide_each(seen, asked, decisions[verb], by=by, opinion=opinion)
