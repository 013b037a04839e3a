"""The list of records, for its page and its API."""

from operator import attrgetter
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django_filters import FilterSet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from alliances.records.figures import DECIMALS, FIGURES
from alliances.records.models import Record, RecordShare
from members.models import Unit
from members.places.lists import streets_seen
from portal.ids import LARGEST_ID
from portal.lists.ordering import Ordering
from portal.lists.search import search
from portal.lists.spec import ExportColumn, ListSpec
from portal.workbooks.columns import Shown

COUNTING = [("yes", "有效"), ("no", "已作废")]


def day_filter(label: str, lookup: str) -> django_filters.DateFilter:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return django_filters.DateFilter(field_name="occurred_on", lookup_expr=lookup, label=label, widget=widget)


class RecordFilter(FilterSet):
    """`participant` and `neighbourhood` are parts of a unit's name, `unit` is an id."""

    since = day_filter("从", "gte")
    until = day_filter("到", "lte")
    region = django_filters.ModelChoiceFilter(label="街道（镇）", queryset=streets_seen, empty_label="全部")
    participant = django_filters.CharFilter(label="参与单位", max_length=100, method="shared_by")
    neighbourhood = django_filters.CharFilter(label="受益村居", max_length=100, method="meant_for")
    unit = django_filters.NumberFilter(
        label="参与单位编号", min_value=1, max_value=LARGEST_ID, method="shared_by_id"
    )
    counted = django_filters.ChoiceFilter(
        label="状态", choices=COUNTING, empty_label="全部", method="is_counted"
    )

    class Meta:
        model = Record
        fields: list[str] = []

    def shared_by(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        shares = RecordShare.objects.filter(unit__in=units_called(value))
        return queryset.filter(pk__in=shares.values("record"))

    @extend_schema_field(OpenApiTypes.INT)
    def shared_by_id(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        return queryset.filter(pk__in=RecordShare.objects.filter(unit=int(value)).values("record"))

    def meant_for(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        through = Record.neighbourhoods.through.objects.filter(unit__in=units_called(value))
        return queryset.filter(pk__in=through.values("record"))

    def is_counted(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(struck_at__isnull=value == "yes")


FIGURE_COLUMNS = tuple(
    ExportColumn(
        f"{what}（{measure}）", attrgetter(name), Shown.MONEY if DECIMALS.get(name) == 2 else Shown.NUMBER
    )
    for name, (what, measure) in FIGURES.items()
)


class RecordList(ListSpec):
    filterset = RecordFilter
    export_name = "共建纪实"
    export_columns = (
        ExportColumn("日期", attrgetter("occurred_on"), Shown.DAY),
        ExportColumn("做了什么", attrgetter("summary"), width=40),
        ExportColumn("地点", attrgetter("place"), width=20),
        ExportColumn("参与单位", lambda row: "、".join(row.unit_names), width=30),
        ExportColumn("受益村居", lambda row: "、".join(row.neighbourhood_names), width=20),
        *FIGURE_COLUMNS,
        ExportColumn("状态", lambda row: "已作废" if row.struck_at else "有效"),
    )
    orderings = {
        "-day": Ordering("最近发生在前", "-occurred_on"),
        "day": Ordering("最早发生在前", "occurred_on"),
        "id": Ordering("先登记在前", "id"),
    }


def units_called(text: str) -> QuerySet:
    """Ids of the units whose name holds the text."""
    return search(Unit.objects.all(), text, text_field="name").values("pk")
