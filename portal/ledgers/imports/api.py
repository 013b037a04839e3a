"""Imports over HTTP: the same actions as the wizard's pages."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api.schema import REFUSED
from portal.api.views import FileView, ListedViewSet, verb
from portal.ledgers.imports import actions
from portal.ledgers.imports import serializers as shapes
from portal.ledgers.imports.lists import ImportList
from portal.ledgers.imports.mending import problems_response
from portal.ledgers.imports.models import Import
from portal.ledgers.taking import LEDGER_PLACES
from portal.refusals import Forbidden
from portal.workbooks.answers import CONTENT_TYPES, XLSX

IMPORTS = Import.objects.select_related("region", "file", "by")
A_PREVIEW = OpenApiExample(
    "刚上传，正在读取",
    value={"id": 7, "region": 3, "year": 2026, "state": "reading", "preview": None, "result": None},
    response_only=True,
)
A_CHOICE = OpenApiExample(
    "一列的对应",
    value={"choices": {"项目清单": {"columns": {"牵头科室": "unit"}}, "封面": {"kind": ""}}},
    request_only=True,
)
A_CORRECTION = OpenApiExample(
    "更正一格", value={"corrections": {"项目清单": {"12": {"unit": "区财政局"}}}}, request_only=True
)


class Imports(ListedViewSet):
    """台账导入：上传、核对、确认，一天内可整次撤销。"""

    queryset = IMPORTS
    spec = ImportList
    row_class = shapes.ImportRow
    serializer_class = shapes.ImportSerializer
    http_method_names = ["get", "post", "head", "options"]

    def get_parsers(self) -> list[BaseParser]:
        return super().get_parsers() if self.detail else [MultiPartParser()]

    @extend_schema(
        request={"multipart/form-data": shapes.UploadSerializer},
        responses={201: shapes.ImportSerializer},
        examples=[A_PREVIEW],
    )
    def create(self, request: Request) -> Response:
        """上传台账（.xlsx）。读取由后台作业完成，稍后再取即得 preview。"""
        sent = shapes.UploadSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        given = sent.validated_data
        region = next(iter(LEDGER_PLACES))(request.user).filter(pk=given["region"]).first()
        if region is None:
            raise Forbidden("forbidden", "台账由街道（镇）党建办的工作人员导入。如需导入，请联系所在党建办。")
        imp = actions.begin_import(given["file"], region=region, year=given["year"], by=request.user)
        return Response(self.get_serializer(imp).data, status=status.HTTP_201_CREATED)

    @extend_schema(examples=[A_CHOICE])
    @verb("choose", shapes.ChoicesSerializer)
    def choose(self, imp: Import, **said: Any) -> Import:
        """说明各表是什么、各列对应哪一栏，随后重新读取；列的对应会为本单位记住。"""
        return actions.choose(imp, said["choices"], by=said["by"])

    @extend_schema(examples=[A_CORRECTION])
    @verb("correct", shapes.CorrectionsSerializer)
    def correct(self, imp: Import, **said: Any) -> Import:
        """更正不能导入的格子，随后重新读取。文件本身不变。"""
        return actions.correct_rows(imp, said["corrections"], by=said["by"])

    @verb("confirm")
    def confirm(self, imp: Import, **said: Any) -> Import:
        """导入正确的各行，由后台作业完成。"""
        return actions.confirm(imp, **said)

    @verb("undo")
    def undo(self, imp: Import, **said: Any) -> Import:
        """整次撤销：一天之内，且没有人接着办理。"""
        return actions.take_back(imp, **said)

    @verb("discard")
    def discard(self, imp: Import, **said: Any) -> Import:
        """放弃，不导入。"""
        return actions.discard(imp, **said)

    @verb("retry")
    def retry(self, imp: Import, **said: Any) -> Import:
        """重新读取。"""
        return actions.try_again(imp, **said)


class ImportProblems(FileView):
    """不能导入的行。"""

    @extend_schema(responses={(200, CONTENT_TYPES[XLSX]): OpenApiTypes.BINARY} | REFUSED)
    def get(self, request: Request, pk: int) -> HttpResponse:
        """下载不能导入的行，每行写明原因；改好后可直接再导入。"""
        return problems_response(get_object_or_404(IMPORTS.visible_to(request.user), pk=pk))
