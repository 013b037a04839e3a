"""What the API says and takes of rounds, posts and pairings."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from alliances.pairing.actions.programmes import TERMS
from alliances.pairing.models import Commitment, Holding, Mode, Pairing, Post, Programme, Side
from alliances.pairing.planning import misfit
from alliances.pairing.reading import progress_of
from members.places.models import Region
from members.units.models import Unit
from portal.api.rows import RowSerializer
from portal.api.views import VersionSerializer
from portal.permits import may

LONGEST_REASON = 200


class PairingBasisSerializer(VersionSerializer):
    basis = serializers.CharField(
        max_length=100,
        required=False,
        allow_blank=True,
        default="",
        help_text="工作人员代办的依据：电话、纸质、会上",
    )


class PairingReasonSerializer(VersionSerializer):
    reason = serializers.CharField(max_length=LONGEST_REASON, help_text="原因")


class ProgrammeRow(RowSerializer):
    id = serializers.IntegerField()
    region = serializers.IntegerField(source="region_id")
    name = serializers.CharField()
    modes = serializers.ListField(child=serializers.CharField())
    from_on = serializers.DateField()
    until_on = serializers.DateField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class ProgrammeSerializer(serializers.ModelSerializer):
    class Meta:
        model = Programme
        fields = ["id", "region", *TERMS, "closed_at", "version"]
        read_only_fields = ["closed_at", "version"]
        validators: list[Any] = []  # the action says who has the name


class NewProgrammeSerializer(ProgrammeSerializer):
    region = serializers.PrimaryKeyRelatedField(queryset=Region.objects.streets())

    class Meta(ProgrammeSerializer.Meta):
        fields = ["region", *TERMS]
        read_only_fields: list[str] = []


class ProgrammeChangeSerializer(ProgrammeSerializer):
    version = serializers.IntegerField(required=False, min_value=0)

    class Meta(ProgrammeSerializer.Meta):
        fields = [*TERMS, "version"]
        read_only_fields: list[str] = []


class PostRow(RowSerializer):
    id = serializers.IntegerField()
    region = serializers.IntegerField(source="region_id")
    title = serializers.CharField()
    version = serializers.IntegerField()


class HoldingSerializer(serializers.ModelSerializer):
    class Meta:
        model = Holding
        fields = ["name", "from_on", "until_on"]


class PostSerializer(serializers.ModelSerializer):
    holdings = HoldingSerializer(many=True, read_only=True, help_text="历任，先任在前")

    class Meta:
        model = Post
        fields = ["id", "region", "title", "holdings", "version"]
        read_only_fields = ["version"]


class NewPostSerializer(serializers.ModelSerializer):
    region = serializers.PrimaryKeyRelatedField(queryset=Region.objects.streets())

    class Meta:
        model = Post
        fields = ["region", "title"]
        validators: list[Any] = []


class AppointSerializer(VersionSerializer):
    name = serializers.CharField(max_length=40, help_text="任职人姓名")
    from_on = serializers.DateField(help_text="任职起，前任到前一天为止")


class VacateSerializer(VersionSerializer):
    until_on = serializers.DateField(help_text="任职止")


class CommitmentSerializer(serializers.ModelSerializer):
    """One undertaking. Without a measure, records linked to it fulfil it."""

    class Meta:
        model = Commitment
        fields = ["id", "by_side", "what", "measure", "quantity", "due_on"]

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        measure, quantity = said.get("measure", ""), said.get("quantity")
        if bool(measure) != (quantity is not None):
            raise serializers.ValidationError({"quantity": "计量和数量要一起写，或都不写。"})
        if quantity is not None and quantity <= 0:
            raise serializers.ValidationError({"quantity": "数量须大于 0。"})
        return said


class CommitmentProgressSerializer(CommitmentSerializer):
    """How far it is: `done` follows from the records with the ids in `records`."""

    done = serializers.CharField()
    is_met = serializers.BooleanField()
    met_on = serializers.DateField(allow_null=True)
    records = serializers.ListField(child=serializers.IntegerField())

    class Meta(CommitmentSerializer.Meta):
        fields = [*CommitmentSerializer.Meta.fields, "done", "is_met", "met_on", "records"]


class PairingRow(RowSerializer):
    id = serializers.IntegerField()
    number = serializers.CharField(allow_null=True)
    programme = serializers.IntegerField(source="programme_id")
    mode = serializers.CharField()
    host = serializers.IntegerField(source="host_id")
    partner = serializers.IntegerField(source="partner_id", allow_null=True)
    post = serializers.IntegerField(source="post_id", allow_null=True)
    state = serializers.CharField()
    from_on = serializers.DateField()
    until_on = serializers.DateField()
    ended_on = serializers.DateField(allow_null=True)
    version = serializers.IntegerField()


class PairingSerializer(serializers.ModelSerializer):
    """One pairing. What was agreed and what was done see both sides, the office and supervisors."""

    commitments = serializers.SerializerMethodField()
    unattributed = serializers.SerializerMethodField(help_text="有待归入某一共建事项的纪实")
    aim = serializers.SerializerMethodField()
    terms = serializers.SerializerMethodField()
    warning = serializers.SerializerMethodField(help_text="结对类型与双方不符时的提醒")

    class Meta:
        model = Pairing
        fields = [
            *("id", "number", "programme", "mode", "host", "partner", "post", "state", "from_on", "until_on"),
            *("ended_on", "aim", "terms", "signed_on", "edition", "answer_until", "host_agreed_at"),
            *("partner_agreed_at", "filed_at", "renews", "end_reason", "warning", "commitments"),
            *("unattributed", "version"),
        ]

    def get_aim(self, pairing: Pairing) -> str | None:
        return pairing.aim if self._sees_terms(pairing) else None

    def get_terms(self, pairing: Pairing) -> str | None:
        return pairing.terms if self._sees_terms(pairing) else None

    def get_warning(self, pairing: Pairing) -> str:
        partner = pairing.partner
        return misfit(pairing.mode, str(pairing.host.kind), str(partner.kind)) if partner else ""

    @extend_schema_field(CommitmentProgressSerializer(many=True))
    def get_commitments(self, pairing: Pairing) -> Any:
        if not self._sees_terms(pairing):
            return []
        rows = list(pairing.commitments.all())
        shown = CommitmentSerializer(rows, many=True).data
        standing, _ = self._progress(pairing)
        return [
            dict(said)
            | {
                "done": f"{standing[row.pk].done.normalize():f}",
                "is_met": standing[row.pk].is_met,
                "met_on": standing[row.pk].met_on,
                "records": list(standing[row.pk].deeds),
            }
            for said, row in zip(shown, rows, strict=True)
        ]

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_unattributed(self, pairing: Pairing) -> list[int]:
        return self._progress(pairing)[1] if self._sees_terms(pairing) else []

    def _sees_terms(self, pairing: Pairing) -> bool:
        return may(self.context["request"].user, "pairings.see_terms", pairing)

    def _progress(self, pairing: Pairing) -> Any:
        if not hasattr(self, "_found"):
            self._found = progress_of(pairing)
        return self._found


class NewPairingSerializer(serializers.Serializer):
    """`partner` or `post`, one of the two. What is left out follows the round."""

    programme = serializers.PrimaryKeyRelatedField(queryset=Programme.objects.all())
    host = serializers.PrimaryKeyRelatedField(queryset=Unit.objects.all())
    partner = serializers.PrimaryKeyRelatedField(queryset=Unit.objects.all(), required=False, allow_null=True)
    post = serializers.PrimaryKeyRelatedField(queryset=Post.objects.all(), required=False, allow_null=True)
    mode = serializers.ChoiceField(choices=Mode.choices, required=False)
    from_on = serializers.DateField(required=False)
    until_on = serializers.DateField(required=False)
    aim = serializers.CharField(max_length=300, required=False, allow_blank=True)
    terms = serializers.CharField(max_length=4000, required=False, allow_blank=True)
    commitments = CommitmentSerializer(many=True, required=False, max_length=30)  # type: ignore[call-arg]


class PairingChangeSerializer(VersionSerializer):
    mode = serializers.ChoiceField(choices=Mode.choices, required=False)
    from_on = serializers.DateField(required=False)
    until_on = serializers.DateField(required=False)
    aim = serializers.CharField(max_length=300, required=False, allow_blank=True)
    terms = serializers.CharField(max_length=4000, required=False, allow_blank=True)
    commitments = CommitmentSerializer(many=True, required=False, max_length=30)  # type: ignore[call-arg]


class AgreeSerializer(PairingBasisSerializer):
    side = serializers.ChoiceField(choices=[Side.HOST, Side.PARTNER], help_text="代表哪一方")


class DeclinePairingSerializer(PairingReasonSerializer, PairingBasisSerializer):
    side = serializers.ChoiceField(choices=[Side.HOST, Side.PARTNER], required=False)


class WithdrawSerializer(VersionSerializer):
    reason = serializers.CharField(max_length=LONGEST_REASON, required=False, allow_blank=True)


class FilePairingSerializer(VersionSerializer):
    opinion = serializers.CharField(max_length=500, required=False, allow_blank=True)
    signed_on = serializers.DateField(required=False, help_text="签约日期，不写为今天")


class RenewPairingSerializer(VersionSerializer):
    programme = serializers.PrimaryKeyRelatedField(
        queryset=Programme.objects.all(), required=False, help_text="续到另一批次时写"
    )
    until_on = serializers.DateField(required=False)


class TerminateSerializer(PairingReasonSerializer):
    ended_on = serializers.DateField(required=False, help_text="最后一天，不写为今天")


class LinkRecordSerializer(VersionSerializer):
    record = serializers.IntegerField(min_value=1)
    commitments = serializers.ListField(
        child=serializers.IntegerField(min_value=1),
        required=False,
        max_length=30,
        help_text="归入哪些共建事项",
    )
