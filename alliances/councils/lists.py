"""The lists of alliances and of their members, for pages and API."""

from operator import attrgetter, methodcaller
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_filters import FilterSet

from alliances.councils.models import Alliance, AllianceKind, Membership, Role
from alliances.councils.states import AllianceState
from members.models import Region
from members.scope import scope_of
from portal.lists.ids import id_filter
from portal.lists.ordering import Ordering
from portal.lists.search import SearchFilter
from portal.lists.spec import ExportColumn, ListSpec
from portal.workbooks.columns import Shown

NOW, ENDED = "now", "ended"
TERMS = [(NOW, "现任"), (ENDED, "已退出")]


def places_seen(request: Any) -> QuerySet[Region]:
    """Districts and streets whose matters the person who asks sees."""
    return Region.objects.filter(pk__in=scope_of(request.user).seen_region_ids).order_by("code")


class AllianceFilter(FilterSet):
    search = django_filters.CharFilter(label="名称或品牌", max_length=60, method="called")
    kind = django_filters.ChoiceFilter(label="类型", choices=AllianceKind.choices, empty_label="全部")
    region = django_filters.ModelChoiceFilter(label="所属区域", queryset=places_seen, empty_label="全部")
    parent = id_filter("parent_id", "上级编号")
    state = django_filters.ChoiceFilter(label="状态", choices=AllianceState.choices, empty_label="全部")

    class Meta:
        model = Alliance
        fields: list[str] = []

    def called(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(name__icontains=value) | Q(brand__icontains=value))


class AllianceList(ListSpec):
    filterset = AllianceFilter
    export_name = "联席会议与专委会"
    export_columns = (
        ExportColumn("名称", attrgetter("name"), width=30),
        ExportColumn("类型", methodcaller("get_kind_display")),
        ExportColumn("品牌", attrgetter("brand")),
        ExportColumn("上级", lambda row: row.parent.name if row.parent else "", width=30),
        ExportColumn("所属区域", attrgetter("region.name")),
        ExportColumn("成立日期", attrgetter("founded_on"), Shown.DAY),
        ExportColumn("状态", methodcaller("get_state_display")),
    )
    orderings = {
        "id": Ordering("先登记在前", "id"),
        "name": Ordering("按名称", "name"),
    }

    @staticmethod
    def export_rows(queryset: QuerySet) -> QuerySet:
        return queryset.select_related("parent", "region")


class MembershipFilter(FilterSet):
    """`term`: now for those in force today, ended for those that left; all of them where nothing is said."""

    search = SearchFilter(grams="unit__grams", text_field="unit__name", label="单位名称")
    role = django_filters.ChoiceFilter(label="身份", choices=Role.choices, empty_label="全部")
    term = django_filters.ChoiceFilter(label="任期", choices=TERMS, empty_label="全部", method="of_term")
    alliance = id_filter("alliance_id", "组织编号")
    unit = id_filter("unit_id", "单位编号")

    class Meta:
        model = Membership
        fields: list[str] = []

    def of_term(self, queryset: Any, name: str, value: str) -> QuerySet:
        if value == NOW:
            return queryset.in_force()
        return queryset.filter(until_on__lt=timezone.localdate())


class MembershipList(ListSpec):
    filterset = MembershipFilter
    export_name = "成员单位名单"
    export_columns = (
        ExportColumn("组织", attrgetter("alliance.name"), width=30),
        ExportColumn("单位", attrgetter("unit.name"), width=30),
        ExportColumn("身份", methodcaller("get_role_display")),
        ExportColumn("加入日期", attrgetter("from_on"), Shown.DAY),
        ExportColumn("加入依据", attrgetter("joined_by"), width=24),
        ExportColumn("退出日期", attrgetter("until_on"), Shown.DAY),
        ExportColumn("退出依据", attrgetter("left_by"), width=24),
    )
    orderings = {"id": Ordering("先加入在前", "id"), "-id": Ordering("新加入在前", "-id")}

    @staticmethod
    def export_rows(queryset: QuerySet) -> QuerySet:
        return queryset.select_related("alliance", "unit")
