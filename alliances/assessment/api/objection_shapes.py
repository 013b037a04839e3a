"""What the API says and takes of objections."""

from decimal import Decimal
from typing import Any

from rest_framework import serializers

from alliances.assessment.forms.objections import AnswerForm
from portal.api.rows import RowSerializer
from portal.api.views import VersionSerializer
from portal.ids import LARGEST_ID


class ObjectionRow(RowSerializer):
    """An objection, in a list and by itself. `corrected`: the result that followed where it was upheld."""

    id = serializers.IntegerField()
    result = serializers.IntegerField(source="result_id")
    indicator = serializers.IntegerField(source="indicator_id", allow_null=True)
    text = serializers.CharField()
    state = serializers.CharField()
    raised_at = serializers.DateTimeField()
    answer = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)
    corrected = serializers.IntegerField(source="corrected_id", allow_null=True)
    version = serializers.IntegerField()


class NewObjectionSerializer(serializers.Serializer):
    result = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)
    indicator = serializers.IntegerField(
        min_value=1, max_value=LARGEST_ID, required=False, allow_null=True, help_text="不写为整个结果"
    )
    text = serializers.CharField(max_length=500, help_text="哪一点与实际不符、依据是什么")
    basis = serializers.CharField(
        max_length=100,
        required=False,
        allow_blank=True,
        default="",
        help_text="工作人员代办的依据：电话、纸质、会上",
    )


class ObjectionAnswerSerializer(VersionSerializer):
    decision = serializers.ChoiceField(choices=AnswerForm.DECISIONS)
    answer = serializers.CharField(max_length=500, help_text="理由，提出的一方能看到")
    points = serializers.DecimalField(
        max_digits=6,
        decimal_places=2,
        min_value=Decimal(0),
        required=False,
        allow_null=True,
        help_text="予以更正的，更正为多少分",
    )
    indicator = serializers.IntegerField(
        min_value=1,
        max_value=LARGEST_ID,
        required=False,
        allow_null=True,
        help_text="对整个结果的异议，更正哪一项",
    )

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        if said["decision"] == "uphold" and said.get("points") is None:
            raise serializers.ValidationError({"points": "请填写更正后的得分。"})
        return said
