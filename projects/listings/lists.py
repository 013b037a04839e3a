"""What the three lists can be asked for, by their pages and by their API alike."""

from collections.abc import Collection
from functools import cached_property
from operator import attrgetter, methodcaller
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from members.models import Unit
from members.scope import scope_of
from portal.ids import LARGEST_ID
from portal.lists.ordering import Ordering
from portal.lists.search import SearchFilter, search
from portal.lists.spec import ExportColumn, ListSpec
from portal.workbooks.columns import Shown
from projects.listings.models import SHOWN, Category, ListKind, Project
from projects.listings.states import EDITABLE, ListingState

TOGETHER = {"editable": EDITABLE, "shown": SHOWN}
STATES = [*ListingState.choices, ("editable", "草稿或退回修改"), ("shown", "发布过（含暂停、关闭）")]
"""Each state, and those that are often wanted together."""

NEIGHBOURHOODS, MEMBERS = "neighbourhoods", "members"
PUBLISHERS = [(NEIGHBOURHOODS, "村居"), (MEMBERS, "成员单位")]


class WholeNumberFilter(django_filters.Filter):
    """An id or a year."""

    field_class = forms.IntegerField

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label=label, min_value=1, max_value=LARGEST_ID, **kwargs)


class ListingFilters(django_filters.FilterSet):
    """`category` takes in what hangs below it; `publisher` is a part of the unit's name, `unit` its id.

    `publishers` are all 村居, or all other units.
    """

    search = SearchFilter(label="名称")
    region = WholeNumberFilter("街道（镇）")
    year = WholeNumberFilter("年度")
    category = WholeNumberFilter("类别", method="in_category")
    state = django_filters.ChoiceFilter(label="状态", choices=STATES, empty_label="全部", method="in_state")
    publishers = django_filters.ChoiceFilter(
        label="发布方", choices=PUBLISHERS, empty_label="全部", method="published_by_those"
    )
    publisher = django_filters.CharFilter(label="发布单位", max_length=100, method="published_by")
    unit = WholeNumberFilter("发布单位编号")
    mine = django_filters.BooleanFilter(label="只看本单位", method="own", widget=forms.CheckboxInput)

    def in_category(self, queryset: QuerySet, name: str, value: int) -> QuerySet:
        within = Category.objects.filter(Q(pk=value) | Q(parent=value) | Q(parent__parent=value))
        return queryset.filter(category__in=within.values("pk"))

    def in_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        several = TOGETHER.get(value)
        return queryset.filter(state__in=several) if several else queryset.filter(state=value)

    def published_by(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(unit__in=units_called(value))

    def published_by_those(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(unit__kind__is_neighbourhood=value == NEIGHBOURHOODS)

    def own(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        return queryset.filter(unit__in=scope_of(self.request.user).unit_ids) if value else queryset


class ProjectFilters(ListingFilters):
    """`neighbourhood` is a part of the name of a 村居 that the project is for."""

    neighbourhood = django_filters.CharFilter(label="受益村居", max_length=100, method="for_those_called")

    @cached_property
    def neighbourhood_ids(self) -> list[int]:
        """Read once for the rows and for their count."""
        return list(units_called(self.form.cleaned_data["neighbourhood"]).values_list("pk", flat=True))

    def for_those_called(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return meant_for(queryset, self.neighbourhood_ids)


def meant_for(projects: QuerySet, unit_ids: Collection[int]) -> QuerySet:
    """Projects for any of these 村居.

    Ids and no subquery: only of ids does the planner know how many projects they have, and walks the order
    of the list for a 村居 with many and reads the projects of one with few.
    """
    through = Project.neighbourhoods.through.objects.filter(unit__in=unit_ids)
    return projects.filter(pk__in=through.values("project"))


def units_called(text: str) -> QuerySet:
    """Ids of the units whose name holds the text."""
    return search(Unit.objects.all(), text, text_field="name").values("pk")


NUMBER = ExportColumn("编号", attrgetter("number"), width=18)
TITLE = ExportColumn("名称", attrgetter("title"), width=30)
CATEGORY = ExportColumn("类别", attrgetter("category.name"))
PUBLISHER = ExportColumn("发布单位", attrgetter("unit.name"), width=24)
SUMMARY = ExportColumn("内容说明", attrgetter("summary"), width=40)
PLACE = ExportColumn("地点", attrgetter("place"))
ON_PAPER = (NUMBER, CATEGORY, TITLE, PUBLISHER, SUMMARY, PLACE)
STATE = ExportColumn("状态", methodcaller("get_state_display"))
OF_PROJECTS = (
    ExportColumn("目标与量化指标", attrgetter("goal"), width=30),
    ExportColumn("可认领家数", lambda row: "不限" if row.capacity is None else row.capacity, Shown.NUMBER),
    ExportColumn("已认领家数", attrgetter("claimed"), Shown.NUMBER),
    ExportColumn("资金预算（元）", attrgetter("budget"), Shown.MONEY),
    ExportColumn("需要的支持", attrgetter("support"), width=24),
    ExportColumn("认领截止", attrgetter("claim_closes_at"), width=18),
    ExportColumn("完成时限", attrgetter("due_on"), Shown.DAY),
)


class ListingList(ListSpec):
    """An edition's entries: region and year are always given, each order has its index behind them."""

    filterset: ClassVar[type[django_filters.FilterSet]] = ListingFilters
    export_name = "清单"
    export_columns: ClassVar[tuple[ExportColumn, ...]] = (*ON_PAPER, STATE)
    orderings = {
        "-published": Ordering("最近发布在前", "-published_at"),
        "number": Ordering("按编号", "number"),
        "id": Ordering("按登记先后", "id"),
    }

    @staticmethod
    def export_rows(queryset: QuerySet) -> QuerySet:
        return queryset.defer(None).defer("grams", "custom").select_related("unit", "category")


class ResourceList(ListingList):
    export_name = "资源清单"


class NeedList(ListingList):
    export_name = "需求清单"


class ProjectList(ListingList):
    filterset = ProjectFilters
    export_name = "项目清单"
    export_columns = (*ON_PAPER, *OF_PROJECTS, STATE)
    orderings = {
        **ListingList.orderings,
        "due": Ordering("按完成时限", "due_on"),
        "closing": Ordering("按认领截止", "claim_closes_at"),
    }


SPECS: dict[ListKind, type[ListingList]] = {
    ListKind.RESOURCE: ResourceList,
    ListKind.NEED: NeedList,
    ListKind.PROJECT: ProjectList,
}


class PublicFilters(django_filters.FilterSet):
    search = SearchFilter(label="名称")
    publisher = django_filters.CharFilter(label="发布单位", max_length=100, method="published_by")

    def published_by(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(unit__in=units_called(value))


class PublicList(ListSpec):
    """The same entries for whoever is not signed in."""

    filterset = PublicFilters
    export_name = "公开清单"
    export_columns = ON_PAPER
    orderings = {name: ListingList.orderings[name] for name in ("-published", "number")}
