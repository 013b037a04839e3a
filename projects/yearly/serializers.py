"""What the API takes and says of a carry-over."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.api.rows import RowSerializer
from portal.ids import LARGEST_ID
from portal.ledgers.imports.serializers import ProgressSerializer
from portal.ledgers.taking import FIRST_YEAR, LAST_YEAR
from portal.outbox.progress import progress_of
from projects.listings.models import ListKind
from projects.yearly.actions import given_up
from projects.yearly.models import CarryOver
from projects.yearly.states import CarryState


class CarrySerializer(serializers.Serializer):
    region = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)
    from_year = serializers.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR)
    to_year = serializers.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR)
    lists = serializers.MultipleChoiceField(choices=ListKind.choices, allow_empty=False)


class CarriedSerializer(serializers.Serializer):
    """各清单新增的草稿数。"""

    drafts = serializers.DictField(child=serializers.IntegerField())
    total = serializers.IntegerField()


class CarryOverRow(RowSerializer):
    """A row of the list of carry-overs."""

    id = serializers.IntegerField()
    region = serializers.IntegerField(source="region_id")
    from_year = serializers.IntegerField()
    to_year = serializers.IntegerField()
    state = serializers.ChoiceField(CarryState.choices)
    asked_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class CarryOverSerializer(serializers.ModelSerializer):
    """One carry-over. `drafts` says how many came of each list, once it is done."""

    lists = serializers.ListField(child=serializers.ChoiceField(ListKind.choices), read_only=True)
    drafts = serializers.DictField(child=serializers.IntegerField(), read_only=True, allow_null=True)
    total = serializers.IntegerField(read_only=True)
    progress = serializers.SerializerMethodField()
    given_up = serializers.SerializerMethodField(help_text="作业多次未成，已停止；可 retry")

    class Meta:
        model = CarryOver
        fields = (
            *("id", "region", "from_year", "to_year", "lists", "state", "progress", "given_up"),
            *("trouble", "drafts", "total", "asked_at", "ended_at", "version"),
        )
        read_only_fields = fields

    @extend_schema_field(ProgressSerializer(allow_null=True))
    def get_progress(self, asked: CarryOver) -> dict[str, Any] | None:
        found = progress_of(asked.progress_key)
        return None if found is None else dict(ProgressSerializer(found).data)

    def get_given_up(self, asked: CarryOver) -> bool:
        return given_up(asked)
