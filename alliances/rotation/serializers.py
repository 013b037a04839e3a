"""What the API says and takes of rotations, their order and their duties."""

from typing import Any

from rest_framework import serializers

from alliances.councils.models import Alliance
from alliances.rotation.actions.founding import TERMS
from alliances.rotation.models import Duty, Exemption, Rotation, Seat, Swap
from alliances.rotation.states import SwapState
from members.models import Unit
from portal.api.rows import RowSerializer
from portal.api.views import VersionSerializer

BASIS = "工作人员代办的依据：电话、纸质、会上"


class BasisField(serializers.CharField):
    def __init__(self, **kwargs: Any) -> None:
        given: dict[str, Any] = {
            "max_length": 100,
            "required": False,
            "default": "",
            "allow_blank": True,
            "help_text": BASIS,
        }
        super().__init__(**(given | kwargs))


class ReasonField(serializers.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"max_length": 200} | kwargs))


class RotationRow(RowSerializer):
    id = serializers.IntegerField()
    alliance = serializers.IntegerField(source="alliance_id")
    name = serializers.CharField()
    anchor = serializers.DateField()
    cadence_months = serializers.IntegerField()
    slots = serializers.IntegerField()
    publish_ahead = serializers.IntegerField()
    ended_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class RotationSerializer(serializers.ModelSerializer):
    class Meta:
        model = Rotation
        fields = ["id", "alliance", *TERMS, "ended_at", "version"]
        read_only_fields = ["ended_at", "version"]
        validators: list[Any] = []  # the action says who has the name


class NewRotationSerializer(RotationSerializer):
    alliance = serializers.PrimaryKeyRelatedField(queryset=Alliance.objects.all())

    class Meta(RotationSerializer.Meta):
        fields = ["alliance", *TERMS]
        read_only_fields: list[str] = []


class RotationChangeSerializer(RotationSerializer):
    version = serializers.IntegerField(required=False, min_value=0)

    class Meta(RotationSerializer.Meta):
        fields = [*TERMS, "version"]
        read_only_fields: list[str] = []


class EndRotationSerializer(VersionSerializer):
    reason = ReasonField(help_text="停止的原因或依据")


class PreviewRowSerializer(serializers.Serializer):
    period = serializers.DateField()
    slot = serializers.IntegerField()
    unit = serializers.IntegerField(source="unit_id")
    unit_name = serializers.CharField(source="unit")
    published = serializers.BooleanField(source="is_published", help_text="否为预排，公布前可能变")


class PreviewSerializer(serializers.Serializer):
    rows = PreviewRowSerializer(many=True)
    gap = serializers.CharField(help_text="从哪一期起没有可轮的单位，没有这种情况为空")


class PublishedSerializer(serializers.Serializer):
    duties = serializers.IntegerField(help_text="这次公布了几期")
    gap = serializers.DateField(allow_null=True, help_text="从哪一期起没有可轮的单位")


class SeatRow(RowSerializer):
    id = serializers.IntegerField()
    rotation = serializers.IntegerField(source="rotation_id")
    unit = serializers.IntegerField(source="unit_id")
    position = serializers.IntegerField()
    from_on = serializers.DateField()
    until_on = serializers.DateField(allow_null=True)
    left_reason = serializers.CharField()


class SeatSerializer(serializers.ModelSerializer):
    class Meta:
        model = Seat
        fields = ["id", "rotation", "unit", "position", "from_on", "until_on", "left_reason"]
        read_only_fields = fields


class NewSeatSerializer(serializers.Serializer):
    rotation = serializers.PrimaryKeyRelatedField(queryset=Rotation.objects.all())
    unit = serializers.PrimaryKeyRelatedField(queryset=Unit.objects.all())
    position = serializers.IntegerField(
        required=False, min_value=1, max_value=1_000_000, help_text="不填则排在最后"
    )


class LeaveSeatSerializer(serializers.Serializer):
    reason = ReasonField()
    until_on = serializers.DateField(required=False, help_text="最后一天，不填为今天")


class ExemptionRow(RowSerializer):
    id = serializers.IntegerField()
    seat = serializers.IntegerField(source="seat_id")
    from_on = serializers.DateField()
    until_on = serializers.DateField()
    reason = serializers.CharField()
    cancelled_at = serializers.DateTimeField(allow_null=True)


class ExemptionSerializer(serializers.ModelSerializer):
    class Meta:
        model = Exemption
        fields = ["id", "seat", "from_on", "until_on", "reason", "granted_at", "cancelled_at"]
        read_only_fields = fields


class NewExemptionSerializer(serializers.Serializer):
    seat = serializers.PrimaryKeyRelatedField(queryset=Seat.objects.all())
    from_on = serializers.DateField()
    until_on = serializers.DateField()
    reason = ReasonField()


class DutyRow(RowSerializer):
    id = serializers.IntegerField()
    rotation = serializers.IntegerField(source="rotation_id")
    period = serializers.DateField()
    slot = serializers.IntegerField()
    holder = serializers.IntegerField(source="holder_id")
    holder_name = serializers.CharField(source="holder.name")
    planned_unit = serializers.IntegerField(source="planned_seat.unit_id")
    theme = serializers.CharField()
    handed_over_at = serializers.DateTimeField(allow_null=True)
    received_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class DutySerializer(serializers.ModelSerializer):
    holder_name = serializers.CharField(source="holder.name", read_only=True)
    planned_unit = serializers.IntegerField(source="planned_seat.unit_id", read_only=True)
    until_on = serializers.DateField(read_only=True)

    class Meta:
        model = Duty
        fields = [
            *("id", "rotation", "period", "until_on", "slot", "holder", "holder_name", "planned_unit"),
            *("theme", "plan", "handover_note", "published_at", "handed_over_at", "received_at", "version"),
        ]
        read_only_fields = fields


class DescribeSerializer(VersionSerializer):
    theme = serializers.CharField(max_length=100, required=False, allow_blank=True)
    plan = serializers.CharField(max_length=500, required=False, allow_blank=True)
    basis = BasisField()


class OverrideSerializer(VersionSerializer):
    unit = serializers.PrimaryKeyRelatedField(queryset=Unit.objects.all())
    reason = ReasonField()


class HandOverSerializer(VersionSerializer):
    note = serializers.CharField(max_length=4000)
    basis = BasisField()


class BasisSerializer(VersionSerializer):
    basis = BasisField()


class SwapRow(RowSerializer):
    id = serializers.IntegerField()
    duty_a = serializers.IntegerField(source="duty_a_id")
    duty_b = serializers.IntegerField(source="duty_b_id")
    unit_a = serializers.IntegerField(source="unit_a_id")
    unit_b = serializers.IntegerField(source="unit_b_id")
    state = serializers.ChoiceField(SwapState.choices)
    proposed_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class SwapSerializer(serializers.ModelSerializer):
    class Meta:
        model = Swap
        fields = [
            *("id", "duty_a", "duty_b", "unit_a", "unit_b", "reason", "state"),
            *("proposed_at", "answered_at", "end_reason", "version"),
        ]
        read_only_fields = fields


class NewSwapSerializer(serializers.Serializer):
    duty_a = serializers.PrimaryKeyRelatedField(queryset=Duty.objects.all(), help_text="本单位的轮值")
    duty_b = serializers.PrimaryKeyRelatedField(queryset=Duty.objects.all(), help_text="想换的轮值")
    reason = ReasonField(required=False, default="", allow_blank=True)
    basis = BasisField()


class DeclineSerializer(BasisSerializer):
    reason = ReasonField(required=False, default="", allow_blank=True)
