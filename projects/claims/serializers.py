"""What the API says and takes of claims."""

from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Cast, Concat, LPad
from rest_framework import serializers

from members.models import Unit
from portal.api.rows import RowSerializer
from portal.api.views import VersionSerializer
from portal.permits import may
from projects.claims.lists import terms_seen_by
from projects.claims.models import Claim, ClaimKind, Part
from projects.claims.states import ClaimState
from projects.deciding.serializers import ManySerializer
from projects.listings.models import Project

TERMS = ("promise", "amount", "end_reason")
"""Only for both sides, staff and supervisors; null for everybody else."""


def with_terms(claims: QuerySet, user: Any) -> QuerySet:
    """Annotations for `ClaimRow`: the number, and the terms where this user may see them."""
    seen = terms_seen_by(user)
    ordinal = LPad(Cast("ordinal", CharField()), 2, Value("0"))
    number = Concat("project__number", Value("-"), ordinal, output_field=CharField())
    shown = {f"shown_{name}": Case(When(seen, then=F(name)), default=None) for name in TERMS}
    return claims.annotate(said_number=number, **shown)


class ClaimRow(RowSerializer):
    """A row of a list of claims."""

    id = serializers.IntegerField()
    number = serializers.CharField(source="said_number")
    project = serializers.IntegerField(source="project_id")
    project_title = serializers.CharField(source="project.title")
    unit = serializers.IntegerField(source="unit_id")
    unit_name = serializers.CharField(source="unit.name")
    kind = serializers.ChoiceField(ClaimKind.choices)
    part = serializers.ChoiceField(Part.choices)
    state = serializers.ChoiceField(ClaimState.choices)
    promise = serializers.CharField(source="shown_promise", allow_null=True)
    amount = serializers.DecimalField(source="shown_amount", max_digits=12, decimal_places=2, allow_null=True)
    end_reason = serializers.CharField(source="shown_end_reason", allow_null=True)
    claimed_at = serializers.DateTimeField()
    answer_until = serializers.DateTimeField(allow_null=True)
    confirmed_at = serializers.DateTimeField(allow_null=True)
    completed_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class ClaimSerializer(serializers.ModelSerializer):
    """One claim."""

    number = serializers.CharField(read_only=True)
    undo_until = serializers.DateTimeField(read_only=True)
    promise = serializers.CharField(read_only=True, allow_null=True)
    end_reason = serializers.CharField(read_only=True, allow_null=True)

    class Meta:
        model = Claim
        fields = [
            "id",
            "number",
            "project",
            "unit",
            "kind",
            "part",
            "state",
            *TERMS,
            "claimed_at",
            "undo_until",
            "answer_until",
            "confirmed_at",
            "completed_at",
            "closed_at",
            "version",
        ]
        read_only_fields = fields

    def to_representation(self, instance: Claim) -> dict[str, Any]:
        said = super().to_representation(instance)
        request = self.context.get("request")
        if request is None or not may(request.user, "claims.see_terms", instance):
            said |= dict.fromkeys(TERMS)
        return said


class ClaimedSerializer(serializers.Serializer):
    """The answer to a claim. Its fields are written out: it is made while others wait for the project."""

    id = serializers.IntegerField()
    project = serializers.IntegerField(source="project_id")
    unit = serializers.IntegerField(source="unit_id")
    kind = serializers.ChoiceField(ClaimKind.choices)
    part = serializers.ChoiceField(Part.choices)
    state = serializers.ChoiceField(ClaimState.choices)
    number = serializers.CharField()
    undo_until = serializers.DateTimeField()


class ClaimingSerializer(VersionSerializer):
    """A claim. With an amount it waits for the unit's secretary; `version` is the project's."""

    unit = serializers.PrimaryKeyRelatedField(queryset=Unit.objects.only("name"))
    part = serializers.ChoiceField(
        Part.choices, required=False, help_text="不填时：还没有牵头单位则牵头，否则配合"
    )
    promise = serializers.CharField(max_length=300, required=False, default="", allow_blank=True)
    amount = serializers.DecimalField(
        max_digits=12,
        decimal_places=2,
        min_value=Decimal("0.01"),
        required=False,
        allow_null=True,
        help_text="元",
    )
    basis = serializers.CharField(
        max_length=100, required=False, default="", help_text="工作人员代办的依据：电话、纸质、会上"
    )


class ClaimOpinionSerializer(VersionSerializer):
    opinion = serializers.CharField(
        max_length=200, required=False, default="", help_text="意见；退回、暂不采用须说明原因"
    )


class ClaimInNameSerializer(ClaimOpinionSerializer):
    basis = serializers.CharField(
        max_length=100, required=False, default="", help_text="代单位办理的依据：电话、纸质、会上"
    )


class RenewSerializer(VersionSerializer):
    """Without `project` the offer is accepted; with it, staff offer the unit a place of that project."""

    project = serializers.PrimaryKeyRelatedField(queryset=Project.objects.all(), required=False)
    basis = serializers.CharField(max_length=100, required=False, default="")


class ClaimBulkSerializer(ManySerializer):
    """One decision on many."""

    verb = serializers.ChoiceField(["confirm", "not-adopt", "send-back", "close"])
    opinion = serializers.CharField(max_length=200, required=False, default="")
