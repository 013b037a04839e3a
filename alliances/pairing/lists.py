"""What rounds, pairings and posts can be asked for, by pages and API alike."""

from operator import attrgetter, methodcaller

import django_filters
from django import forms
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django_filters import FilterSet

from alliances.pairing.models import Holding, Mode, Pairing, Post, Programme
from alliances.pairing.states import PairingState
from alliances.records.lists import units_called
from members.places.lists import streets_seen
from portal.ids import LARGEST_ID
from portal.lists.ids import id_filter
from portal.lists.ordering import Ordering
from portal.lists.spec import ExportColumn, ListSpec
from portal.workbooks.columns import Shown

IN_FORCE = "in_force"
OPENNESS = [("yes", "正在办理"), ("no", "已结束办理")]
HELD = [("yes", "有人任职"), ("no", "空缺")]
STANDING = [(IN_FORCE, "今天在结对期内"), *PairingState.choices]


def day_filter(label: str, lookup: str) -> django_filters.DateFilter:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return django_filters.DateFilter(field_name="until_on", lookup_expr=lookup, label=label, widget=widget)


class ProgrammeFilter(FilterSet):
    search = django_filters.CharFilter(
        label="名称", max_length=40, field_name="name", lookup_expr="icontains"
    )
    region = django_filters.ModelChoiceFilter(label="街道（镇）", queryset=streets_seen, empty_label="全部")
    open = django_filters.ChoiceFilter(label="办理", choices=OPENNESS, empty_label="全部", method="is_open")

    class Meta:
        model = Programme
        fields: list[str] = []

    def is_open(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(closed_at__isnull=value == "yes")


class ProgrammeList(ListSpec):
    filterset = ProgrammeFilter
    export_name = "结对批次"
    export_columns = (
        ExportColumn("名称", attrgetter("name"), width=30),
        ExportColumn("街道（镇）", attrgetter("region.name"), width=18),
        ExportColumn("结对类型", lambda row: "、".join(Mode(mode).label for mode in row.modes), width=30),
        ExportColumn("开始日期", attrgetter("from_on"), Shown.DAY),
        ExportColumn("结束日期", attrgetter("until_on"), Shown.DAY),
        ExportColumn("协议期限（月）", attrgetter("term_months"), Shown.NUMBER),
        ExportColumn("履行中", attrgetter("running"), Shown.NUMBER),
        ExportColumn("办理", lambda row: "已结束办理" if row.closed_at else "正在办理"),
    )
    orderings = {
        "-from": Ordering("最近开始在前", "-from_on"),
        "name": Ordering("按名称", "name"),
    }

    @staticmethod
    def export_rows(queryset: QuerySet) -> QuerySet:
        filed = Count("pairings", filter=Q(pairings__state=PairingState.FILED))
        return queryset.select_related("region").annotate(running=filed)


class PairingFilter(FilterSet):
    """`search` is a part of the number or of either side's name; `unit` stands on either side."""

    search = django_filters.CharFilter(label="编号、村居或单位", max_length=60, method="called")
    state = django_filters.ChoiceFilter(label="状态", choices=STANDING, empty_label="全部", method="standing")
    mode = django_filters.ChoiceFilter(label="结对类型", choices=Mode.choices, empty_label="全部")
    region = django_filters.ModelChoiceFilter(
        label="街道（镇）", field_name="programme__region", queryset=streets_seen, empty_label="全部"
    )
    programme = id_filter("programme_id", "批次编号")
    host = id_filter("host_id", "村居编号")
    partner = id_filter("partner_id", "结对单位编号")
    unit = django_filters.NumberFilter(
        label="单位编号", method="with_unit", min_value=1, max_value=LARGEST_ID, widget=forms.HiddenInput
    )
    until_from = day_filter("到期从", "gte")
    until_to = day_filter("到期到", "lte")

    class Meta:
        model = Pairing
        fields: list[str] = []

    def called(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        units = units_called(value)
        sides = Q(host__in=units) | Q(partner__in=units) | Q(post__title__icontains=value)
        return queryset.filter(sides | Q(number__icontains=value))

    def standing(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        if value == IN_FORCE:
            return queryset.filter(pk__in=Pairing.objects.in_force().values("pk"))
        return queryset.filter(state=value)

    def with_unit(self, queryset: QuerySet, name: str, value: float) -> QuerySet:
        return queryset.filter(Q(host=int(value)) | Q(partner=int(value)))


class PairingList(ListSpec):
    """Aim and terms are not handed out here: whoever takes part in the street sees less than both sides."""

    filterset = PairingFilter
    export_name = "结对"
    export_columns = (
        ExportColumn("编号", lambda row: row.number or "", width=20),
        ExportColumn("批次", attrgetter("programme.name"), width=24),
        ExportColumn("结对类型", methodcaller("get_mode_display")),
        ExportColumn("村居（企业）", attrgetter("host.name"), width=24),
        ExportColumn("结对单位（岗位）", lambda row: str(row.other), width=24),
        ExportColumn("起始日期", attrgetter("from_on"), Shown.DAY),
        ExportColumn("截止日期", attrgetter("last_on"), Shown.DAY),
        ExportColumn("状态", methodcaller("get_state_display")),
        ExportColumn("签约日期", attrgetter("signed_on"), Shown.DAY),
    )
    orderings = {
        "-from": Ordering("最近开始在前", "-from_on"),
        "until": Ordering("快到期在前", "until_on"),
        "id": Ordering("录入先后", "id"),
    }

    @staticmethod
    def export_rows(queryset: QuerySet) -> QuerySet:
        return queryset.select_related("programme", "host", "partner", "post")


class PostFilter(FilterSet):
    search = django_filters.CharFilter(
        label="岗位", max_length=40, field_name="title", lookup_expr="icontains"
    )
    region = django_filters.ModelChoiceFilter(label="街道（镇）", queryset=streets_seen, empty_label="全部")
    held = django_filters.ChoiceFilter(label="任职", choices=HELD, empty_label="全部", method="is_held")

    class Meta:
        model = Post
        fields: list[str] = []

    def is_held(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        holders = Holding.objects.in_force(timezone.localdate()).values("post")
        return queryset.filter(pk__in=holders) if value == "yes" else queryset.exclude(pk__in=holders)


class PostList(ListSpec):
    """Who holds a post is shown on its page; names are not handed out in a list's file."""

    filterset = PostFilter
    export_name = "岗位"
    export_columns = (
        ExportColumn("岗位", attrgetter("title"), width=24),
        ExportColumn("街道（镇）", attrgetter("region.name"), width=18),
        ExportColumn("履行中的结对", attrgetter("running"), Shown.NUMBER),
    )
    orderings = {
        "title": Ordering("按街道（镇）和名称", "region_id", "title"),
        "id": Ordering("录入先后", "id"),
    }

    @staticmethod
    def export_rows(queryset: QuerySet) -> QuerySet:
        filed = Count("pairings", filter=Q(pairings__state=PairingState.FILED))
        return queryset.select_related("region").annotate(running=filed)
