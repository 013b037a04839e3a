"""What the API says and takes of exports."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.api.rows import RowSerializer
from portal.exports.actions import given_up
from portal.exports.jobs import progress_key
from portal.exports.models import Export
from portal.exports.states import ExportState
from portal.ids import LARGEST_ID
from portal.ledgers.handing_out.giving import LONGEST_REASON
from portal.ledgers.imports.serializers import ProgressSerializer
from portal.outbox.progress import progress_of


class ExportRow(RowSerializer):
    """A row of the list of exports."""

    id = serializers.IntegerField()
    kind = serializers.CharField()
    title = serializers.CharField()
    region = serializers.IntegerField(source="region_id")
    state = serializers.ChoiceField(ExportState.choices)
    asked_at = serializers.DateTimeField()
    made_at = serializers.DateTimeField(allow_null=True)
    size = serializers.IntegerField(allow_null=True)
    version = serializers.IntegerField()


class ExportSerializer(serializers.ModelSerializer):
    """One export. `options` is what was chosen, `sha256` the digest of the file."""

    progress = serializers.SerializerMethodField()
    given_up = serializers.SerializerMethodField(help_text="作业多次未成，已停止；可 retry")
    expires_at = serializers.DateTimeField(read_only=True, allow_null=True)

    class Meta:
        model = Export
        fields = (
            *("id", "kind", "title", "region", "options", "personal", "reason", "state", "progress"),
            *("given_up", "trouble", "asked_at", "made_at", "expires_at", "size", "sha256", "version"),
        )
        read_only_fields = fields

    @extend_schema_field(ProgressSerializer(allow_null=True))
    def get_progress(self, export: Export) -> dict[str, Any] | None:
        found = progress_of(progress_key(export))
        return None if found is None else dict(ProgressSerializer(found).data)

    def get_given_up(self, export: Export) -> bool:
        return given_up(export)


class AskSerializer(serializers.Serializer):
    """What is wanted; `options` are the fields of that kind's form."""

    kind = serializers.CharField(max_length=20)
    region = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)
    options = serializers.DictField()
    personal = serializers.BooleanField(default=False)
    reason = serializers.CharField(required=False, default="", allow_blank=True, max_length=LONGEST_REASON)
