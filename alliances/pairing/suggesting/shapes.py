"""What the API says and takes of suggestions."""

from rest_framework import serializers

from alliances.pairing.models.programmes import LARGEST_WEIGHT
from portal.ids import LARGEST_ID

MOST_PAIRS = 1000


class AskedSerializer(serializers.Serializer):
    """For which round, and the weights to try; those left out are the round's own."""

    programme = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)
    weight_distance = serializers.IntegerField(min_value=0, max_value=LARGEST_WEIGHT, required=False)
    weight_needs = serializers.IntegerField(min_value=0, max_value=LARGEST_WEIGHT, required=False)
    weight_load = serializers.IntegerField(min_value=0, max_value=LARGEST_WEIGHT, required=False)
    weight_history = serializers.IntegerField(min_value=0, max_value=LARGEST_WEIGHT, required=False)


class SuggestionReasonSerializer(serializers.Serializer):
    name = serializers.CharField(help_text="distance、needs、load、history")
    label = serializers.CharField()  # type: ignore[assignment]
    words = serializers.CharField()
    points = serializers.DecimalField(max_digits=6, decimal_places=2, source="in_points")


class SuggestionSerializer(serializers.Serializer):
    """One pair. The points of its reasons add up to the score."""

    host = serializers.IntegerField()
    host_name = serializers.CharField()
    partner = serializers.IntegerField()
    partner_name = serializers.CharField()
    mode = serializers.CharField()
    score = serializers.DecimalField(max_digits=6, decimal_places=2)
    is_new = serializers.BooleanField(help_text="按批次保存的权重不会这样建议")
    reasons = SuggestionReasonSerializer(many=True)
    in_words = serializers.CharField(help_text="如：距离 0.8 km；可满足 3 项需求中的 2 项；双方当前没有结对")


class KeptPairingSerializer(serializers.Serializer):
    """A pairing of the round that stays."""

    pairing = serializers.IntegerField(source="pairing.pk")
    host = serializers.IntegerField(source="pairing.host_id")
    partner = serializers.IntegerField(source="pairing.partner_id", allow_null=True)
    state = serializers.CharField(source="pairing.state")
    until_on = serializers.DateField(source="pairing.until_on")
    to_renew = serializers.BooleanField(help_text="快到期，还没有办理续签")


class UnpairedSerializer(serializers.Serializer):
    unit = serializers.IntegerField()
    name = serializers.CharField()
    why = serializers.CharField()


class WeightsSerializer(serializers.Serializer):
    distance = serializers.IntegerField()
    needs = serializers.IntegerField()
    load = serializers.IntegerField()
    history = serializers.IntegerField()


class ProposalSerializer(serializers.Serializer):
    weights = WeightsSerializer(help_text="本次使用的权重")
    pairs = SuggestionSerializer(many=True)
    kept = KeptPairingSerializer(many=True)
    partners_without = UnpairedSerializer(many=True)
    hosts_without = UnpairedSerializer(many=True)


class ChosenPairSerializer(serializers.Serializer):
    host = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)
    partner = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)


class ChosenSerializer(serializers.Serializer):
    programme = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)
    pairs = serializers.ListField(child=ChosenPairSerializer(), allow_empty=False, max_length=MOST_PAIRS)


class DraftedSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    host = serializers.IntegerField(source="host_id")
    partner = serializers.IntegerField(source="partner_id")


class DraftsSerializer(serializers.Serializer):
    drafted = DraftedSerializer(many=True)
