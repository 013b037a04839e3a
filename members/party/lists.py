"""The list of party organisations, for its page and its API."""

from operator import attrgetter, methodcaller

import django_filters
from django.db.models import QuerySet
from django_filters import FilterSet

from members.party.models import PartyLevel, PartyOrg, PartyOrgState
from members.places.choosing import regions_seen
from members.places.models import Region
from members.trees.models import TreeQuerySet
from portal.lists.ordering import Ordering
from portal.lists.search import SearchFilter
from portal.lists.spec import ExportColumn, ListSpec
from portal.workbooks.columns import Shown


class PartyOrgFilter(FilterSet):
    """`region`: those of the region and of all within it."""

    search = SearchFilter(text_field="name", label="党组织名称")
    level = django_filters.ChoiceFilter(label="层级", choices=PartyLevel.choices, empty_label="全部")
    region = django_filters.ModelChoiceFilter(
        label="街道（镇）", queryset=regions_seen, empty_label="全部", method="in_region"
    )
    state = django_filters.ChoiceFilter(label="状态", choices=PartyOrgState.choices, empty_label="全部")

    class Meta:
        model = PartyOrg
        fields: list[str] = []

    def in_region(self, queryset: TreeQuerySet, name: str, region: Region) -> TreeQuerySet:
        return queryset.within(region)


class PartyOrgList(ListSpec):
    filterset = PartyOrgFilter
    export_name = "党组织"
    export_columns = (
        ExportColumn("层级", methodcaller("get_level_display")),
        ExportColumn("形式", attrgetter("form")),
        ExportColumn("名称", attrgetter("name"), width=30),
        ExportColumn("上级", lambda row: str(row.parent or row.superior), width=30),
        ExportColumn("街道（镇）", attrgetter("region.name")),
        ExportColumn("所在村居", lambda row: str(row.place or "")),
        ExportColumn("所在单位", lambda row: str(row.unit or ""), width=24),
        ExportColumn("成立日期", attrgetter("established_on"), Shown.DAY),
        ExportColumn("状态", methodcaller("get_state_display")),
        ExportColumn("决定日期", attrgetter("decided_on"), Shown.DAY),
        ExportColumn("文号", attrgetter("decision_number"), width=24),
        ExportColumn("原因", attrgetter("reason"), width=24),
        ExportColumn("归并到", lambda row: "、".join(map(str, row.successors.all())), width=30),
    )
    orderings = {
        "name": Ordering("按名称", "name"),
        "id": Ordering("先登记在前", "id"),
        "-id": Ordering("新登记在前", "-id"),
    }

    @staticmethod
    def export_rows(queryset: QuerySet) -> QuerySet:
        return queryset.prefetch_related("successors")
