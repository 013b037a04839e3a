"""What schemes, cycles, results and objections can be asked for, by pages and API alike."""

from operator import attrgetter, methodcaller

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_filters import FilterSet

from alliances.assessment.models import Cycle, Objection, Purpose, Result, Scheme, Score
from alliances.assessment.models.cycles import SPANS
from alliances.assessment.states import CycleState, ObjectionState, SchemeState
from members.places.lists import streets_seen
from portal.lists.ids import id_filter
from portal.lists.ordering import Ordering
from portal.lists.spec import ExportColumn, ListSpec
from portal.workbooks.columns import Shown


class SchemeFilter(FilterSet):
    search = django_filters.CharFilter(
        label="名称", max_length=60, field_name="name", lookup_expr="icontains"
    )
    year = django_filters.NumberFilter(label="年度", min_value=2000, max_value=2100)
    purpose = django_filters.ChoiceFilter(label="用途", choices=Purpose.choices, empty_label="全部")
    state = django_filters.ChoiceFilter(label="状态", choices=SchemeState.choices, empty_label="全部")
    region = django_filters.ModelChoiceFilter(label="街道（镇）", queryset=streets_seen, empty_label="全部")

    class Meta:
        model = Scheme
        fields: list[str] = []


class SchemeList(ListSpec):
    filterset = SchemeFilter
    export_name = "考核办法"
    export_columns = (
        ExportColumn("年度", attrgetter("year"), Shown.NUMBER),
        ExportColumn("名称", str, width=30),
        ExportColumn("街道（镇）", attrgetter("region.name"), width=18),
        ExportColumn("用途", methodcaller("get_purpose_display"), width=18),
        ExportColumn("周期", methodcaller("get_cadence_display")),
        ExportColumn("总分", attrgetter("full_marks"), Shown.NUMBER),
        ExportColumn("状态", methodcaller("get_state_display")),
        ExportColumn("依据文件", lambda row: str(row.basis or ""), width=30),
    )
    orderings = {
        "-year": Ordering("最近年度在前", "-year"),
        "name": Ordering("按名称", "name"),
        "id": Ordering("录入先后", "id"),
    }

    @staticmethod
    def export_rows(queryset: QuerySet) -> QuerySet:
        return queryset.select_related("region", "basis")


class CycleFilter(FilterSet):
    search = django_filters.CharFilter(
        label="办法名称", max_length=60, field_name="scheme__name", lookup_expr="icontains"
    )
    year = django_filters.NumberFilter(
        label="年度", field_name="scheme__year", min_value=2000, max_value=2100
    )
    span = django_filters.ChoiceFilter(label="周期", choices=list(SPANS.items()), empty_label="全部")
    state = django_filters.ChoiceFilter(label="状态", choices=CycleState.choices, empty_label="全部")
    scheme = id_filter("scheme", "办法编号")
    region = id_filter("scheme__region_id", "街道（镇）编号")

    class Meta:
        model = Cycle
        fields: list[str] = []


class CycleList(ListSpec):
    filterset = CycleFilter
    export_name = "考核周期"
    export_columns = (
        ExportColumn("办法", attrgetter("scheme"), width=30),
        ExportColumn("年度", attrgetter("scheme.year"), Shown.NUMBER),
        ExportColumn("周期", methodcaller("get_span_display")),
        ExportColumn("起", attrgetter("from_on"), Shown.DAY),
        ExportColumn("止", attrgetter("until_on"), Shown.DAY),
        ExportColumn("状态", methodcaller("get_state_display")),
        ExportColumn("异议截止", attrgetter("contest_until"), Shown.DAY),
    )
    orderings = {
        "-until_on": Ordering("最近结束的在前", "-until_on"),
        "id": Ordering("开启先后", "id"),
    }

    @staticmethod
    def export_rows(queryset: QuerySet) -> QuerySet:
        return queryset.select_related("scheme")


def called(queryset: QuerySet, name: str, value: str) -> QuerySet:
    """Whom it concerns by a part of its name."""
    return queryset.filter(Q(unit__name__icontains=value) | Q(party_org__name__icontains=value))


class ResultFilter(FilterSet):
    search = django_filters.CharFilter(label="单位或党组织", max_length=60, method=called)
    year = django_filters.NumberFilter(
        label="年度", field_name="cycle__scheme__year", min_value=2000, max_value=2100
    )
    span = django_filters.ChoiceFilter(
        label="周期", field_name="cycle__span", choices=list(SPANS.items()), empty_label="全部"
    )
    grade = django_filters.CharFilter(label="等次", max_length=20, field_name="grade__name")
    cycle = id_filter("cycle", "周期编号")
    unit = id_filter("unit_id", "单位编号")
    party_org = id_filter("party_org_id", "党组织编号")

    class Meta:
        model = Result
        fields: list[str] = []


class ResultList(ListSpec):
    """In the order in which they came about: no list puts whom it concerns in the order of points."""

    filterset = ResultFilter
    export_name = "考核结果"
    export_columns = (
        ExportColumn("周期", attrgetter("cycle"), width=34),
        ExportColumn("单位或党组织", attrgetter("whom"), width=30),
        ExportColumn("得分", attrgetter("base"), Shown.NUMBER),
        ExportColumn("加分", attrgetter("bonus"), Shown.NUMBER),
        ExportColumn("总分", attrgetter("total"), Shown.NUMBER),
        ExportColumn("等次", lambda row: str(row.grade or "")),
        ExportColumn("说明", attrgetter("why"), width=50),
    )
    orderings = {
        "-id": Ordering("最近的在前", "-id"),
        "id": Ordering("最早的在前", "id"),
    }

    @staticmethod
    def export_rows(queryset: QuerySet) -> QuerySet:
        return queryset.select_related("cycle__scheme", "unit", "party_org", "grade")


class ScoreFilter(FilterSet):
    result = id_filter("result_id", "结果编号")
    indicator = id_filter("indicator_id", "指标编号")

    class Meta:
        model = Score
        fields: list[str] = []


class ScoreList(ListSpec):
    """In the API only: on pages scores stand within their result."""

    filterset = ScoreFilter


class ObjectionFilter(FilterSet):
    state = django_filters.ChoiceFilter(label="状态", choices=ObjectionState.choices, empty_label="全部")
    year = django_filters.NumberFilter(
        label="年度", field_name="result__cycle__scheme__year", min_value=2000, max_value=2100
    )
    cycle = id_filter("result__cycle", "周期编号")
    result = id_filter("result_id", "结果编号")

    class Meta:
        model = Objection
        fields: list[str] = []


class ObjectionList(ListSpec):
    filterset = ObjectionFilter
    export_name = "异议复核"
    export_columns = (
        ExportColumn("周期", attrgetter("result.cycle"), width=34),
        ExportColumn("单位或党组织", attrgetter("result.whom"), width=30),
        ExportColumn("指标", lambda row: str(row.indicator or "整个结果"), width=20),
        ExportColumn("理由", attrgetter("text"), width=40),
        ExportColumn("提出日期", lambda row: timezone.localdate(row.raised_at), Shown.DAY),
        ExportColumn("状态", methodcaller("get_state_display")),
        ExportColumn("答复", attrgetter("answer"), width=40),
    )
    orderings = {
        "-id": Ordering("最近提出的在前", "-id"),
        "id": Ordering("最早提出的在前", "id"),
    }

    @staticmethod
    def export_rows(queryset: QuerySet) -> QuerySet:
        return queryset.select_related(
            "result__cycle__scheme", "result__unit", "result__party_org", "indicator"
        )
