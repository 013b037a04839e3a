"""Carrying a year's lists over, over HTTP: the same actions as the page."""

from typing import Any

from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from members.models import Region
from portal.api.views import ListedViewSet, verb
from projects.listings.models import ListKind
from projects.yearly import actions
from projects.yearly import serializers as shapes
from projects.yearly.actions.starting import check_nothing_runs
from projects.yearly.carried import still_to_carry
from projects.yearly.lists import CarryOverList
from projects.yearly.models import CarryOver

AT_ONCE = 200
"""Up to so many entries are carried over within the request, more of them by a job."""


class CarryOvers(ListedViewSet):
    """年度沿用。"""

    queryset = CarryOver.objects.select_related("region", "by")
    spec = CarryOverList
    row_class = shapes.CarryOverRow
    serializer_class = shapes.CarryOverSerializer
    http_method_names = ["get", "post", "head", "options"]

    @extend_schema(
        request=shapes.CarrySerializer,
        responses={201: shapes.CarriedSerializer, 202: shapes.CarryOverSerializer},
    )
    def create(self, request: Request) -> Response:
        """把一个年度的清单沿用为另一年度的草稿；已沿用过的不会重复。超过 200 条时由后台作业办理，答 202。"""
        sent = shapes.CarrySerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        said = sent.validated_data
        street = Region.objects.streets().filter(pk=said.pop("region")).first()
        if street is None:
            raise serializers.ValidationError({"region": "没有这个街道（镇）。"})
        kinds = [ListKind(name) for name in said.pop("lists")]
        if many_to_carry(street, said["from_year"], kinds) <= AT_ONCE:
            done = carried_at_once(street, kinds=kinds, by=request.user, **said)
            return Response(shapes.CarriedSerializer(done).data, status=status.HTTP_201_CREATED)
        asked = actions.start_carry_over(street, kinds=kinds, by=request.user, **said)
        return Response(self.get_serializer(asked).data, status=status.HTTP_202_ACCEPTED)

    @verb("retry")
    def retry(self, asked: CarryOver, **said: Any) -> CarryOver:
        """重新办理未完成的沿用。"""
        return actions.retry(asked, **said)


def many_to_carry(street: Region, year: int, kinds: list[ListKind]) -> int:
    return sum(still_to_carry(kind, street, year).count() for kind in kinds)


def carried_at_once(street: Region, *, to_year: int, **said: Any) -> actions.CarriedOver:
    """Nobody waits here for a job that is at it: that is refused `carry_over_running`."""
    with transaction.atomic():
        check_nothing_runs(street, to_year)
        return actions.carry_over(street, to_year=to_year, **said)
