"""Snapshots over HTTP: the same action as the page."""

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api.schema import REFUSED
from portal.api.views import FileView, ListedViewSet
from portal.ledgers.snapshots import serializers as shapes
from portal.ledgers.snapshots.actions import take_snapshot
from portal.ledgers.snapshots.lists import SnapshotList
from portal.ledgers.snapshots.models import Snapshot
from portal.ledgers.snapshots.reading import changes_since, workbook_of
from portal.ledgers.taking import LEDGER_PLACES
from portal.refusals import Forbidden
from portal.workbooks.answers import CONTENT_TYPES, XLSX

SNAPSHOTS = Snapshot.objects.select_related("region", "by")


class Snapshots(ListedViewSet):
    """报送快照：报送时的清单原样保存，不能修改或删除。"""

    queryset = SNAPSHOTS
    spec = SnapshotList
    row_class = shapes.SnapshotRow
    serializer_class = shapes.SnapshotSerializer
    http_method_names = ["get", "post", "head", "options"]

    @extend_schema(request=shapes.TakeSerializer, responses={201: shapes.SnapshotSerializer})
    def create(self, request: Request) -> Response:
        """保存当前已发布的全部台账，不含联系人姓名和电话。"""
        sent = shapes.TakeSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        said = sent.validated_data
        region = next(iter(LEDGER_PLACES))(request.user).filter(pk=said.pop("region")).first()
        if region is None:
            raise Forbidden("forbidden", "报送快照由街道（镇）党建办保存。如有需要，请联系所在党建办。")
        taken = take_snapshot(region, by=request.user, **said)
        return Response(self.get_serializer(taken).data, status=status.HTTP_201_CREATED)

    @extend_schema(responses=shapes.DifferenceSerializer)
    @action(detail=True, methods=["get"])
    def difference(self, request: Request, **lookup: str) -> Response:
        """保存之后到现在，台账有哪些新增、修改和减少。"""
        sheets = changes_since(self.get_object())
        return Response(shapes.DifferenceSerializer({"sheets": sheets}).data)


class SnapshotFile(FileView):
    """报送时的工作簿。"""

    @extend_schema(responses={(200, CONTENT_TYPES[XLSX]): OpenApiTypes.BINARY} | REFUSED)
    def get(self, request: Request, pk: int) -> FileResponse:
        """下载报送时的工作簿。"""
        return workbook_of(get_object_or_404(SNAPSHOTS.visible_to(request.user), pk=pk))
