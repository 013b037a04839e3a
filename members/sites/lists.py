"""The list of sites, for its page and its API."""

from operator import attrgetter, methodcaller

import django_filters
from django.db.models import QuerySet
from django_filters import FilterSet

from members.places.choosing import regions_seen
from members.places.models import Region
from members.sites.models import Site, SiteLevel, SiteState
from members.trees.models import TreeQuerySet
from portal.lists.ordering import Ordering
from portal.lists.search import SearchFilter
from portal.lists.spec import ExportColumn, ListSpec
from portal.workbooks.columns import Shown


class SiteFilter(FilterSet):
    """`region`: the sites of the region and of all within it."""

    search = SearchFilter(text_field="name", label="阵地名称")
    level = django_filters.ChoiceFilter(label="层级", choices=SiteLevel.choices, empty_label="全部")
    region = django_filters.ModelChoiceFilter(
        label="街道（镇）", queryset=regions_seen, empty_label="全部", method="in_region"
    )
    shared = django_filters.ChoiceFilter(
        label="共享", choices=[("true", "向成员单位共享")], empty_label="全部", method="is_shared"
    )
    state = django_filters.ChoiceFilter(label="状态", choices=SiteState.choices, empty_label="全部")

    class Meta:
        model = Site
        fields: list[str] = []

    def in_region(self, queryset: TreeQuerySet, name: str, region: Region) -> TreeQuerySet:
        return queryset.within(region)

    def is_shared(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(shared=True)


class SiteList(ListSpec):
    filterset = SiteFilter
    export_name = "阵地"
    export_columns = (
        ExportColumn("层级", methodcaller("get_level_display")),
        ExportColumn("叫法", attrgetter("kind")),
        ExportColumn("名称", attrgetter("name"), width=30),
        ExportColumn("上级", lambda row: str(row.parent or ""), width=30),
        ExportColumn("街道（镇）", attrgetter("region.name")),
        ExportColumn("所在村居", lambda row: str(row.place or "")),
        ExportColumn("运行单位", lambda row: str(row.unit or ""), width=24),
        ExportColumn("地址", attrgetter("address"), width=30),
        ExportColumn("开放时间", attrgetter("opening_hours"), width=24),
        ExportColumn("向成员单位共享", attrgetter("shared")),
        ExportColumn("状态", methodcaller("get_state_display")),
        ExportColumn("停用日期", attrgetter("closed_on"), Shown.DAY),
    )
    orderings = {
        "name": Ordering("按名称", "name"),
        "id": Ordering("先登记在前", "id"),
        "-id": Ordering("新登记在前", "-id"),
    }
