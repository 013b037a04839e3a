"""Views over the public place tree that answer, refuse and fail as tests need it."""

from collections.abc import Callable
from itertools import count
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.db import connection
from django.http import Http404, HttpResponse
from rest_framework import exceptions, serializers
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from members.places.models import Region, RegionQuerySet
from portal.api.rows import RowSerializer
from portal.api.views import ListedViewSet, PortalView, VersionSerializer, verb
from portal.lists.ordering import Ordering
from portal.lists.spec import ListSpec
from portal.refusals import Forbidden, Refusal

FAILURES: dict[str, Exception] = {
    "refusal": Refusal("full", "名额已满，请另选一项。"),
    "forbidden": Forbidden("not_for_this_unit", "这一项留给结对单位。"),
    "missing": Http404("x"),
    "denied": PermissionDenied("x"),
    "model": ValidationError({"name": ["请填写名称。"]}),
    "model-all": ValidationError("日期前后颠倒"),
    "large": RequestDataTooBig("x"),
    "throttled": exceptions.Throttled(wait=12.4),
    "nested": exceptions.ValidationError(
        {"targets": [{}, {"amount": ["须为数字。"]}], "non_field_errors": ["不全"]}
    ),
    "bug": KeyError("unit"),
}


class PlaceFilter(django_filters.FilterSet):
    level = django_filters.ChoiceFilter(choices=Region._meta.get_field("level").choices)

    class Meta:
        model = Region
        fields: list[str] = []


class PlaceList(ListSpec):
    filterset = PlaceFilter
    orderings = {"code": Ordering("区划代码", "code"), "-code": Ordering("区划代码从后", "-code")}


class VisiblePlaces(RegionQuerySet):
    def visible_to(self, user: Any) -> RegionQuerySet:
        return self.exclude(name="看不见")


class PlaceRow(RowSerializer):
    id = serializers.IntegerField()
    code = serializers.CharField()
    within = serializers.CharField(source="parent.name", allow_null=True)
    latitude = serializers.DecimalField(max_digits=9, decimal_places=6, allow_null=True)


class PlaceSerializer(serializers.ModelSerializer):
    class Meta:
        model = Region
        fields = ["id", "code", "name", "level"]


class RenameSerializer(VersionSerializer):
    name = serializers.CharField()


class PlaceViewSet(ListedViewSet):
    queryset = VisiblePlaces(Region)
    spec = PlaceList
    row_class = PlaceRow
    serializer_class = PlaceSerializer

    def create(self, request: Request) -> Response:
        sent = self.get_serializer(data=request.data)
        sent.is_valid(raise_exception=True)
        place = Region.objects.create(**sent.validated_data)
        return Response(self.get_serializer(place).data, status=201)

    @verb("rename", RenameSerializer)
    def rename(self, place: Region, *, by: Any, name: str) -> None:
        """Give it another name."""
        if name == place.name:
            raise Refusal("same_name", "名称没有变化。")
        place.name = name
        place.save(update_fields=["name"])


class NumberingView(PortalView):
    """Every POST makes one more place: nothing in the table stands against doing it twice."""

    codes = count(10)
    hook: Callable[[], None] = staticmethod(lambda: None)
    """What a test wants to happen in the middle."""

    def post(self, request: Request) -> Response:
        place = Region.objects.create(code=str(next(self.codes)), name="省", level="province")
        type(self).hook()
        return Response({"id": place.pk}, status=201)


class FailingView(PortalView):
    parser_classes = (JSONParser, MultiPartParser)

    def get(self, request: Request, how: str) -> Response:
        raise FAILURES[how]

    def post(self, request: Request, how: str) -> Response:
        """Change something and then answer with an error that is not an exception."""
        Region.objects.create(code="31", name="上海", level="province")
        return Response({"sent": sorted(request.data)}, status=int(how))


class AggregatedView(PortalView):
    """The list of places as PostgreSQL itself would write it: the limit a list is measured against."""

    def get(self, request: Request) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT json_agg(p)::text FROM (SELECT r.id, r.code, u.name AS within, r.latitude"
                " FROM members_region r LEFT JOIN members_region u ON u.code = r.parent_code"
                " ORDER BY r.code LIMIT 100) p"
            )
            return HttpResponse(cursor.fetchone()[0], content_type="application/json")
