"""`/pairings/suggestions/`: who might pair with whom, and taking it over as drafts."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from alliances.pairing.models import Programme
from alliances.pairing.suggesting import shapes
from alliances.pairing.suggesting.actions import draft_suggested
from alliances.pairing.suggesting.forms import pairs_of
from alliances.pairing.suggesting.reading import weights_of
from alliances.pairing.suggesting.showing import propose
from portal.api.views import PortalView
from portal.permits import demand


class PairingSuggestions(PortalView):
    """结对建议。"""

    @extend_schema(parameters=[shapes.AskedSerializer], responses=shapes.ProposalSerializer)
    def get(self, request: Request) -> Response:
        """按距离、供需、均衡、延续算出谁与谁结对，逐条写明理由；只是建议，不会自动结对。"""
        said = sent_in(shapes.AskedSerializer, request.query_params)
        programme = changeable(request, said.pop("programme"))
        tried = {name.removeprefix("weight_"): number for name, number in said.items()}
        proposal = propose(programme, weights_of(programme)._replace(**tried), timezone.localdate())
        return Response(shapes.ProposalSerializer(proposal).data)

    @extend_schema(request=shapes.ChosenSerializer, responses={201: shapes.DraftsSerializer})
    def post(self, request: Request) -> Response:
        """采纳为草稿：全部成功或全部不办；不能采纳的逐对写明原因（409 not_all）。"""
        said = sent_in(shapes.ChosenSerializer, request.data)
        programme = changeable(request, said["programme"])
        pairs = pairs_of([(pair["host"], pair["partner"]) for pair in said["pairs"]], request.user)
        made = draft_suggested(programme, pairs, by=request.user)
        return Response(shapes.DraftsSerializer({"drafted": made}).data, status=status.HTTP_201_CREATED)


def sent_in(serializer: type[serializers.Serializer], data: Any) -> dict[str, Any]:
    sent = serializer(data=data)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)


def changeable(request: Request, pk: int) -> Programme:
    """The round, for the office of its place. Raises ValidationError, Forbidden."""
    seen = Programme.objects.visible_to(request.user).select_related("region")
    programme = seen.filter(pk=pk).first()
    if programme is None:
        raise serializers.ValidationError({"programme": ["没有这一项，请核对编号。"]})
    demand(request.user, "programmes.change", programme)
    return programme
