"""What the API says and takes of work on a claim."""

from decimal import Decimal

from rest_framework import serializers

from alliances.records.fields import LARGEST_WHOLE
from alliances.records.serializers import AccountSerializer
from portal.api.rows import RowSerializer
from portal.ids import LARGEST_ID
from projects.claims.models import ContributionKind


class ClaimWorkSerializer(AccountSerializer):
    """A record for this claim. Units and neighbourhoods left out are those of the claim."""

    basis = serializers.CharField(max_length=100, allow_blank=True, default="", help_text="代录依据")


class LinkSerializer(serializers.Serializer):
    record = serializers.IntegerField(min_value=1, max_value=LARGEST_ID, help_text="已登记的纪实")


class FeedbackRow(RowSerializer):
    """`rating` and `comment` are null for everybody but the office and the neighbourhood itself."""

    id = serializers.IntegerField()
    neighbourhood = serializers.IntegerField(source="neighbourhood_id")
    neighbourhood_name = serializers.CharField(source="neighbourhood.name")
    done = serializers.BooleanField()
    done_on = serializers.DateField(allow_null=True)
    people = serializers.IntegerField(allow_null=True)
    rating = serializers.IntegerField(source="private_rating", allow_null=True)
    comment = serializers.CharField(source="private_comment", allow_null=True)
    basis = serializers.CharField()
    given_at = serializers.DateTimeField()


class FeedbackSerializer(serializers.Serializer):
    neighbourhood = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)
    done = serializers.BooleanField()
    done_on = serializers.DateField(required=False, allow_null=True)
    people = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=LARGEST_WHOLE)
    rating = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=5)
    comment = serializers.CharField(max_length=300, required=False, allow_blank=True)
    basis = serializers.CharField(max_length=100, required=False, allow_blank=True, help_text="代办依据")


class PromiseSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(ContributionKind.choices)
    amount = serializers.DecimalField(12, 2, min_value=Decimal("0.01"))
    note = serializers.CharField(max_length=200, required=False, allow_blank=True)


class ContributionSerializer(serializers.Serializer):
    """One kind: `promised` is null where nothing was; `delivered` is the unit's share of the records."""

    kind = serializers.ChoiceField(ContributionKind.choices)
    promised = serializers.DecimalField(12, 2, allow_null=True)
    delivered = serializers.DecimalField(14, 2)
    note = serializers.CharField()
