"""The lists of rotations, seats, exemptions, duties and swaps, for pages and API."""

from operator import attrgetter, methodcaller

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_filters import FilterSet

from alliances.rotation.models import Duty, Exemption, Rotation, Seat, Swap
from alliances.rotation.states import SwapState
from portal.lists.ids import id_filter
from portal.lists.ordering import Ordering
from portal.lists.spec import ExportColumn, ListSpec
from portal.workbooks.columns import Shown


class RotationFilter(FilterSet):
    search = django_filters.CharFilter(label="名称或组织", max_length=60, method="called")
    alliance = id_filter("alliance_id", "组织编号")
    running = django_filters.BooleanFilter(label="在运行", field_name="ended_at", lookup_expr="isnull")

    class Meta:
        model = Rotation
        fields: list[str] = []

    def called(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(name__icontains=value) | Q(alliance__name__icontains=value))


class RotationList(ListSpec):
    filterset = RotationFilter


class SeatFilter(FilterSet):
    rotation = id_filter("rotation_id", "轮值制度编号")
    unit = id_filter("unit_id", "单位编号")

    class Meta:
        model = Seat
        fields: list[str] = []


class SeatList(ListSpec):
    filterset = SeatFilter
    orderings = {
        "position": Ordering("按次序", "rotation_id", "position"),
        "id": Ordering("录入先后", "id"),
    }


class ExemptionFilter(FilterSet):
    rotation = id_filter("seat__rotation_id", "轮值制度编号")
    seat = id_filter("seat_id", "次序编号")

    class Meta:
        model = Exemption
        fields: list[str] = []


class ExemptionList(ListSpec):
    filterset = ExemptionFilter


WHEN = [("now", "正在轮值"), ("ahead", "还没有开始"), ("past", "已开始")]


class DutyFilter(FilterSet):
    search = django_filters.CharFilter(label="单位或轮值名称", max_length=60, method="called")
    when = django_filters.ChoiceFilter(label="时间", choices=WHEN, empty_label="全部", method="at")
    period_from = django_filters.DateFilter(label="从哪一期", field_name="period", lookup_expr="gte")
    period_until = django_filters.DateFilter(label="到哪一期", field_name="period", lookup_expr="lte")
    alliance = id_filter("rotation__alliance_id", "组织编号")
    rotation = id_filter("rotation_id", "轮值制度编号")
    holder = id_filter("holder_id", "单位编号")

    class Meta:
        model = Duty
        fields: list[str] = []

    def called(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(holder__name__icontains=value) | Q(rotation__name__icontains=value))

    def at(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        today = timezone.localdate()
        if value == "now":
            return queryset.on(today)  # type: ignore[attr-defined]
        return queryset.filter(period__gt=today) if value == "ahead" else queryset.filter(period__lte=today)


class DutyList(ListSpec):
    filterset = DutyFilter
    export_name = "轮值表"
    export_columns = (
        ExportColumn("组织", attrgetter("rotation.alliance.name"), width=30),
        ExportColumn("轮值名称", attrgetter("rotation.name"), width=20),
        ExportColumn("期", attrgetter("words"), width=16),
        ExportColumn("席次", attrgetter("slot"), Shown.NUMBER, width=8),
        ExportColumn("轮值单位", attrgetter("holder.name"), width=30),
        ExportColumn("原排定单位", attrgetter("planned_seat.unit.name"), width=30),
        ExportColumn("主题", attrgetter("theme"), width=30),
        ExportColumn("交接时间", attrgetter("handed_over_at"), Shown.DAY),
        ExportColumn("接收时间", attrgetter("received_at"), Shown.DAY),
    )
    orderings = {
        "period": Ordering("先轮值在前", "period"),
        "-period": Ordering("后轮值在前", "-period"),
        "id": Ordering("先公布在前", "id"),
    }

    @staticmethod
    def export_rows(queryset: QuerySet) -> QuerySet:
        return queryset.select_related("rotation__alliance", "holder", "planned_seat__unit")


class SwapFilter(FilterSet):
    state = django_filters.ChoiceFilter(label="状态", choices=SwapState.choices, empty_label="全部")
    rotation = id_filter("duty_a__rotation_id", "轮值制度编号")

    class Meta:
        model = Swap
        fields: list[str] = []


class SwapList(ListSpec):
    filterset = SwapFilter
    export_name = "轮值对调"
    export_columns = (
        ExportColumn("轮值名称", attrgetter("duty_a.rotation.name"), width=20),
        ExportColumn("提出单位", attrgetter("unit_a.name"), width=30),
        ExportColumn("原轮值期", attrgetter("duty_a.words"), width=16),
        ExportColumn("对方单位", attrgetter("unit_b.name"), width=30),
        ExportColumn("对方轮值期", attrgetter("duty_b.words"), width=16),
        ExportColumn("原因", attrgetter("reason"), width=30),
        ExportColumn("状态", methodcaller("get_state_display")),
        ExportColumn("提出时间", attrgetter("proposed_at"), Shown.DAY),
        ExportColumn("答复时间", attrgetter("answered_at"), Shown.DAY),
    )
    orderings = {"-id": Ordering("最近提出在前", "-id"), "id": Ordering("先提出在前", "id")}

    @staticmethod
    def export_rows(queryset: QuerySet) -> QuerySet:
        return queryset.select_related("duty_a__rotation", "duty_b__rotation", "unit_a", "unit_b")
