"""What the API takes and says of one decision on many."""

from rest_framework import serializers

from portal.ids import LARGEST_ID

MOST = 200


class ManySerializer(serializers.Serializer):
    """Which ones, and the opinion on all of them. Each kind adds the verbs that it knows."""

    ids = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=LARGEST_ID), min_length=1, max_length=MOST
    )
    opinion = serializers.CharField(max_length=500, required=False, default="")


class OutcomeSerializer(serializers.Serializer):
    """What became of one: `done`, or refused with `code` and `sentence`."""

    id = serializers.IntegerField()
    done = serializers.BooleanField()
    code = serializers.CharField()
    sentence = serializers.CharField()


class OutcomesSerializer(serializers.Serializer):
    results = OutcomeSerializer(many=True)
