"""What the lists of January can be asked for."""

from operator import attrgetter, methodcaller

import django_filters
from django.db.models import QuerySet

from portal.lists.ordering import Ordering
from portal.lists.spec import ExportColumn, ListSpec
from projects.listings.lists import NEIGHBOURHOODS, PUBLISHERS, WholeNumberFilter
from projects.yearly.renewals import ANSWERS
from projects.yearly.states import CarryState

ANSWERED = [("offered", "待答复"), ("accepted", "已续认领"), ("lapsed", "未续")]


class CarryOverFilters(django_filters.FilterSet):
    region = WholeNumberFilter("街道（镇）")
    to_year = WholeNumberFilter("沿用到")
    state = django_filters.ChoiceFilter(label="状态", choices=CarryState.choices, empty_label="全部")


class CarryOverList(ListSpec):
    filterset = CarryOverFilters
    orderings = {"-id": Ordering("最近办理在前", "-id"), "id": Ordering("最早办理在前", "id")}


class RenewalFilters(django_filters.FilterSet):
    """`unit` is the publisher of the project."""

    answer = django_filters.ChoiceFilter(
        label="答复", choices=ANSWERED, empty_label="全部", method="answered"
    )
    publishers = django_filters.ChoiceFilter(
        label="发布方", choices=PUBLISHERS, empty_label="全部", method="published_by_those"
    )
    unit = WholeNumberFilter("发布单位编号", field_name="project__unit")

    def answered(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(state__in=ANSWERS[value])

    def published_by_those(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(project__unit__kind__is_neighbourhood=value == NEIGHBOURHOODS)


class RenewalList(ListSpec):
    """Of one street and year: who was asked first comes first."""

    filterset = RenewalFilters
    export_name = "续认领情况"
    export_columns = (
        ExportColumn("项目编号", attrgetter("project.number"), width=18),
        ExportColumn("项目名称", attrgetter("project.title"), width=30),
        ExportColumn("发布单位", attrgetter("project.unit.name"), width=24),
        ExportColumn("认领单位", attrgetter("unit.name"), width=24),
        ExportColumn("答复期限", attrgetter("offer_until"), width=18),
        ExportColumn("状态", methodcaller("get_state_display")),
    )
    orderings = {"id": Ordering("按邀请先后", "id")}
