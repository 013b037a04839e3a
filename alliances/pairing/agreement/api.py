"""`/pairings/{id}/agreement/` and `/pairings/{id}/scan/`: the text as a Word file, the signed one back."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from alliances.pairing.agreement.actions import hand_in_scan
from alliances.pairing.agreement.keeping import agreement_of
from alliances.pairing.agreement.models import SignedAgreement
from alliances.pairing.agreement.views import edition_asked
from portal.documents.answers import WORD_TYPE, word_answer
from portal.permits import demand

EDITION = OpenApiParameter("edition", int, description="以前的版次；不写为现在的文本")


class ScanSerializer(serializers.Serializer):
    scan = serializers.FileField(help_text="PDF 或照片")
    basis = serializers.CharField(
        max_length=100,
        required=False,
        allow_blank=True,
        default="",
        help_text="工作人员代办的依据：电话、纸质、会上",
    )


class SignedAgreementSerializer(serializers.ModelSerializer):
    file = serializers.SerializerMethodField(help_text="文件的地址")

    class Meta:
        model = SignedAgreement
        fields = ["id", "pairing", "edition", "file", "basis", "handed_in_at"]

    def get_file(self, signed: SignedAgreement) -> str:
        return reverse("stored_file", args=[signed.file_id])


class AgreementOperations:
    """Of a view set of pairings."""

    @extend_schema(parameters=[EDITION], responses={(200, WORD_TYPE): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"], url_path="agreement")
    def agreement(self, request: Request, **lookup: str) -> HttpResponse:
        """协议书，Word 文件；草稿带“草案”。"""
        found: Any = self.get_object()  # type: ignore[attr-defined]
        demand(request.user, "pairings.see_terms", found)
        edition = edition_asked(request.query_params.get("edition"))
        return word_answer(*agreement_of(found, by=request.user, edition=edition))

    @extend_schema(
        request={"multipart/form-data": ScanSerializer}, responses={201: SignedAgreementSerializer}
    )
    @action(detail=True, methods=["post"], url_path="scan", parser_classes=[MultiPartParser])
    def scan(self, request: Request, **lookup: str) -> Response:
        """上传签字盖章后的扫描件；同一份再传仍是一份。"""
        found: Any = self.get_object()  # type: ignore[attr-defined]
        sent = ScanSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        made = hand_in_scan(found, by=request.user, **sent.validated_data)
        return Response(SignedAgreementSerializer(made).data, status=status.HTTP_201_CREATED)
