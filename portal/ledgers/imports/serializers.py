"""What the API says and takes of imports."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.api.rows import RowSerializer
from portal.api.views import VersionSerializer
from portal.ids import LARGEST_ID
from portal.ledgers.headers import SEARCHED_ROWS
from portal.ledgers.imports.actions import given_up, same_file_before
from portal.ledgers.imports.jobs import progress_key
from portal.ledgers.imports.models import Import
from portal.ledgers.imports.states import ImportState
from portal.ledgers.taking import FIRST_YEAR, LAST_YEAR
from portal.outbox.progress import progress_of


class ImportRow(RowSerializer):
    """A row of the list of imports."""

    id = serializers.IntegerField()
    region = serializers.IntegerField(source="region_id")
    region_name = serializers.CharField(source="region.name")
    year = serializers.IntegerField()
    file_name = serializers.CharField(source="file.original_name")
    state = serializers.ChoiceField(ImportState.choices)
    created_at = serializers.DateTimeField()
    imported_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class ProgressSerializer(serializers.Serializer):
    done = serializers.IntegerField()
    total = serializers.IntegerField()
    said = serializers.CharField()


class ImportSerializer(serializers.ModelSerializer):
    """One import. `preview` is what the last reading found, `result` what came in."""

    file_name = serializers.CharField(source="file.original_name", read_only=True)
    progress = serializers.SerializerMethodField()
    given_up = serializers.SerializerMethodField(help_text="作业多次未成，已停止；可 retry")
    same_as = serializers.SerializerMethodField(help_text="此前导入过同一文件的那一次")
    undo_until = serializers.DateTimeField(read_only=True, allow_null=True)

    class Meta:
        model = Import
        fields = (
            *("id", "region", "year", "file", "file_name", "state", "progress", "given_up", "trouble"),
            *("same_as", "choices", "preview", "result"),
            *("created_at", "imported_at", "undo_until", "undone_at", "version"),
        )
        read_only_fields = fields

    @extend_schema_field(ProgressSerializer(allow_null=True))
    def get_progress(self, imp: Import) -> dict[str, Any] | None:
        found = progress_of(progress_key(imp))
        return None if found is None else dict(ProgressSerializer(found).data)

    def get_given_up(self, imp: Import) -> bool:
        return given_up(imp)

    def get_same_as(self, imp: Import) -> int | None:
        before = same_file_before(imp)
        return None if before is None else before.pk


class UploadSerializer(serializers.Serializer):
    """A workbook, whose it is and of which year."""

    file = serializers.FileField()
    region = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)
    year = serializers.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR)


class SheetChoiceSerializer(serializers.Serializer):
    kind = serializers.CharField(required=False, allow_blank=True, max_length=20)
    columns = serializers.DictField(
        required=False, child=serializers.CharField(allow_blank=True, max_length=40)
    )
    header_row = serializers.IntegerField(required=False, min_value=1, max_value=SEARCHED_ROWS)


class ChoicesSerializer(VersionSerializer):
    choices = serializers.DictField(child=SheetChoiceSerializer(), help_text="按工作表名称")


class CorrectionsSerializer(VersionSerializer):
    corrections = serializers.DictField(
        child=serializers.DictField(
            child=serializers.DictField(child=serializers.CharField(allow_blank=True, max_length=2000))
        ),
        help_text="工作表名称 → 行号 → 栏目 → 更正后的内容",
    )
