"""What records count for a unit: how many, and what it brought of each standard figure."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from alliances.metrics.registry import METRICS, Facts, Metric, Shown, Span
from alliances.records.figures import FIGURES
from alliances.records.models import Record, RecordShare
from alliances.records.panels import share_of

GROUP = "共建纪实"


def shares_in(span: Span) -> QuerySet[RecordShare]:
    """Shares of records that count, of the place and the span."""
    rows = RecordShare.objects.filter(record__struck_at=None)
    return rows.filter(**span.within("record__region"), **span.during("record__occurred_on"))


def records_in(span: Span) -> Iterator[Facts]:
    yield Facts(shares_in(span), unit="unit_id", ref="record_id", on="record__occurred_on")


def figure_in(name: str, span: Span) -> Iterator[Facts]:
    yield Facts(
        shares_in(span), unit="unit_id", ref="record_id", on="record__occurred_on", amount=share_of(name)
    )


def shown_records(user: Any, refs: Iterable[int]) -> dict[int, Shown]:
    """One query."""
    rows = Record.objects.visible_to(user).filter(pk__in=list(refs))
    return {row.pk: Shown(row.summary, reverse("record", args=[row.pk]), row.place) for row in rows}


def register() -> None:
    METRICS.register(
        "records",
        Metric(
            label="参加的共建活动",
            group=GROUP,
            measure="条",
            source="本单位是参与单位的共建纪实，作废的不算。",
            facts=records_in,
            shown=shown_records,
        ),
        weight=10,
    )
    for place, (name, (what, measure)) in enumerate(FIGURES.items(), start=11):
        METRICS.register(
            f"record_{name}",
            Metric(
                label=what,
                group=GROUP,
                measure=measure,
                source="共建纪实中本单位的份额；一件事各单位份额之和等于总数。",
                facts=partial(figure_in, name),
                shown=shown_records,
                adds_up=True,
            ),
            weight=place,
        )
