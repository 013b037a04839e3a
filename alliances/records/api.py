"""Records over HTTP: the same actions as the pages."""

from typing import Any

from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from alliances.records import serializers as shapes
from alliances.records.actions import change_record, strike_record
from alliances.records.lists import RecordList
from alliances.records.models import Record
from members.models import Unit
from portal.api.versions import check_version
from portal.api.views import ListedViewSet, verb


class Records(ListedViewSet):
    """共建纪实：一件事只登记一次，可用于多项认领，合计只计一次。"""

    queryset = Record.objects.select_related("region")
    spec = RecordList
    row_class = shapes.RecordRow
    serializer_class = shapes.RecordSerializer
    http_method_names = ["get", "post", "patch", "head", "options"]

    @extend_schema(request=shapes.NewRecordSerializer, responses={201: shapes.RecordSerializer})
    def create(self, request: Request) -> Response:
        """登记一条纪实，并关联到所写的事项。"""
        sent = shapes.NewRecordSerializer(data=request.data, context=self.get_serializer_context())
        sent.is_valid(raise_exception=True)
        kind, ids = sent.matter()
        made = kind.enter(
            sent.account(),
            by=request.user,
            ids=ids,
            units=sent.sent_units(),
            neighbourhoods=sent.sent_neighbourhoods(),
            basis=sent.validated_data["basis"],
        )
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=shapes.RecordChangeSerializer, responses=shapes.RecordSerializer)
    def partial_update(self, request: Request, **lookup: str) -> Response:
        """更正：只写要改的项，各单位份额重新计算。"""
        found = self.get_object()
        sent = shapes.RecordChangeSerializer(data=request.data, context=self.get_serializer_context())
        sent.is_valid(raise_exception=True)
        with transaction.atomic():
            check_version(found, sent.validated_data)
            changed = change_record(
                found,
                sent.account(found),
                by=request.user,
                units=sent.sent_units() or weights_of(found),
                neighbourhoods=sent.sent_neighbourhoods(),
            )
        return Response(self.get_serializer(changed).data)

    @verb("strike", shapes.StrikeSerializer)
    def strike(self, record: Record, **said: Any) -> Record:
        """作废：纪实仍可查看，不再计入任何数字。"""
        return strike_record(record, **said)


def weights_of(record: Record) -> dict[Unit, int]:
    """The units that took part, as the record has them."""
    return {share.unit: share.weight for share in record.shares.select_related("unit").order_by("pk")}
