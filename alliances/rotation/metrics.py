"""What rotations count for a unit: duties it held and handed over."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from alliances.metrics.registry import METRICS, Facts, Metric, Shown, Span
from alliances.rotation.models import Duty

GROUP = "轮值"


def duties_in(span: Span) -> QuerySet[Duty]:
    """Published ones that begin within the span, by who holds them, the swaps counted."""
    rows = Duty.objects.standing().filter(**span.within("rotation__alliance__region"))
    return rows.filter(**span.during("period"))


def held_in(span: Span) -> Iterator[Facts]:
    yield Facts(duties_in(span), unit="holder_id", on="period")


def handed_over_in(span: Span) -> Iterator[Facts]:
    rows = duties_in(span).filter(handed_over_at__isnull=False)
    yield Facts(rows, unit="holder_id", on="period")


def shown_duties(user: Any, refs: Iterable[int]) -> dict[int, Shown]:
    """One query."""
    rows = Duty.objects.visible_to(user).filter(pk__in=list(refs)).select_related("rotation__alliance")
    return {
        row.pk: Shown(f"{row.words} {row.rotation.name}", reverse("duty", args=[row.pk]), row.theme)
        for row in rows.defer("rotation__alliance__charter")
    }


def register() -> None:
    METRICS.register(
        "duties_held",
        Metric(
            label="承担轮值",
            group=GROUP,
            measure="期",
            source="已公布、首月在这段时间内的轮值，对调和调整之后由谁承担就算谁的。",
            facts=held_in,
            shown=shown_duties,
        ),
        weight=30,
    )
    METRICS.register(
        "duties_handed_over",
        Metric(
            label="已办交接",
            group=GROUP,
            measure="期",
            source="承担的轮值中已填交接说明的。",
            facts=handed_over_in,
            shown=shown_duties,
        ),
        weight=31,
    )
