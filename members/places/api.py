"""Regions and zones over HTTP."""

from decimal import Decimal
from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from members.places.actions import add_below, change_policy, change_region, save_zone
from members.places.lists import RegionList, ZoneList
from members.places.models import (
    FEWEST_DAYS,
    MOST_DAYS,
    Level,
    OfficePolicy,
    Region,
    Zone,
    policy_of,
)
from members.places.points import EAST, NORTH
from portal.api.rows import RowSerializer
from portal.api.views import ListedViewSet
from portal.permits import demand


class RegionRow(RowSerializer):
    id = serializers.IntegerField()
    code = serializers.CharField(help_text="区划代码；下级代码以上级代码开头")
    name = serializers.CharField()
    level = serializers.CharField()
    parent = serializers.CharField(  # type: ignore[assignment]
        source="parent_id", allow_null=True, help_text="上级代码"
    )


class RegionSerializer(serializers.ModelSerializer):
    parent = serializers.CharField(source="parent_id", allow_null=True)  # type: ignore[assignment]

    class Meta:
        model = Region
        fields = ["id", "code", "name", "level", "parent", "aliases", "latitude", "longitude"]


class NewRegionSerializer(serializers.Serializer):
    """A grid, building or entrance; the code is the portal's to give."""

    parent = serializers.SlugRelatedField(  # type: ignore[assignment]
        slug_field="code", queryset=Region.objects.all()
    )
    name = serializers.CharField(max_length=60)


def latitude_field() -> serializers.DecimalField:
    return _degrees(NORTH, "纬度；与经度一起给出，都为 null 即去掉")


def longitude_field() -> serializers.DecimalField:
    return _degrees(EAST, "经度")


def _degrees(most: int, help_text: str) -> serializers.DecimalField:
    return serializers.DecimalField(
        max_digits=9,
        decimal_places=6,
        min_value=Decimal(-most),
        max_value=Decimal(most),
        required=False,
        allow_null=True,
        help_text=help_text,
    )


class RegionChangeSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=60, required=False)
    aliases = serializers.ListField(child=serializers.CharField(max_length=60), required=False, max_length=50)
    latitude = latitude_field()
    longitude = longitude_field()


def _days(help_text: str, fewest: int = FEWEST_DAYS) -> serializers.IntegerField:
    return serializers.IntegerField(
        min_value=fewest, max_value=MOST_DAYS, required=False, help_text=help_text
    )


class PolicySerializer(serializers.ModelSerializer):
    """办理设置 of a street; without settings of its own, the defaults."""

    endorse_days = _days("出资认领待单位确认天数")
    offer_days = _days("待续认领保留天数")
    review_days = _days("审核期限（天）")
    late_days = _days("上年度补录期限（1 月 1 日起的天数）")
    paired_days = _days("结对单位优先认领天数，0 为不设", fewest=0)

    class Meta:
        model = OfficePolicy
        fields = ["four_eyes", "endorse_days", "offer_days", "review_days", "late_days", "paired_days"]


class RegionViewSet(ListedViewSet):
    """区域：公布的区划，以及街道（镇）自己维护的网格、楼栋、单元。"""

    queryset = Region.objects.all()
    spec = RegionList
    row_class = RegionRow
    serializer_class = RegionSerializer

    @extend_schema(request=NewRegionSerializer, responses={201: RegionSerializer})
    def create(self, request: Request) -> Response:
        sent = NewRegionSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        added = add_below(**sent.validated_data, by=request.user)
        return Response(RegionSerializer(added).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=RegionChangeSerializer, responses=RegionSerializer)
    def partial_update(self, request: Request, **lookup: str) -> Response:
        region = self.get_object()
        sent = RegionChangeSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        changed = change_region(region, by=request.user, **sent.validated_data)
        return Response(RegionSerializer(changed).data)

    @extend_schema(responses=PolicySerializer)
    @action(detail=True, pagination_class=None, filter_backends=[])
    def policy(self, request: Request, **lookup: str) -> Response:
        """街道（镇）的办理设置，供其党建办查看。"""
        street = self._street()
        demand(request.user, "policy.see", street)
        return Response(PolicySerializer(policy_of(street)).data)

    @extend_schema(request=PolicySerializer, responses=PolicySerializer)
    @policy.mapping.patch
    def policy_change(self, request: Request, **lookup: str) -> Response:
        """修改办理设置，由审核人员办理；不写的不变。"""
        street = self._street()
        demand(request.user, "policy.change", street)
        sent = PolicySerializer(data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        kept = change_policy(street, by=request.user, **sent.validated_data)
        return Response(PolicySerializer(kept).data)

    def _street(self) -> Region:
        """Only streets have an office with settings. Raises Http404."""
        region: Region = self.get_object()
        if region.level != Level.STREET:
            raise Http404
        return region


class ZoneRow(RowSerializer):
    id = serializers.IntegerField()
    region = serializers.IntegerField(source="region_id")
    name = serializers.CharField()
    purpose = serializers.CharField()


class ZoneSerializer(serializers.ModelSerializer):
    class Meta:
        model = Zone
        fields = ["id", "region", "name", "purpose", "regions", "units"]
        validators: list[Any] = []  # the action says whether the name is taken


class ZoneViewSet(ListedViewSet):
    """片区：按用途划在一起的村居或单位。"""

    queryset = Zone.objects.all()
    spec = ZoneList
    row_class = ZoneRow
    serializer_class = ZoneSerializer

    def create(self, request: Request) -> Response:
        sent = ZoneSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        zone = kept(Zone(), sent.validated_data, request.user)
        return Response(ZoneSerializer(zone).data, status=status.HTTP_201_CREATED)

    def partial_update(self, request: Request, **lookup: str) -> Response:
        zone = self.get_object()
        sent = ZoneSerializer(zone, data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        return Response(ZoneSerializer(kept(zone, sent.validated_data, request.user)).data)


def kept(zone: Zone, fields: dict[str, Any], user: Any) -> Zone:
    """The zone, saved by its action. What it is made of stays unless it was sent."""
    made_of = {
        name: fields.pop(name, getattr(zone, name).all() if zone.pk else []) for name in ("regions", "units")
    }
    for name, value in fields.items():
        setattr(zone, name, value)
    return save_zone(zone, by=user, **made_of)
