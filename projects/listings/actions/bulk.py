"""One decision on many listings."""

from collections.abc import Callable, Iterable
from typing import Any

from projects.deciding.bulk import Outcome, decide_each
from projects.listings.actions.deciding import not_adopt, publish, return_listing
from projects.listings.models import Listing

DECISIONS: dict[str, Callable[..., Listing]] = {
    "publish": publish,
    "return": return_listing,
    "not-adopt": not_adopt,
}


def decide_many(
    model: type[Listing], ids: Iterable[int], *, verb: str, by: Any, opinion: str = ""
) -> list[Outcome]:
    """See `decide_each`. Raises KeyError for a verb that is no decision."""
    asked = list(ids)
    seen = model.objects.visible_to(by).in_bulk(asked)
    return decide_each(seen, asked, DECISIONS[verb], by=by, opinion=opinion)
