"""What pairings count for a unit: those in force within a span, on either side."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse

from alliances.metrics.registry import METRICS, Facts, Metric, Shown, Span
from alliances.pairing.models import Pairing


def in_force_in(span: Span) -> Iterator[Facts]:
    here = Pairing.objects.in_force_between(span.since, span.until)
    for side in ("host", "partner"):
        theirs = here.filter(**span.within("programme__region"), **{f"{side}__isnull": False})
        yield Facts(theirs, unit=f"{side}_id", on="from_on")


def shown_pairings(user: Any, refs: Iterable[int]) -> dict[int, Shown]:
    """One query."""
    rows = Pairing.objects.visible_to(user).filter(pk__in=list(refs))
    return {
        row.pk: Shown(str(row), reverse("pairing", args=[row.pk]), row.programme.name)
        for row in rows.select_related("programme", "host", "partner", "post")
    }


def register() -> None:
    METRICS.register(
        "pairings_in_force",
        Metric(
            label="履行中的结对",
            group="结对共建",
            measure="对",
            source="已备案、结对期与这段时间有重叠的结对。",
            facts=in_force_in,
            shown=shown_pairings,
        ),
        weight=40,
    )
