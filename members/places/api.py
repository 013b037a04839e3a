"""Regions and zones over HTTP."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from members.places.actions import add_below, change_region, save_zone
from members.places.lists import RegionList, ZoneList
from members.places.models import Region, Zone
from portal.api.rows import RowSerializer
from portal.api.views import ListedViewSet


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


class RegionChangeSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=60, required=False)
    aliases = serializers.ListField(child=serializers.CharField(max_length=60), required=False, max_length=50)


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
        kept = {"name": region.name, "aliases": region.aliases}
        changed = change_region(region, by=request.user, **kept | sent.validated_data)
        return Response(RegionSerializer(changed).data)


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
