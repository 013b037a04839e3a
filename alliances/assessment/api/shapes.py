"""What the API says and takes of schemes."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from alliances.assessment.actions.schemes import TERMS
from alliances.assessment.api.parts import ConditionSerializer, GradeSerializer, IndicatorGroupSerializer
from alliances.assessment.models import Scheme
from alliances.assessment.patterns import PATTERNS
from alliances.assessment.planning.rules import CENT
from members.places.models import Region
from portal.api.rows import RowSerializer
from portal.api.views import VersionSerializer

FOLLOWS_PATTERN = ("name", "purpose")
"""Said by the pattern where one is chosen."""

YEARS = {"min_value": 2000, "max_value": 2100}
BOUNDS: dict[str, dict[str, Any]] = {
    "year": YEARS,
    "full_marks": {"min_value": CENT},
    "ordinary_percent": {"max_value": 100},
    "objection_days": {"min_value": 1, "max_value": 60},
    "publicise_days": {"max_value": 60},
}


class SchemeRow(RowSerializer):
    id = serializers.IntegerField()
    region = serializers.IntegerField(source="region_id")
    year = serializers.IntegerField()
    name = serializers.CharField()
    edition = serializers.IntegerField()
    purpose = serializers.CharField()
    cadence = serializers.CharField()
    full_marks = serializers.DecimalField(max_digits=6, decimal_places=2)
    state = serializers.CharField()
    version = serializers.IntegerField()


class SchemeSerializer(serializers.ModelSerializer):
    """One scheme with all it says."""

    groups = serializers.SerializerMethodField(help_text="指标，两级")
    grades = GradeSerializer(many=True, read_only=True, help_text="等次，最好的在前")
    conditions = ConditionSerializer(many=True, read_only=True, help_text="限定条件")

    class Meta:
        model = Scheme
        fields = [
            *("id", "region", "edition", "follows", *TERMS, "unit_kinds", "state"),
            *("groups", "grades", "conditions", "version"),
        ]

    @extend_schema_field(IndicatorGroupSerializer(many=True))
    def get_groups(self, scheme: Scheme) -> Any:
        rows = list(scheme.indicators.order_by("ordinal"))
        groups = [row for row in rows if row.parent_id is None]
        for group in groups:
            group.indicators = [row for row in rows if row.parent_id == group.pk]  # type: ignore[attr-defined]
        return IndicatorGroupSerializer(groups, many=True).data


class NewSchemeSerializer(serializers.ModelSerializer):
    """With a `pattern` what is left out follows it; without one, the scheme begins blank."""

    pattern = serializers.ChoiceField(
        choices=[(name, pattern.name) for name, pattern in PATTERNS.items()],
        required=False,
        help_text="从哪个样式开始；不写为空白办法",
    )
    region = serializers.PrimaryKeyRelatedField(queryset=Region.objects.all())

    class Meta:
        model = Scheme
        fields = ["pattern", "region", *TERMS, "unit_kinds"]
        extra_kwargs = BOUNDS | {name: {"required": False} for name in FOLLOWS_PATTERN}
        validators: list[Any] = []  # the action says who has the name

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        missing = [] if "pattern" in said else [name for name in FOLLOWS_PATTERN if name not in said]
        if missing:
            raise serializers.ValidationError(dict.fromkeys(missing, "请填写，或选定 pattern。"))
        return said


class SchemeChangeSerializer(serializers.ModelSerializer):
    version = serializers.IntegerField(required=False, min_value=0)

    class Meta:
        model = Scheme
        fields = [*TERMS, "unit_kinds", "version"]
        extra_kwargs = BOUNDS
        validators: list[Any] = []


class AssessmentOpinionSerializer(VersionSerializer):
    opinion = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


class RetireSerializer(VersionSerializer):
    reason = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


class NextEditionSerializer(VersionSerializer):
    year = serializers.IntegerField(**YEARS)  # type: ignore[arg-type]
