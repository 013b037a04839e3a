"""The list of papers, for its page and its API."""

from operator import attrgetter, methodcaller
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django_filters import FilterSet

from alliances.papers.models import Document, DocumentKind
from members.places.lists import streets_seen
from portal.lists.ordering import Ordering
from portal.lists.spec import ExportColumn, ListSpec
from portal.workbooks.columns import Shown

KEPT, REMOVED = "kept", "removed"
STANDING = [(KEPT, "在用"), (REMOVED, "已移除")]
FIRST_YEAR, LAST_YEAR = 2000, 2100


class DocumentFilter(FilterSet):
    """`search` looks in title and 文号; `year` is that of 成文日期. What was removed shows when asked for."""

    search = django_filters.CharFilter(label="标题或文号", max_length=100, method="called")
    kind = django_filters.ChoiceFilter(label="种类", choices=DocumentKind.choices, empty_label="全部")
    year = django_filters.NumberFilter(
        field_name="issued_on", lookup_expr="year", label="年度", min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    region = django_filters.ModelChoiceFilter(label="街道（镇）", queryset=streets_seen, empty_label="全部")
    standing = django_filters.ChoiceFilter(
        label="状态", choices=STANDING, empty_label=None, method="stands", initial=KEPT
    )

    class Meta:
        model = Document
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("standing") else rows.filter(removed_at=None)

    def called(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(title__icontains=value) | Q(number__icontains=value))

    def stands(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        return queryset.filter(removed_at__isnull=value != REMOVED)


class DocumentList(ListSpec):
    filterset = DocumentFilter
    export_name = "文件"
    export_columns = (
        ExportColumn("成文日期", attrgetter("issued_on"), Shown.DAY),
        ExportColumn("种类", methodcaller("get_kind_display")),
        ExportColumn("标题", attrgetter("title"), width=40),
        ExportColumn("文号", attrgetter("number"), width=24),
        ExportColumn("所属期起", attrgetter("period_from"), Shown.DAY),
        ExportColumn("所属期止", attrgetter("period_until"), Shown.DAY),
        ExportColumn("成员单位可见", attrgetter("shared")),
        ExportColumn("状态", lambda row: "已移除" if row.removed_at else "在用"),
    )
    orderings = {
        "-day": Ordering("最近成文在前", "-issued_on"),
        "day": Ordering("最早成文在前", "issued_on"),
        "id": Ordering("先登记在前", "id"),
    }
