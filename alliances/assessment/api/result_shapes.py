"""What the API says of results, their scores, and what a score rests on."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from alliances.assessment.models import Result
from alliances.assessment.result_page import editions_of, place_of
from alliances.assessment.states import TOLD
from alliances.metrics.api import CountedFactSerializer
from portal.api.rows import RowSerializer
from portal.permits import may


def points() -> Any:
    return serializers.DecimalField(max_digits=8, decimal_places=2)


class ResultRow(RowSerializer):
    id = serializers.IntegerField()
    cycle = serializers.IntegerField(source="cycle_id")
    unit = serializers.IntegerField(source="unit_id", allow_null=True)
    party_org = serializers.IntegerField(source="party_org_id", allow_null=True)
    edition = serializers.IntegerField()
    is_current = serializers.BooleanField()
    base = points()
    bonus = points()
    total = points()
    grade = serializers.CharField(source="grade.name", allow_null=True)


class ScoreRow(RowSerializer):
    """`words` says how the points came about. No points: not scored."""

    id = serializers.IntegerField()
    result = serializers.IntegerField(source="result_id")
    indicator = serializers.IntegerField(source="indicator_id")
    name = serializers.CharField(source="indicator.name")
    group = serializers.CharField(source="indicator.parent.name")
    value = serializers.DecimalField(max_digits=16, decimal_places=2, allow_null=True)
    points = serializers.DecimalField(max_digits=8, decimal_places=2, allow_null=True)
    words = serializers.CharField()


class EditionSerializer(serializers.ModelSerializer):
    class Meta:
        model = Result
        fields = ["id", "edition", "is_current", "total"]


class PlaceSerializer(serializers.Serializer):
    place = serializers.IntegerField()
    of = serializers.IntegerField(help_text="一共几家")


class ResultSerializer(serializers.ModelSerializer):
    """One result. Its points one by one see whom it concerns, the office and supervisors."""

    grade = serializers.CharField(source="grade.name", default=None, allow_null=True)
    indices = serializers.SerializerMethodField(help_text="指数，按名称")
    place = serializers.SerializerMethodField(help_text="名次，仅限办法规定排名的")
    editions = serializers.SerializerMethodField(help_text="更正过的，各版次")
    scores = serializers.SerializerMethodField(help_text="各项得分")

    class Meta:
        model = Result
        fields = [
            *("id", "cycle", "unit", "party_org", "edition", "is_current", "share", "base", "bonus"),
            *("ordinary", "total", "grade", "why", "indices", "place", "editions", "scores"),
        ]

    @extend_schema_field(serializers.DictField(child=serializers.CharField()))
    def get_indices(self, result: Result) -> dict[str, str]:
        return result.indices if self._opens(result) else {}

    @extend_schema_field(PlaceSerializer(allow_null=True))
    def get_place(self, result: Result) -> Any:
        if not result.cycle.scheme.is_ranked or result.cycle.state not in TOLD:
            return None
        place, of = place_of(result)
        return {"place": place, "of": of}

    @extend_schema_field(EditionSerializer(many=True))
    def get_editions(self, result: Result) -> Any:
        return EditionSerializer(editions_of(result), many=True).data if self._opens(result) else []

    @extend_schema_field(ScoreRow(many=True))
    def get_scores(self, result: Result) -> Any:
        if not self._opens(result):
            return []
        rows = result.scores.select_related("indicator__parent").order_by("indicator__ordinal")
        return ScoreRow(rows, many=True).data

    def _opens(self, result: Result) -> bool:
        return may(self.context["request"].user, "results.open", result)


class JudgedSerializer(serializers.Serializer):
    value = serializers.DecimalField(max_digits=14, decimal_places=2)
    reason = serializers.CharField()
    at = serializers.DateTimeField()


class ScoreEvidenceSerializer(serializers.Serializer):
    """`facts`: the newest records counted, `count` of them in all. `now`: their sum today, which differs
    from `value` once a record was corrected after the review; nothing where no records are counted."""

    score = serializers.IntegerField()
    value = serializers.DecimalField(max_digits=16, decimal_places=2, allow_null=True)
    now = serializers.DecimalField(max_digits=16, decimal_places=2, allow_null=True)
    count = serializers.IntegerField()
    facts = CountedFactSerializer(many=True)
    judgement = JudgedSerializer(allow_null=True, help_text="评议的分值和理由")
