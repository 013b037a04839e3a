"""What the API says of a scheme's parts: indicators in two levels, grades, conditions."""

from rest_framework import serializers

from alliances.assessment.models import Condition, Grade, Indicator


class IndicatorSerializer(serializers.ModelSerializer):
    """One that is measured."""

    class Meta:
        model = Indicator
        fields = [
            *("id", "name", "requirement", "full_marks", "floor", "source", "metric", "survey_kind"),
            *("rule", "per_item", "target", "steps"),
        ]


class IndicatorGroupSerializer(serializers.ModelSerializer):
    indicators = IndicatorSerializer(many=True, read_only=True)

    class Meta:
        model = Indicator
        fields = ["id", "name", "full_marks", "is_bonus", "index", "indicators"]


class GradeSerializer(serializers.ModelSerializer):
    class Meta:
        model = Grade
        fields = ["id", "name", "at_least", "quota_percent"]


class ConditionSerializer(serializers.ModelSerializer):
    """Whose value of the indicator stays below `at_least` gets no grade better than `best`."""

    class Meta:
        model = Condition
        fields = ["id", "indicator", "at_least", "best"]
