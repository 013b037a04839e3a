"""What the API says and takes of surveys. No answer of one person is read by it: there is none."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from alliances.surveys.actions.drafting import TERMS, Parts
from alliances.surveys.forms import LONGEST_NAME, LONGEST_QUESTION, MOST_QUESTIONS
from alliances.surveys.models import Survey
from alliances.surveys.results import About
from alliances.surveys.survey_page import subjects_seen
from members.party.models import PartyOrg
from members.places.models import Region
from members.units.models import Unit
from portal.api.rows import RowSerializer


class SurveyRow(RowSerializer):
    id = serializers.IntegerField()
    region = serializers.IntegerField(source="region_id")
    kind = serializers.CharField()
    title = serializers.CharField()
    from_on = serializers.DateField()
    until_on = serializers.DateField()
    state = serializers.CharField()
    version = serializers.IntegerField()


class ChoiceSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=LONGEST_NAME)
    points = serializers.IntegerField(min_value=0, max_value=100, allow_null=True, help_text="空表示不计分")


class SideSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=LONGEST_NAME)
    weight = serializers.IntegerField(min_value=1, max_value=100)


class SubjectSerializer(serializers.Serializer):
    unit = serializers.IntegerField(source="unit_id", allow_null=True)
    party_org = serializers.IntegerField(source="party_org_id", allow_null=True)
    name = serializers.CharField(source="__str__")


class SurveySerializer(serializers.ModelSerializer):
    """`subjects`: those that the caller may read about."""

    scale = serializers.SerializerMethodField()
    sides = SideSerializer(many=True, read_only=True)
    questions: Any = serializers.SlugRelatedField(slug_field="text", many=True, read_only=True)
    subjects = serializers.SerializerMethodField()

    class Meta:
        model = Survey
        fields = ["id", "region", *TERMS, "scale", "sides", "questions", "subjects", "state", "version"]
        read_only_fields = fields

    @extend_schema_field(ChoiceSerializer(many=True))
    def get_scale(self, survey: Survey) -> list[dict[str, Any]]:
        pairs = zip(survey.choices, survey.points, strict=True)
        return [{"name": name, "points": worth} for name, worth in pairs]

    @extend_schema_field(SubjectSerializer(many=True))
    def get_subjects(self, survey: Survey) -> Any:
        seen = subjects_seen(survey, self.context["request"].user)
        return SubjectSerializer(seen, many=True).data


class NewSurveySerializer(serializers.ModelSerializer):
    """Without choices or sides, those of the kind."""

    region = serializers.PrimaryKeyRelatedField(queryset=Region.objects.streets())
    units = serializers.PrimaryKeyRelatedField(queryset=Unit.objects.all(), many=True, required=False)
    party_orgs = serializers.PrimaryKeyRelatedField(
        queryset=PartyOrg.objects.all(), many=True, required=False
    )
    questions = serializers.ListField(
        child=serializers.CharField(max_length=LONGEST_QUESTION), max_length=MOST_QUESTIONS, required=False
    )
    scale = ChoiceSerializer(many=True, required=False)
    sides = SideSerializer(many=True, required=False)

    class Meta:
        model = Survey
        fields = ["region", *TERMS, "units", "party_orgs", "questions", "scale", "sides"]
        validators: list[Any] = []

    def said(self) -> tuple[Region, Parts, dict[str, Any]]:
        """The region, the parts and the terms, as the action takes them."""
        sent = dict(self.validated_data)
        parts = Parts(
            units=sent.pop("units", ()),
            party_orgs=sent.pop("party_orgs", ()),
            questions=sent.pop("questions", ()),
            sides=[(each["name"], each["weight"]) for each in sent.pop("sides", ())],
            choices=[(each["name"], each["points"]) for each in sent.pop("scale", ())],
        )
        return sent.pop("region"), parts, sent


class BarSerializer(serializers.Serializer):
    choice = serializers.CharField()
    count = serializers.IntegerField()
    percent = serializers.IntegerField()

    def to_representation(self, bar: tuple[str, int, int]) -> dict[str, Any]:
        return dict(zip(("choice", "count", "percent"), bar, strict=True))


class AskedSerializer(serializers.Serializer):
    text = serializers.CharField()
    mean = serializers.DecimalField(max_digits=5, decimal_places=2, allow_null=True)
    bars = BarSerializer(many=True)


class JudgedBySerializer(serializers.Serializer):
    side = serializers.CharField()
    weight = serializers.IntegerField()
    ballots = serializers.IntegerField(allow_null=True, help_text="空表示不足 5 份，不显示")
    questions = AskedSerializer(many=True)


class AboutSerializer(serializers.Serializer):
    subject = SubjectSerializer()
    index = serializers.DecimalField(
        max_digits=5, decimal_places=2, allow_null=True, help_text="空表示不足 5 份"
    )
    sides = JudgedBySerializer(many=True)


class ResultsSerializer(serializers.Serializer):
    """Of a closed survey. Remarks are on the office's page only."""

    results = AboutSerializer(many=True)

    @classmethod
    def saying(cls, results: list[About]) -> Any:
        return cls({"results": results}).data
