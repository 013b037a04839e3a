"""To-dos and messages over HTTP: the same that the pages show, of whoever asks."""

from typing import Any

import django_filters
from django_filters import FilterSet
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api.rows import RowSerializer
from portal.api.views import ListedViewSet, PortalView
from portal.inbox.actions import mark_all_read, mark_read
from portal.inbox.lists import NoticeList
from portal.inbox.models import Notice
from portal.inbox.todos import SHOWN_AT_ONCE, todos_of

MOST_TODOS = 200
A_TODO = {
    "kind": "认领确认",
    "title": "五龙村爱五路亮灯工程",
    "detail": "区财政局 · 昨天认领",
    "url": "/projects/12/",
    "due_at": "2026-11-25T18:00:00+08:00",
    "verb": "去确认",
    "count": 1,
}
SOME_TODOS = OpenApiExample("两件待办中最急的一件", {"total": 2, "results": [A_TODO]}, response_only=True)
A_NOTICE = OpenApiExample(
    "认领已确认",
    {
        "id": 31,
        "kind": "认领",
        "title": "认领已确认：五龙村爱五路亮灯工程",
        "body": "",
        "url": "/claims/140/",
        "available_at": "2026-11-22T10:10:00+08:00",
        "read_at": None,
    },
    response_only=True,
)
ALL_READ = OpenApiExample("五条未读都已标为已读", {"read": 5}, response_only=True)


class TodosAskedSerializer(serializers.Serializer):
    limit = serializers.IntegerField(
        default=SHOWN_AT_ONCE, min_value=1, max_value=MOST_TODOS, help_text="最多给几件，最急的在前"
    )


class TodoSerializer(serializers.Serializer):
    """One thing that waits. Computed from the states of things, so it has no id."""

    kind = serializers.CharField()
    title = serializers.CharField()
    detail = serializers.CharField()
    url = serializers.CharField(help_text="办理的网页")
    due_at = serializers.DateTimeField(allow_null=True, help_text="期限；没有期限的排在最后")
    verb = serializers.CharField(help_text="按钮上的字")
    count = serializers.IntegerField(help_text="这一项包含几件事")


class TodosSerializer(serializers.Serializer):
    total = serializers.IntegerField(help_text="一共几件，含没有列出的")
    results = TodoSerializer(many=True)


class TodosView(PortalView):
    """我的待办，最急的在前：逾期的、三天内到期的、其余的。"""

    @extend_schema(parameters=[TodosAskedSerializer], responses=TodosSerializer, examples=[SOME_TODOS])
    def get(self, request: Request) -> Response:
        asked = TodosAskedSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = todos_of(request.user, asked.validated_data["limit"])
        results = [*found.late, *found.soon, *found.other]
        return Response(TodosSerializer({"total": found.total, "results": results}).data)


class NoticeRow(RowSerializer):
    id = serializers.IntegerField()
    kind = serializers.CharField()
    title = serializers.CharField()
    body = serializers.CharField()
    url = serializers.CharField(help_text="这件事的网页，可能为空")
    available_at = serializers.DateTimeField(help_text="收到的时间")
    read_at = serializers.DateTimeField(allow_null=True)


class NoticeSerializer(serializers.ModelSerializer):
    class Meta:
        model = Notice
        fields = ["id", "kind", "title", "body", "url", "available_at", "read_at"]


class AllReadSerializer(serializers.Serializer):
    read = serializers.IntegerField(help_text="这次标为已读的条数")


class UnreadFilter(FilterSet):
    unread = django_filters.BooleanFilter(label="未读", field_name="read_at", lookup_expr="isnull")

    class Meta:
        model = Notice
        fields: list[str] = []


class NoticeApiList(NoticeList):
    """The page's list; programs can ask for what was not read yet."""

    filterset = UnreadFilter


@extend_schema_view(list=extend_schema(examples=[A_NOTICE]), retrieve=extend_schema(examples=[A_NOTICE]))
class NoticeViewSet(ListedViewSet):
    """我的消息，新到的在前。"""

    queryset = Notice.objects.all()
    spec = NoticeApiList
    row_class = NoticeRow
    serializer_class = NoticeSerializer

    @extend_schema(request=None, examples=[A_NOTICE])
    @action(detail=True, methods=["post"])
    def read(self, request: Request, **lookup: str) -> Response:
        """标为已读。再标一次不改变首次阅读的时间。"""
        notice: Any = self.get_object()
        mark_read(notice)
        notice.refresh_from_db()
        return Response(NoticeSerializer(notice).data)

    @extend_schema(request=None, responses=AllReadSerializer, filters=False, examples=[ALL_READ])
    @action(detail=False, methods=["post"], url_path="read-all")
    def read_all(self, request: Request) -> Response:
        """全部标为已读。"""
        return Response(AllReadSerializer({"read": mark_all_read(request.user)}).data)
