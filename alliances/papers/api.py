"""Papers over HTTP: the same actions as the pages."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from alliances.papers.actions import (
    TERMS,
    change_document,
    enter_document,
    remove_document,
    restore_document,
)
from alliances.papers.lists import DocumentList
from alliances.papers.models import Document
from members.models import Region
from portal.api.rows import RowSerializer
from portal.api.versions import check_version
from portal.api.views import ListedViewSet, verb


class DocumentRow(RowSerializer):
    id = serializers.IntegerField()
    region = serializers.IntegerField(source="region_id")
    kind = serializers.CharField()
    title = serializers.CharField()
    number = serializers.CharField()
    issued_on = serializers.DateField()
    shared = serializers.BooleanField()


class DocumentSerializer(serializers.ModelSerializer):
    file = serializers.SerializerMethodField(help_text="文件的地址，没有文件为 null")

    class Meta:
        model = Document
        fields = ["id", "region", *TERMS, "file", "removed_at", "version"]

    def get_file(self, document: Document) -> str | None:
        return reverse("stored_file", args=[document.file_id]) if document.file_id else None


class NewDocumentSerializer(serializers.ModelSerializer):
    region = serializers.PrimaryKeyRelatedField(queryset=Region.objects.streets())
    upload = serializers.FileField(required=False, help_text="PDF、Word、Excel 或照片")

    class Meta:
        model = Document
        fields = ["region", *TERMS, "upload"]


class DocumentChangeSerializer(NewDocumentSerializer):
    region = None  # type: ignore[assignment]  # a paper stays with its street
    version = serializers.IntegerField(required=False, min_value=0)

    class Meta(NewDocumentSerializer.Meta):
        fields = [*TERMS, "upload", "version"]


class Documents(ListedViewSet):
    """文件：街道（镇）自己的计划、总结、方案、通知等。"""

    queryset = Document.objects.select_related("region")
    spec = DocumentList
    row_class = DocumentRow
    serializer_class = DocumentSerializer
    parser_classes = (JSONParser, MultiPartParser)

    @extend_schema(request=NewDocumentSerializer, responses={201: DocumentSerializer})
    def create(self, request: Request) -> Response:
        """登记一份文件。"""
        sent = NewDocumentSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        upload = sent.validated_data.pop("upload", None)
        made = enter_document(Document(**sent.validated_data), by=request.user, upload=upload)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=DocumentChangeSerializer, responses=DocumentSerializer)
    def partial_update(self, request: Request, **lookup: str) -> Response:
        """更正：只写要改的项。"""
        found = self.get_object()
        sent = DocumentChangeSerializer(data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        with transaction.atomic():
            check_version(found, sent.validated_data)
            sent.validated_data.pop("version", None)
            changed = change_document(found, by=request.user, **sent.validated_data)
        return Response(self.get_serializer(changed).data)

    @verb("remove")
    def remove(self, document: Document, *, by: Any) -> Document:
        """移除，可以恢复。"""
        return remove_document(document, by=by)

    @verb("restore")
    def restore(self, document: Document, *, by: Any) -> Document:
        """恢复已移除的文件。"""
        return restore_document(document, by=by)
