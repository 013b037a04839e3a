"""What the page of one record reads."""

from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.utils import timezone

from alliances.records.fields import shown_free_figure
from alliances.records.figures import figure_items
from alliances.records.models import Record, RecordQuerySet, RecordShare
from members.models import Enrolment, Unit


def with_names(records: RecordQuerySet) -> RecordQuerySet:
    """Each record with the names of its units and neighbourhoods, read in the same query."""
    shares = RecordShare.objects.filter(record=OuterRef("pk")).order_by("-weight", "pk")
    hoods = Record.neighbourhoods.through.objects.filter(record=OuterRef("pk")).order_by("unit__name")
    return records.annotate(
        unit_names=ArraySubquery(shares.values("unit__name")),
        neighbourhood_names=ArraySubquery(hoods.values("unit__name")),
    )


def facts_of(record: Record, neighbourhoods: list[Unit]) -> list[tuple[str, str]]:
    entered = f"{record.recorded_by}，{timezone.localtime(record.recorded_at):%Y-%m-%d %H:%M}"
    facts = [
        ("日期", f"{record.occurred_on:%Y-%m-%d}"),
        ("地点", record.place),
        ("街道（镇）", record.region.name),
        ("受益村居", "、".join(unit.name for unit in neighbourhoods)),
        ("记录人", entered),
    ]
    if record.basis:
        facts.append(("代录依据", record.basis))
    if record.other_figures:
        facts.append(("其他数字", "，".join(map(shown_free_figure, record.other_figures))))
    return facts


def shares_of_units(record: Record) -> list[dict[str, Any]]:
    """Each unit that took part with its share of the figures, in words."""
    rows = record.shares.select_related("unit").order_by("-weight", "pk")
    return [{"unit": row.unit, "weight": row.weight, "figures": share_items(row.figures)} for row in rows]


def share_items(figures: dict[str, str]) -> list[tuple[str, str, str]]:
    return figure_items({name: Decimal(part) for name, part in figures.items()})


def neighbourhoods_to_choose(record: Record) -> QuerySet[Unit]:
    """The 村居 of the record's street, and whichever it is for already."""
    here = Enrolment.objects.active().filter(region=record.region_id).values("unit")
    villages = Unit.objects.neighbourhoods().filter(pk__in=here).values("pk")
    chosen = record.neighbourhoods.values("pk")
    return Unit.objects.filter(Q(pk__in=villages) | Q(pk__in=chosen)).order_by("name")
