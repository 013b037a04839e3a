"""Rotations, seats, exemptions, duties and swaps over HTTP: the same actions as the pages."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from alliances.councils.models import Alliance
from alliances.rotation import actions
from alliances.rotation import serializers as shapes
from alliances.rotation.lists import DutyList, ExemptionList, RotationList, SeatList, SwapList
from alliances.rotation.models import Duty, Exemption, Rotation, Seat, Swap
from alliances.rotation.previewing import preview_of
from members.models import Unit
from portal.api.bodies import refuse_unseen, sent_in
from portal.api.versions import check_version
from portal.api.views import ListedViewSet, VersionSerializer, verb

MOST_MONTHS = 36
MONTHS = OpenApiParameter("months", int, description=f"看多少个月，1 至 {MOST_MONTHS}，默认 12 期")


class Rotations(ListedViewSet):
    """轮值制度。"""

    queryset = Rotation.objects.select_related("alliance__region")
    spec = RotationList
    row_class = shapes.RotationRow
    serializer_class = shapes.RotationSerializer

    @extend_schema(request=shapes.NewRotationSerializer, responses={201: shapes.RotationSerializer})
    def create(self, request: Request) -> Response:
        """建立轮值制度。"""
        terms = sent_in(shapes.NewRotationSerializer, request)
        refuse_unseen(Alliance.objects, "alliance", terms["alliance"], request.user)
        made = actions.found_rotation(Rotation(**terms), by=request.user)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=shapes.RotationChangeSerializer, responses=shapes.RotationSerializer)
    def partial_update(self, request: Request, **lookup: str) -> Response:
        """修改：只写要改的项。已公布的轮值不变。"""
        found = self.get_object()
        sent = shapes.RotationChangeSerializer(found, data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        with transaction.atomic():
            check_version(found, sent.validated_data)
            sent.validated_data.pop("version", None)
            changed = actions.change_rotation(found, by=request.user, **sent.validated_data)
        return Response(self.get_serializer(changed).data)

    @extend_schema(responses=shapes.PreviewSerializer, parameters=[MONTHS], filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def preview(self, request: Request, **lookup: str) -> Response:
        """预览今后各期：已公布的和预排的。不公布任何一期。"""
        given = serializers.IntegerField(min_value=1, max_value=MOST_MONTHS, required=False)
        asked = request.query_params.get("months")
        months = None if asked is None else run_field("months", given, asked)
        shown = preview_of(self.get_object(), None, timezone.localdate(), months=months)
        return Response(shapes.PreviewSerializer(shown).data)

    @extend_schema(request=VersionSerializer, responses=shapes.PublishedSerializer)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, **lookup: str) -> Response:
        """公布到应公布的一期；已公布的不变，可重复。"""
        found, sent = self.get_object(), sent_in(VersionSerializer, request)
        with transaction.atomic():
            check_version(found, sent)
            done = actions.publish(found, by=request.user)
        said = {"duties": done.duties, "gap": done.gaps.get(found.pk)}
        return Response(shapes.PublishedSerializer(said).data)

    @verb("end", takes=shapes.EndRotationSerializer)
    def end(self, rotation: Rotation, *, by: Any, reason: str) -> Rotation:
        """停止，须写明原因。"""
        return actions.end_rotation(rotation, by=by, reason=reason)


def run_field(name: str, field: serializers.Field, value: Any) -> Any:
    try:
        return field.run_validation(value)
    except serializers.ValidationError as wrong:
        raise serializers.ValidationError({name: wrong.detail}) from wrong


class Seats(ListedViewSet):
    """轮值次序。"""

    queryset = Seat.objects.select_related("rotation__alliance__region", "unit")
    spec = SeatList
    row_class = shapes.SeatRow
    serializer_class = shapes.SeatSerializer

    @extend_schema(request=shapes.NewSeatSerializer, responses={201: shapes.SeatSerializer})
    def create(self, request: Request) -> Response:
        """列入轮值次序，从第一个未公布的月份起。"""
        said = sent_in(shapes.NewSeatSerializer, request)
        rotation, unit = said.pop("rotation"), said.pop("unit")
        refuse_unseen(Rotation.objects, "rotation", rotation, request.user)
        refuse_unseen(Unit.objects, "unit", unit, request.user)
        made = actions.add_seat(rotation, unit, by=request.user, **said)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=shapes.LeaveSeatSerializer, responses=shapes.SeatSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, **lookup: str) -> Response:
        """退出轮值。还没有轮到过的次序直接取消，答复是取消前的样子。"""
        found = self.get_object()
        before = self.get_serializer(found).data
        closed = actions.close_seat(found, by=request.user, **sent_in(shapes.LeaveSeatSerializer, request))
        return Response(self.get_serializer(closed).data if closed else before)


class Exemptions(ListedViewSet):
    """免轮。"""

    queryset = Exemption.objects.select_related("seat__rotation__alliance__region", "seat__unit")
    spec = ExemptionList
    row_class = shapes.ExemptionRow
    serializer_class = shapes.ExemptionSerializer

    @extend_schema(request=shapes.NewExemptionSerializer, responses={201: shapes.ExemptionSerializer})
    def create(self, request: Request) -> Response:
        """给一家单位免轮一段时间，只对还没有公布的轮值起作用。"""
        said = sent_in(shapes.NewExemptionSerializer, request)
        seat = said.pop("seat")
        refuse_unseen(Seat.objects, "seat", seat, request.user)
        made = actions.grant_exemption(seat, by=request.user, **said)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses=shapes.ExemptionSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, **lookup: str) -> Response:
        """取消免轮。"""
        done = actions.cancel_exemption(self.get_object(), by=request.user)
        return Response(self.get_serializer(done).data)


class Duties(ListedViewSet):
    """轮值：已公布的各期。"""

    queryset = Duty.objects.select_related("rotation__alliance__region", "holder", "planned_seat")
    spec = DutyList
    row_class = shapes.DutyRow
    serializer_class = shapes.DutySerializer

    @extend_schema(request=shapes.DescribeSerializer, responses=shapes.DutySerializer)
    def partial_update(self, request: Request, **lookup: str) -> Response:
        """填写本期主题和安排。"""
        found, said = self.get_object(), sent_in(shapes.DescribeSerializer, request)
        with transaction.atomic():
            check_version(found, said)
            said.pop("version", None)
            words = {"theme": found.theme, "plan": found.plan} | said
            changed = actions.describe_duty(found, by=request.user, **words)
        return Response(self.get_serializer(changed).data)

    @verb("override", takes=shapes.OverrideSerializer)
    def override(self, duty: Duty, *, by: Any, unit: Unit, reason: str) -> Duty:
        """调整轮值单位，须写明原因。"""
        return actions.override(duty, unit, by=by, reason=reason).duty

    @verb("handover", takes=shapes.HandOverSerializer)
    def handover(self, duty: Duty, *, by: Any, note: str, basis: str) -> Duty:
        """交接。"""
        return actions.hand_over(duty, by=by, note=note, basis=basis)

    @verb("receive", takes=shapes.BasisSerializer)
    def receive(self, duty: Duty, *, by: Any, basis: str) -> Duty:
        """由下一期的轮值单位接收。"""
        return actions.receive(duty, by=by, basis=basis)


class Swaps(ListedViewSet):
    """轮值对调。"""

    queryset = Swap.objects.select_related("duty_a__rotation__alliance__region", "duty_b", "unit_a", "unit_b")
    spec = SwapList
    row_class = shapes.SwapRow
    serializer_class = shapes.SwapSerializer

    @extend_schema(request=shapes.NewSwapSerializer, responses={201: shapes.SwapSerializer})
    def create(self, request: Request) -> Response:
        """提出对调，对方同意后生效。"""
        said = sent_in(shapes.NewSwapSerializer, request)
        for name in ("duty_a", "duty_b"):
            refuse_unseen(Duty.objects, name, said[name], request.user)
        made = actions.propose_swap(said.pop("duty_a"), said.pop("duty_b"), by=request.user, **said)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @verb("accept", takes=shapes.BasisSerializer)
    def accept(self, swap: Swap, *, by: Any, basis: str) -> Swap:
        """同意对调。"""
        return actions.accept_swap(swap, by=by, basis=basis)

    @verb("decline", takes=shapes.DeclineSerializer)
    def decline(self, swap: Swap, *, by: Any, basis: str, reason: str) -> Swap:
        """不同意对调。"""
        return actions.decline_swap(swap, by=by, basis=basis, reason=reason)

    @verb("undo")
    def undo(self, swap: Swap, *, by: Any) -> Swap:
        """十分钟内撤回自己刚才的答复。"""
        return actions.undo_swap(swap, by=by)

    @verb("withdraw", takes=shapes.BasisSerializer)
    def withdraw(self, swap: Swap, *, by: Any, basis: str) -> Swap:
        """撤回。"""
        return actions.withdraw_swap(swap, by=by, basis=basis)
