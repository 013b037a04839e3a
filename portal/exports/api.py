"""Exports over HTTP: the same actions as the pages."""

from typing import Any

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api.schema import REFUSED
from portal.api.views import FileView, ListedViewSet, verb
from portal.exports import actions
from portal.exports import serializers as shapes
from portal.exports.handing_over import file_of
from portal.exports.kinds import EXPORTS
from portal.exports.lists import ExportList
from portal.exports.models import Export
from portal.ledgers.taking import LEDGERS_SEEN
from portal.refusals import Forbidden

ROWS = Export.objects.select_related("region", "by")
ZIP = "application/zip"
A_QUARTER = OpenApiExample(
    "第三季度的迎检台账",
    value={"kind": "inspection", "region": 3, "options": {"year": 2026, "span": "q3"}},
    request_only=True,
)


class Exports(ListedViewSet):
    """导出：由后台作业制作的文件，保存 30 天，只有申请人可以下载。"""

    queryset = ROWS
    spec = ExportList
    row_class = shapes.ExportRow
    serializer_class = shapes.ExportSerializer
    http_method_names = ["get", "post", "head", "options"]

    @extend_schema(
        request=shapes.AskSerializer, responses={201: shapes.ExportSerializer}, examples=[A_QUARTER]
    )
    def create(self, request: Request) -> Response:
        """申请制作。options 按 kind 而定；做好后 state 为 ready。"""
        sent = shapes.AskSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        export = asked_for(request.user, **sent.validated_data)
        return Response(self.get_serializer(export).data, status=status.HTTP_201_CREATED)

    @verb("retry")
    def retry(self, export: Export, **said: Any) -> Export:
        """重新制作未完成的导出。"""
        return actions.retry(export, **said)


class ExportFile(FileView):
    """做好的文件。"""

    @extend_schema(responses={(200, ZIP): OpenApiTypes.BINARY} | REFUSED)
    def get(self, request: Request, pk: int) -> FileResponse:
        """下载；每次下载都记录在案。"""
        return file_of(get_object_or_404(ROWS.visible_to(request.user), pk=pk), by=request.user)


def asked_for(
    user: Any, *, kind: str, region: int, options: dict[str, Any], personal: bool, reason: str
) -> Export:
    """The options go through the form of the page, so that both say no alike."""
    if kind not in EXPORTS:
        raise serializers.ValidationError({"kind": [f"没有这种导出。可选：{'、'.join(EXPORTS.names())}。"]})
    place = next(iter(LEDGERS_SEEN))(user).filter(pk=region).first()
    if place is None:
        raise Forbidden("forbidden", "台账由街道（镇）党建办和监督查看人员导出。如需要，请联系所在党建办。")
    form = EXPORTS[kind].form(options, region=place, user=user)
    if not form.is_valid():
        raise serializers.ValidationError({"options": form.errors})
    return actions.ask_for(
        kind, region=place, options=form.options, by=user, personal=personal, reason=reason
    )
