"""What several operations look up."""

from rest_framework import serializers

from alliances.assessment.models import Indicator, Scheme
from portal.api.bodies import NOT_THERE


def indicator_of(scheme: Scheme, pk: int) -> Indicator:
    """An indicator of the second level: nothing is told of those of other schemes. Raises ValidationError."""
    found = scheme.indicators.exclude(parent=None).select_related("parent").filter(pk=pk).first()
    if found is None:
        raise serializers.ValidationError({"indicator": [NOT_THERE]})
    return found
