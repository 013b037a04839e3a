"""`/needs/{id}/matches/`: which resources and units could meet a need, and why."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api.views import PortalView
from portal.permits import demand
from projects.listings.models import Need
from projects.matching.planning import Source
from projects.matching.showing import shown_matches


class MatchReasonSerializer(serializers.Serializer):
    name = serializers.CharField(help_text="words、category、way、audience、distance、pairing")
    words = serializers.CharField()
    points = serializers.DecimalField(max_digits=6, decimal_places=2, source="in_points")


class MatchSerializer(serializers.Serializer):
    """One match. The points of its reasons add up to the score, 100 at most."""

    unit = serializers.IntegerField()
    unit_name = serializers.CharField()
    source = serializers.ChoiceField(  # type: ignore[assignment]
        [source.value for source in Source], help_text="单位的资源，或办过的项目"
    )
    entry = serializers.IntegerField(source="entry.pk", help_text="资源或项目的编号")
    title = serializers.CharField(source="entry.title")
    frequency = serializers.CharField()
    score = serializers.DecimalField(max_digits=6, decimal_places=2)
    reasons = MatchReasonSerializer(many=True)


class MatchesSerializer(serializers.Serializer):
    matches = MatchSerializer(many=True)


class NeedMatches(PortalView):
    """可对接的资源和单位。"""

    @extend_schema(responses=MatchesSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """能满足需求的资源，和办过同类项目的单位，合适的在前，逐条写明理由。"""
        rows = Need.objects.visible_to(request.user).select_related("region", "unit", "category")
        need = get_object_or_404(rows, pk=pk)
        demand(request.user, "needs.match", need)
        return Response(MatchesSerializer({"matches": shown_matches(need)}).data)
