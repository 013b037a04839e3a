"""What a unit opened to others: entries it published on each of the three lists within a span."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django.db.models.functions import TruncDate

from alliances.metrics.registry import METRICS, Facts, Metric, Shown, Span
from projects.listings.addresses import listing_url
from projects.listings.kinds import MODELS
from projects.listings.models import SHOWN, ListKind


def published_in(kind: ListKind, span: Span) -> Iterator[Facts]:
    rows = MODELS[kind]._default_manager.filter(state__in=SHOWN, **span.within("region"))
    here = rows.filter(**span.during("published_at__date"))
    yield Facts(here, unit="unit_id", on=TruncDate("published_at"))


def shown_listings(kind: ListKind, user: Any, refs: Iterable[int]) -> dict[int, Shown]:
    """One query."""
    seen: Any = MODELS[kind]._default_manager
    rows = seen.visible_to(user).filter(pk__in=list(refs))
    return {row.pk: Shown(row.title, listing_url(row), row.number or "") for row in rows}


def register() -> None:
    for weight, kind in enumerate(ListKind, start=5):
        METRICS.register(
            f"{kind.value}s_published",
            Metric(
                label=f"发布的{kind.label.removesuffix('清单')}",
                group="三张清单",
                measure="项",
                source="本单位这段时间内发布的清单项，办理中和退回的不算。",
                facts=partial(published_in, kind),
                shown=partial(shown_listings, kind),
            ),
            weight=weight,
        )
