"""`/meetings/`: prepared, called, answered, held, minuted."""

from typing import Any

from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from alliances.councils.models import Alliance
from alliances.meetings import actions
from alliances.meetings.api import shapes
from alliances.meetings.lists import MeetingList
from alliances.meetings.models import Meeting
from alliances.meetings.reading import with_what_rules_read
from alliances.meetings.states import MeetingState
from members.units.models import Unit
from portal.api.versions import check_version
from portal.api.views import ListedViewSet, verb


class Meetings(ListedViewSet):
    """会议：联席会议、理事会、专委会会议、联络员会议、主题党日。"""

    queryset = with_what_rules_read(Meeting.objects.all())
    spec = MeetingList
    row_class = shapes.MeetingRow
    serializer_class = shapes.MeetingSerializer

    @extend_schema(request=shapes.NewMeetingSerializer, responses={201: shapes.MeetingSerializer})
    def create(self, request: Request) -> Response:
        """起草：由党建办，或由当期轮值单位在轮值期内。"""
        sent = shapes.NewMeetingSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        terms = sent.validated_data
        roles = terms.pop("roles", [])
        shapes.seen(Alliance.objects.visible_to(request.user), "alliance", terms["alliance"], "组织")
        made = actions.prepare_meeting(Meeting(**terms), by=request.user, roles=roles)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=shapes.MeetingChangeSerializer, responses=shapes.MeetingSerializer)
    def partial_update(self, request: Request, **lookup: str) -> Response:
        """更改：只写要改的项。已通知的会议改时间地点，参会单位会收到消息。"""
        found = self.get_object()
        sent = shapes.MeetingChangeSerializer(data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        with transaction.atomic():
            check_version(found, sent.validated_data)
            sent.validated_data.pop("version", None)
            changed = actions.change_meeting(found, by=request.user, **sent.validated_data)
        return Response(self.get_serializer(changed).data)

    @verb("units", takes=shapes.MeetingUnitsSerializer)
    def units(self, meeting: Meeting, *, by: Any, units: list[int]) -> Meeting:
        """参会单位：起草中的会议按所写的重选，已通知的会议增加所写的。"""
        chosen = self.units_seen(units)
        if meeting.state == MeetingState.DRAFT:
            return actions.choose_units(meeting, chosen, by=by)
        return actions.ask_further(meeting, chosen, by=by)

    @verb("call", takes=shapes.CallSerializer)
    def call(self, meeting: Meeting, *, by: Any, **sent: Any) -> Meeting:
        """发出通知，须按章程提前，或写明临时召开的原因。"""
        return actions.call_meeting(meeting, by=by, **sent)

    @verb("receipt", takes=shapes.ReceiptSerializer)
    def receipt(self, meeting: Meeting, *, by: Any, unit: Unit, **sent: Any) -> Meeting:
        """回执：参加、代会、请假，召开前可以改。"""
        shapes.seen(Unit.objects.visible_to(by), "unit", unit, "单位")
        actions.answer_meeting(meeting, unit, by=by, **sent)
        return meeting

    @verb("arrivals", takes=shapes.ArrivalsSerializer)
    def arrivals(self, meeting: Meeting, *, by: Any, units: list[int]) -> Meeting:
        """登记签到：写到会的全部单位。"""
        return actions.tick_arrivals(meeting, units, by=by)

    @verb("hold")
    def hold(self, meeting: Meeting, *, by: Any) -> Meeting:
        """标记为已召开，会议当天起。"""
        return actions.hold_meeting(meeting, by=by)

    @verb("cancel", takes=shapes.ReasonSerializer)
    def cancel(self, meeting: Meeting, *, by: Any, reason: str) -> Meeting:
        """取消，须写明原因。"""
        return actions.cancel_meeting(meeting, by=by, reason=reason)

    @verb("minutes", takes=shapes.PublishMinutesSerializer)
    def minutes(self, meeting: Meeting, *, by: Any, **sent: Any) -> Meeting:
        """发布纪要；已发布的再发布一版，须写明原因，原来的版本保留。"""
        return actions.publish_minutes(meeting, by=by, **sent).meeting

    @verb("undo")
    def undo(self, meeting: Meeting, *, by: Any) -> Meeting:
        """十分钟内撤回自己刚才的通知或召开。"""
        return actions.undo_meeting(meeting, by=by)

    def units_seen(self, ids: list[int]) -> list[Unit]:
        rows = list(Unit.objects.visible_to(self.request.user).filter(pk__in=ids).order_by("pk"))
        missing = sorted(set(ids) - {row.pk for row in rows})
        if missing:
            numbers = "、".join(map(str, missing))
            raise serializers.ValidationError({"units": [f"没有编号为 {numbers} 的单位，请核对。"]})
        return rows
