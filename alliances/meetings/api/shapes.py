"""What the API says and takes of meetings and of what they decide."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from alliances.councils.models import Alliance, Role
from alliances.meetings.models import (
    AgendaItem,
    Answer,
    Invitation,
    Meeting,
    Minutes,
    Resolution,
    ResolutionKind,
)
from alliances.meetings.reading import invitations_of, own_invitations, sees_receipts
from alliances.meetings.resolution_page import evidence_of, may_see_evidence
from alliances.records.serializers import EvidenceSerializer, IdsField
from members.units.models import Unit
from portal.api.rows import RowSerializer
from portal.api.views import VersionSerializer

TERMS = ("kind", "title", "starts_at", "ends_at", "place", "notes")


def seen(rows: Any, field: str, found: Any, what: str) -> Any:
    """The thing itself; a ValidationError where this person sees no such thing."""
    if found is not None and not rows.filter(pk=found.pk).exists():
        raise serializers.ValidationError({field: [f"没有这个{what}，请核对编号。"]})
    return found


class MeetingRow(RowSerializer):
    id = serializers.IntegerField()
    alliance = serializers.IntegerField(source="alliance_id")
    kind = serializers.CharField()
    title = serializers.CharField()
    starts_at = serializers.DateTimeField()
    place = serializers.CharField()
    state = serializers.CharField()
    version = serializers.IntegerField()


class InvitationSerializer(serializers.ModelSerializer):
    name = serializers.CharField(source="unit.name")

    class Meta:
        model = Invitation
        fields = ["unit", "name", "answer", "who", "reason", "basis", "answered_at", "arrived_at"]


class MinutesSerializer(serializers.ModelSerializer):
    class Meta:
        model = Minutes
        fields = ["number", "text", "reason", "published_at"]


class MeetingSerializer(serializers.ModelSerializer):
    """One meeting. `receipts`: all of them for who runs or oversees it, else those of one's own units."""

    receipts = serializers.SerializerMethodField()
    minutes = MinutesSerializer(many=True, help_text="各版本，新的在前")

    class Meta:
        model = Meeting
        fields = [
            *("id", "alliance", "duty", *TERMS, "notice_days", "urgent_reason", "state", "called_at"),
            *("held_at", "cancel_reason", "receipts", "minutes", "records", "version"),
        ]

    @extend_schema_field(InvitationSerializer(many=True))
    def get_receipts(self, meeting: Meeting) -> Any:
        user, rows = self.context["request"].user, invitations_of(meeting)
        shown = rows if sees_receipts(user, meeting) else own_invitations(user, meeting, rows)
        return InvitationSerializer(shown, many=True).data


class NewMeetingSerializer(serializers.ModelSerializer):
    alliance = serializers.PrimaryKeyRelatedField(queryset=Alliance.objects.all())
    roles = serializers.ListField(
        child=serializers.ChoiceField(choices=Role.choices),
        required=False,
        max_length=len(Role.choices),
        help_text="通知哪些身份的成员，不写为全体",
    )

    class Meta:
        model = Meeting
        fields = ["alliance", *TERMS, "roles"]


class MeetingChangeSerializer(serializers.ModelSerializer):
    urgent_reason = serializers.CharField(max_length=200, required=False, allow_blank=True)
    version = serializers.IntegerField(required=False, min_value=0)

    class Meta:
        model = Meeting
        fields = ["title", "starts_at", "ends_at", "place", "notes", "urgent_reason", "version"]


class CallSerializer(VersionSerializer):
    urgent_reason = serializers.CharField(
        max_length=200, required=False, allow_blank=True, help_text="来不及按章程提前通知时必填"
    )


class ReasonSerializer(VersionSerializer):
    reason = serializers.CharField(max_length=200, help_text="原因")


class MeetingUnitsSerializer(VersionSerializer):
    units = IdsField(help_text="单位编号，已发通知的会议只能增加")


class ReceiptSerializer(VersionSerializer):
    unit = serializers.PrimaryKeyRelatedField(queryset=Unit.objects.all())
    answer = serializers.ChoiceField(choices=Answer.choices)
    who = serializers.CharField(max_length=40, required=False, allow_blank=True, help_text="代会必填")
    reason = serializers.CharField(max_length=200, required=False, allow_blank=True, help_text="请假必填")
    basis = serializers.CharField(max_length=100, required=False, allow_blank=True, help_text="代办依据")


class ArrivalsSerializer(VersionSerializer):
    units = serializers.ListField(
        child=serializers.IntegerField(min_value=1), max_length=1000, help_text="到会的全部单位编号"
    )


class PublishMinutesSerializer(VersionSerializer):
    text = serializers.CharField(max_length=20000)
    reason = serializers.CharField(max_length=200, required=False, allow_blank=True, help_text="第二版起必填")
    based_on = serializers.IntegerField(
        required=False, min_value=0, max_value=32767, help_text="改自第几版，已有新版则 409 stale"
    )


class AgendaRow(RowSerializer):
    id = serializers.IntegerField()
    meeting = serializers.IntegerField(source="meeting_id")
    unit = serializers.IntegerField(source="unit_id", allow_null=True)
    title = serializers.CharField()
    sort = serializers.IntegerField()
    state = serializers.CharField()
    version = serializers.IntegerField()


class AgendaSerializer(serializers.ModelSerializer):
    class Meta:
        model = AgendaItem
        fields = ["id", "meeting", "unit", "title", "detail", "sort", "state", "answer", "version"]


class NewAgendaSerializer(serializers.ModelSerializer):
    meeting = serializers.PrimaryKeyRelatedField(queryset=Meeting.objects.all())
    unit = serializers.PrimaryKeyRelatedField(
        queryset=Unit.objects.all(), required=False, allow_null=True, help_text="会议自定的议题不写"
    )
    basis = serializers.CharField(max_length=100, required=False, allow_blank=True, help_text="代办依据")

    class Meta:
        model = AgendaItem
        fields = ["meeting", "unit", "title", "detail", "basis"]


class AgendaChangeSerializer(VersionSerializer):
    sort = serializers.IntegerField(min_value=0, max_value=32767, help_text="次序，小的在前")


class AnswerSerializer(VersionSerializer):
    opinion = serializers.CharField(max_length=200, help_text="答复")


class OnBehalfSerializer(VersionSerializer):
    basis = serializers.CharField(max_length=100, required=False, allow_blank=True, help_text="代办依据")


class ResolutionRow(RowSerializer):
    id = serializers.IntegerField()
    meeting = serializers.IntegerField(source="meeting_id")
    kind = serializers.CharField()
    manner = serializers.CharField()
    text = serializers.CharField()
    unit = serializers.IntegerField(source="unit_id")
    due_on = serializers.DateField()
    state = serializers.CharField()
    version = serializers.IntegerField()


class RecheckSerializer(serializers.Serializer):
    checked_on = serializers.DateField()
    passed = serializers.BooleanField()
    note = serializers.CharField()


class ResolutionSerializer(serializers.ModelSerializer):
    """One resolution or finding. `evidence`: for the unit, the office and who oversees."""

    is_late = serializers.BooleanField(read_only=True, help_text="逾期未报告")
    rechecks = RecheckSerializer(many=True)
    evidence = serializers.SerializerMethodField()

    class Meta:
        model = Resolution
        fields = [
            *("id", "meeting", "item", "kind", "manner", "text", "unit", "due_on", "state", "is_late"),
            *("report", "reported_at", "closed_at", "end_reason", "rechecks", "evidence", "records"),
            "version",
        ]

    @extend_schema_field(EvidenceSerializer(many=True))
    def get_evidence(self, resolution: Resolution) -> Any:
        if not may_see_evidence(self.context["request"].user, resolution):
            return []
        return EvidenceSerializer(evidence_of(resolution), many=True).data


class NewResolutionSerializer(serializers.Serializer):
    """How it is worded, 交办 or 商请, follows from the unit."""

    meeting = serializers.PrimaryKeyRelatedField(queryset=Meeting.objects.all())
    kind = serializers.ChoiceField(choices=ResolutionKind.choices, default=ResolutionKind.RESOLUTION)
    unit = serializers.PrimaryKeyRelatedField(queryset=Unit.objects.select_related("kind", "neighbourhood"))
    text = serializers.CharField(max_length=300)
    due_on = serializers.DateField()
    item = serializers.PrimaryKeyRelatedField(
        queryset=AgendaItem.objects.all(), required=False, allow_null=True
    )


class ResolutionChangeSerializer(VersionSerializer):
    text = serializers.CharField(max_length=300, required=False)
    due_on = serializers.DateField(required=False)


class ReportSerializer(OnBehalfSerializer):
    report = serializers.CharField(max_length=1000, help_text="办理情况")


class FollowSerializer(VersionSerializer):
    opinion = serializers.CharField(max_length=200, required=False, allow_blank=True)


class FollowReasonSerializer(VersionSerializer):
    opinion = serializers.CharField(max_length=200, help_text="原因")


class NewRecheckSerializer(VersionSerializer):
    passed = serializers.BooleanField(help_text="是否已整改到位")
    note = serializers.CharField(max_length=300, help_text="复查情况")
    checked_on = serializers.DateField(required=False, help_text="不填为今天")
