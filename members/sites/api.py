"""Sites over HTTP: the same actions as the pages."""

from typing import Any

from django.db import transaction
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from members.people.contacts import MaskedContactSerializer, contact_of
from members.places.models import Level, Region
from members.sites import actions
from members.sites.lists import SiteList
from members.sites.models import Site
from members.units.api import CellField, EndSerializer, EnrolmentOpinionSerializer
from portal.api.rows import RowSerializer
from portal.api.versions import check_version
from portal.api.views import ListedViewSet, verb
from portal.ledgers.cells.contacts import parse_phone


class SiteRow(RowSerializer):
    id = serializers.IntegerField()
    region = serializers.IntegerField(source="region_id")
    parent = serializers.IntegerField(  # type: ignore[assignment]
        source="parent_id", allow_null=True, help_text="上级阵地"
    )
    level = serializers.CharField()
    kind = serializers.CharField()
    name = serializers.CharField()
    unit = serializers.IntegerField(source="unit_id", allow_null=True)
    shared = serializers.BooleanField()
    state = serializers.CharField()


class SiteSerializer(serializers.ModelSerializer):
    contact = serializers.SerializerMethodField()

    class Meta:
        model = Site
        fields = [
            *("id", "region", "parent", "path", "level", "kind", "name", "place", "unit", "address"),
            *("opening_hours", "shared", "contact", "state", "closed_on", "version"),
        ]

    @extend_schema_field(MaskedContactSerializer(allow_null=True))
    def get_contact(self, site: Site) -> Any:
        """Null for who may not see it."""
        return contact_of(site, self.context["request"].user, "sites.see_contact")


class NewSiteSerializer(serializers.ModelSerializer):
    region = serializers.PrimaryKeyRelatedField(
        queryset=Region.objects.filter(level__in=(Level.DISTRICT, Level.STREET))
    )
    contact_phone = CellField(parse=parse_phone, max_length=30, required=False)

    class Meta:
        model = Site
        fields = ["region", *actions.FIELDS]
        validators: list[Any] = []  # the action says whether the name is taken


class SiteChangeSerializer(NewSiteSerializer):
    region = None  # type: ignore[assignment]  # a site stays with its street
    version = serializers.IntegerField(required=False, min_value=0)

    class Meta(NewSiteSerializer.Meta):
        fields = [*actions.FIELDS, "version"]


class SiteViewSet(ListedViewSet):
    """阵地：服务点，按上下级排成树。"""

    queryset = Site.objects.select_related("region")
    spec = SiteList
    row_class = SiteRow
    serializer_class = SiteSerializer

    @extend_schema(request=NewSiteSerializer, responses={201: SiteSerializer})
    def create(self, request: Request) -> Response:
        """登记一处阵地。"""
        sent = NewSiteSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        made = actions.enter_site(Site(**sent.validated_data), by=request.user)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=SiteChangeSerializer, responses=SiteSerializer)
    def partial_update(self, request: Request, **lookup: str) -> Response:
        """修改：只写要改的项。"""
        found = self.get_object()
        sent = SiteChangeSerializer(data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        with transaction.atomic():
            check_version(found, sent.validated_data)
            sent.validated_data.pop("version", None)
            changed = actions.change_site(found, by=request.user, **sent.validated_data)
        changed.refresh_from_db(fields=["path"])
        return Response(self.get_serializer(changed).data)

    @verb("close", takes=EndSerializer)
    def close(self, site: Site, *, by: Any, **sent: Any) -> Site:
        """停用。"""
        return actions.close_site(site, by=by, **sent)

    @verb("reopen", takes=EnrolmentOpinionSerializer)
    def reopen(self, site: Site, *, by: Any, **sent: Any) -> Site:
        """恢复开放。"""
        return actions.reopen_site(site, by=by, **sent)
