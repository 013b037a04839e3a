"""What meetings, agenda items and resolutions can be asked for, by pages and API alike."""

from operator import attrgetter, methodcaller
from typing import Any

import django_filters
from django.db.models import Count, Q, QuerySet
from django_filters import FilterSet

from alliances.councils.models import Alliance
from alliances.meetings.models import AgendaItem, Meeting, MeetingKind, Resolution, ResolutionKind
from alliances.meetings.states import AgendaState, MeetingState, ResolutionState
from portal.ids import LARGEST_ID
from portal.lists.ordering import Ordering
from portal.lists.spec import ExportColumn, ListSpec
from portal.workbooks.columns import Shown

OPEN, LATE = "open", "late"
STANDING = [(OPEN, "未销号"), (LATE, "已逾期"), *ResolutionState.choices]
FIRST_YEAR, LAST_YEAR = 2000, 2100


def alliances_seen(request: Any) -> QuerySet[Alliance]:
    return Alliance.objects.visible_to(request.user).order_by("sort", "id").only("id", "name")


def id_filter(label: str, field_name: str) -> django_filters.NumberFilter:
    return django_filters.NumberFilter(label=label, field_name=field_name, min_value=1, max_value=LARGEST_ID)


class MeetingFilter(FilterSet):
    search = django_filters.CharFilter(
        label="名称", max_length=100, field_name="title", lookup_expr="icontains"
    )
    kind = django_filters.ChoiceFilter(label="类型", choices=MeetingKind.choices, empty_label="全部")
    state = django_filters.ChoiceFilter(label="状态", choices=MeetingState.choices, empty_label="全部")
    alliance = django_filters.ModelChoiceFilter(label="组织", queryset=alliances_seen, empty_label="全部")
    year = django_filters.NumberFilter(
        field_name="starts_at", lookup_expr="year", label="年度", min_value=FIRST_YEAR, max_value=LAST_YEAR
    )

    class Meta:
        model = Meeting
        fields: list[str] = []


class MeetingList(ListSpec):
    filterset = MeetingFilter
    export_name = "会议"
    export_columns = (
        ExportColumn("开始时间", attrgetter("starts_at"), width=18),
        ExportColumn("类型", methodcaller("get_kind_display")),
        ExportColumn("名称", attrgetter("title"), width=30),
        ExportColumn("组织", attrgetter("alliance.name"), width=30),
        ExportColumn("地点", attrgetter("place"), width=20),
        ExportColumn("状态", methodcaller("get_state_display")),
        ExportColumn("通知单位", attrgetter("asked"), Shown.NUMBER),
        ExportColumn("已回执", attrgetter("answered"), Shown.NUMBER),
        ExportColumn("已签到", attrgetter("arrived"), Shown.NUMBER),
    )
    orderings = {
        "-starts": Ordering("最近在前", "-starts_at"),
        "starts": Ordering("最早在前", "starts_at"),
    }

    @staticmethod
    def export_rows(queryset: QuerySet) -> QuerySet:
        return counted(queryset.select_related("alliance"))


def counted(meetings: QuerySet) -> QuerySet:
    """The meetings with how many units are asked, have answered, have arrived."""
    return meetings.annotate(
        asked=Count("invitations"),
        answered=Count("invitations", filter=~Q(invitations__answer="")),
        arrived=Count("invitations", filter=Q(invitations__arrived_at__isnull=False)),
    )


class AgendaFilter(FilterSet):
    meeting = id_filter("会议编号", "meeting_id")
    state = django_filters.ChoiceFilter(label="状态", choices=AgendaState.choices, empty_label="全部")

    class Meta:
        model = AgendaItem
        fields: list[str] = []


class AgendaList(ListSpec):
    filterset = AgendaFilter
    orderings = {"id": Ordering("先提出在前", "id")}


class ResolutionFilter(FilterSet):
    """`state` also takes open (not closed, not dropped) and late (its day over, nothing reported)."""

    search = django_filters.CharFilter(
        label="内容", max_length=100, field_name="text", lookup_expr="icontains"
    )
    state = django_filters.ChoiceFilter(label="状态", choices=STANDING, empty_label="全部", method="standing")
    kind = django_filters.ChoiceFilter(label="类型", choices=ResolutionKind.choices, empty_label="全部")
    alliance = django_filters.ModelChoiceFilter(
        label="组织", queryset=alliances_seen, field_name="meeting__alliance", empty_label="全部"
    )
    unit = id_filter("单位编号", "unit_id")
    meeting = id_filter("会议编号", "meeting_id")

    class Meta:
        model = Resolution
        fields: list[str] = []

    def standing(self, queryset: Any, name: str, value: str) -> QuerySet:
        if value in (OPEN, LATE):
            return queryset.open() if value == OPEN else queryset.late()
        return queryset.filter(state=value)


class ResolutionList(ListSpec):
    filterset = ResolutionFilter
    export_name = "议定事项"
    export_columns = (
        ExportColumn("会议", attrgetter("meeting.title"), width=30),
        ExportColumn("类型", methodcaller("get_kind_display")),
        ExportColumn("方式", methodcaller("get_manner_display")),
        ExportColumn("内容", attrgetter("text"), width=40),
        ExportColumn("责任单位", attrgetter("unit.name"), width=24),
        ExportColumn("完成时限", attrgetter("due_on"), Shown.DAY),
        ExportColumn("状态", lambda row: "已逾期" if row.is_late else row.get_state_display()),
        ExportColumn("办理情况", attrgetter("report"), width=40),
        ExportColumn("报告时间", attrgetter("reported_at"), width=18),
        ExportColumn("销号时间", attrgetter("closed_at"), width=18),
    )
    orderings = {
        "due": Ordering("时限近的在前", "due_on"),
        "-due": Ordering("时限远的在前", "-due_on"),
        "-id": Ordering("新登记在前", "-id"),
    }

    @staticmethod
    def export_rows(queryset: QuerySet) -> QuerySet:
        return queryset.select_related("meeting", "unit")
