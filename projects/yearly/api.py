"""Carrying a year's lists over, over HTTP: the same action as the page."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from members.models import Region
from portal.api.views import PortalView
from portal.ids import LARGEST_ID
from portal.ledgers.taking import FIRST_YEAR, LAST_YEAR
from projects.listings.models import ListKind
from projects.yearly.actions import carry_over


class CarryOverSerializer(serializers.Serializer):
    region = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)
    from_year = serializers.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR)
    to_year = serializers.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR)
    lists = serializers.MultipleChoiceField(choices=ListKind.choices, allow_empty=False)


class CarriedSerializer(serializers.Serializer):
    """各清单新增的草稿数。"""

    drafts = serializers.DictField(child=serializers.IntegerField())
    total = serializers.IntegerField()


class CarryOver(PortalView):
    """年度沿用。"""

    @extend_schema(request=CarryOverSerializer, responses={201: CarriedSerializer})
    def post(self, request: Request) -> Response:
        """把一个年度的清单沿用为另一年度的草稿；已沿用过的不会重复。"""
        sent = CarryOverSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        said = sent.validated_data
        street = Region.objects.streets().filter(pk=said["region"]).first()
        if street is None:
            raise serializers.ValidationError({"region": "没有这个街道（镇）。"})
        kinds = [ListKind(name) for name in said["lists"]]
        years = {"from_year": said["from_year"], "to_year": said["to_year"]}
        done = carry_over(street, kinds=kinds, by=request.user, **years)
        return Response(CarriedSerializer(done).data, status=status.HTTP_201_CREATED)
