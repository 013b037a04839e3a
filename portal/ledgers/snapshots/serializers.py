"""What the API says and takes of snapshots."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from portal.api.rows import RowSerializer
from portal.ids import LARGEST_ID
from portal.ledgers.snapshots.models import Snapshot
from portal.ledgers.taking import FIRST_YEAR, LAST_YEAR


class SnapshotRow(RowSerializer):
    """A row of the list of snapshots."""

    id = serializers.IntegerField()
    region = serializers.IntegerField(source="region_id")
    year = serializers.IntegerField()
    title = serializers.CharField()
    reported_to = serializers.CharField()
    taken_at = serializers.DateTimeField()
    sha256 = serializers.CharField()


class FrozenSheetSerializer(serializers.Serializer):
    """One ledger of a snapshot: its name, and how many rows it had."""

    tab = serializers.CharField()
    rows = serializers.SerializerMethodField()

    def get_rows(self, sheet: dict[str, Any]) -> int:
        return len(sheet["rows"])


class SnapshotSerializer(serializers.ModelSerializer):
    """One snapshot. `is_whole`: its content still gives the digest `sha256`; `workbook` is its download."""

    sheets = FrozenSheetSerializer(many=True, read_only=True)
    is_whole = serializers.BooleanField(read_only=True)
    workbook = serializers.SerializerMethodField()

    class Meta:
        model = Snapshot
        fields = (
            *("id", "region", "year", "title", "reported_to", "taken_at"),
            *("sheets", "sha256", "is_whole", "workbook"),
        )
        read_only_fields = fields

    @extend_schema_field(OpenApiTypes.URI)
    def get_workbook(self, snapshot: Snapshot) -> str:
        return reverse("api_snapshot_workbook", args=[snapshot.pk], request=self.context.get("request"))


class TakeSerializer(serializers.Serializer):
    """What is reported, under which name, to whom."""

    region = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)
    year = serializers.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR)
    title = serializers.CharField(max_length=100)
    reported_to = serializers.CharField(max_length=100, required=False, default="", allow_blank=True)


class ChangedCellSerializer(serializers.Serializer):
    header = serializers.CharField()
    before = serializers.CharField()
    now = serializers.CharField()


class ChangedRowSerializer(serializers.Serializer):
    name = serializers.CharField()
    cells = ChangedCellSerializer(many=True)


class SheetDifferenceSerializer(serializers.Serializer):
    """What changed in one ledger since; `added` and `gone` name rows."""

    tab = serializers.CharField()
    added = serializers.ListField(child=serializers.CharField())
    changed = ChangedRowSerializer(many=True)
    gone = serializers.ListField(child=serializers.CharField())


class DifferenceSerializer(serializers.Serializer):
    """Only ledgers in which something changed."""

    sheets = SheetDifferenceSerializer(many=True)
