"""`/resolutions/`: entrusted, reported, closed."""

from typing import Any

from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from alliances.meetings import actions
from alliances.meetings.api import shapes
from alliances.meetings.lists import ResolutionList
from alliances.meetings.models import AgendaItem, Meeting, Resolution
from alliances.meetings.reading import full
from members.units.models import Unit
from portal.api.versions import check_version
from portal.api.views import ListedViewSet, verb


class Resolutions(ListedViewSet):
    """议定事项和整改事项：责任单位、时限、办理、销号。"""

    queryset = full(Resolution.objects.all())
    spec = ResolutionList
    row_class = shapes.ResolutionRow
    serializer_class = shapes.ResolutionSerializer

    @extend_schema(request=shapes.NewResolutionSerializer, responses={201: shapes.ResolutionSerializer})
    def create(self, request: Request) -> Response:
        """登记一项；交办或商请由门户按单位区分。"""
        sent = shapes.NewResolutionSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        terms = sent.validated_data
        shapes.seen(Meeting.objects.visible_to(request.user), "meeting", terms["meeting"], "会议")
        shapes.seen(Unit.objects.visible_to(request.user), "unit", terms["unit"], "单位")
        shapes.seen(AgendaItem.objects.visible_to(request.user), "item", terms.get("item"), "议题")
        made = actions.enter_resolution(Resolution(**terms), by=request.user)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=shapes.ResolutionChangeSerializer, responses=shapes.ResolutionSerializer)
    def partial_update(self, request: Request, **lookup: str) -> Response:
        """更改内容或时限：只写要改的项。"""
        found = self.get_object()
        sent = shapes.ResolutionChangeSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        with transaction.atomic():
            check_version(found, sent.validated_data)
            sent.validated_data.pop("version", None)
            changed = actions.change_resolution(found, by=request.user, **sent.validated_data)
        return Response(self.get_serializer(changed).data)

    @verb("report", takes=shapes.ReportSerializer)
    def report(self, resolution: Resolution, *, by: Any, **sent: Any) -> Resolution:
        """报告办理情况。"""
        return actions.report_resolution(resolution, by=by, **sent)

    @verb("send-back", takes=shapes.FollowReasonSerializer)
    def send_back(self, resolution: Resolution, *, by: Any, opinion: str) -> Resolution:
        """退回补充。"""
        return actions.send_back_resolution(resolution, by=by, opinion=opinion)

    @verb("close", takes=shapes.FollowSerializer)
    def close(self, resolution: Resolution, *, by: Any, **sent: Any) -> Resolution:
        """销号；整改事项要经复查。"""
        return actions.close_resolution(resolution, by=by, **sent)

    @verb("drop", takes=shapes.FollowReasonSerializer)
    def drop(self, resolution: Resolution, *, by: Any, opinion: str) -> Resolution:
        """不再办理，须写明原因。"""
        return actions.drop_resolution(resolution, by=by, opinion=opinion)

    @verb("hurry", takes=shapes.FollowSerializer)
    def hurry(self, resolution: Resolution, *, by: Any, **sent: Any) -> Resolution:
        """催办；对非下属单位为提醒。一天一次。"""
        return actions.hurry_resolution(resolution, by=by, **sent)

    @verb("escalate", takes=shapes.FollowSerializer)
    def escalate(self, resolution: Resolution, *, by: Any, **sent: Any) -> Resolution:
        """逾期后督办；对非下属单位为提请上级协调。"""
        return actions.escalate_resolution(resolution, by=by, **sent)

    @verb("recheck", takes=shapes.NewRecheckSerializer)
    def recheck(self, resolution: Resolution, *, by: Any, **sent: Any) -> Resolution:
        """复查整改事项：通过即销号，没有通过的退回。"""
        actions.recheck_finding(resolution, by=by, **sent)
        return self.get_object()

    @verb("undo")
    def undo(self, resolution: Resolution, *, by: Any) -> Resolution:
        """十分钟内撤回自己刚才的办理。"""
        return actions.undo_resolution(resolution, by=by)
