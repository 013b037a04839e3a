"""The three lists over HTTP: the same actions as the pages."""

from typing import Any, ClassVar

import django_filters
from django.db.models import F, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api.views import ListedViewSet, verb
from portal.lists.cursors import BadListParameter
from portal.lists.ordering import Ordering
from portal.lists.paging import asked_ordering
from portal.lists.spec import ListSpec
from projects.deciding.serializers import OutcomesSerializer
from projects.listings import serializers as shapes
from projects.listings.actions import (
    add_category,
    change_category,
    change_listing,
    close_listing,
    create_listing,
    decide_many,
    need_to_project,
    not_adopt,
    publish,
    resume,
    return_listing,
    submit,
    suspend,
    undo_last,
)
from projects.listings.lists import ListingList, ProjectList, WholeNumberFilter
from projects.listings.models import Category, Listing, ListKind, Need, Project, Resource
from projects.listings.publishing import PairedFirst, Renewals

BESIDE = ("unit", "category", "basis", "targets", "neighbourhoods", "reason", "version")


def by_id_first(spec: type[ListSpec]) -> type[ListSpec]:
    """The page's list, in the order of entry unless asked: that order serves all streets at once."""
    return type(f"Api{spec.__name__}", (spec,), {"orderings": {"id": spec.orderings["id"], **spec.orderings}})


class Listings(ListedViewSet):
    """What the three lists have in common. Creating takes the street and year from the category."""

    model: ClassVar[type[Listing]]
    http_method_names = ["get", "post", "patch", "head", "options"]

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """An order other than `id` needs one edition: raises BadListParameter."""
        sent = self.request.query_params
        if asked_ordering(self.spec, sent) != "id" and not (sent.get("region") and sent.get("year")):
            raise BadListParameter("edition_needed", "按这一项排序时，请同时给出 region 和 year。")
        return super().filter_queryset(queryset)

    def get_serializer_class(self) -> type[serializers.BaseSerializer]:
        """What is taken differs from what is said: an entry names its unit, a change its reason."""
        said: Any = super().get_serializer_class()
        if self.action == "create":
            return shapes.entering(said)
        return shapes.correcting(said) if self.action == "partial_update" else said

    def create(self, request: Request) -> Response:
        form = self.get_serializer(data=request.data)
        form.is_valid(raise_exception=True)
        fields, said = parted(form.validated_data)
        made = create_listing(self.model, by=request.user, fields=fields, **said)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    def partial_update(self, request: Request, **lookup: str) -> Response:
        found = self.get_object()
        form = self.get_serializer(found, data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        fields, said = parted(form.validated_data, but="category")
        changed = change_listing(found, by=request.user, fields=fields, **said)
        return Response(self.get_serializer(changed).data)

    @extend_schema(request=shapes.BulkSerializer, responses=OutcomesSerializer)
    @action(detail=False, methods=["post"], pagination_class=None, filter_backends=[])
    def bulk(self, request: Request) -> Response:
        sent = shapes.BulkSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        said = dict(sent.validated_data)
        paired = PairedFirst(days=said.pop("paired_days", None))
        outcomes = decide_many(self.model, by=request.user, paired=paired, **said)
        return Response(OutcomesSerializer({"results": outcomes}).data)

    @verb("submit", shapes.InNameSerializer)
    def submit(self, listing: Listing, **said: Any) -> Listing:
        return submit(listing, **said)

    @verb("publish", shapes.PublishSerializer)
    def publish(self, listing: Listing, **said: Any) -> Listing:
        units, until = said.pop("renewal_units", None), said.pop("answer_until", None)
        first, days = said.pop("paired_units", None), said.pop("paired_days", None)
        return publish(
            listing,
            renewals=Renewals(None if units is None else frozenset(units), until),
            paired=PairedFirst(None if first is None else frozenset(first), days),
            **said,
        )

    @verb("return", shapes.OpinionSerializer)
    def send_back(self, listing: Listing, **said: Any) -> Listing:
        return return_listing(listing, **said)

    @verb("not-adopt", shapes.OpinionSerializer)
    def not_adopt(self, listing: Listing, **said: Any) -> Listing:
        return not_adopt(listing, **said)

    @verb("suspend", shapes.ReasonInNameSerializer)
    def suspend(self, listing: Listing, **said: Any) -> Listing:
        return suspend(listing, **said)

    @verb("resume", shapes.OpinionSerializer)
    def resume(self, listing: Listing, **said: Any) -> Listing:
        return resume(listing, **said)

    @verb("close", shapes.ReasonInNameSerializer)
    def close(self, listing: Listing, **said: Any) -> Listing:
        return close_listing(listing, **said)

    @verb("undo")
    def undo(self, listing: Listing, **said: Any) -> Listing:
        return undo_last(listing, **said)


def parted(values: dict[str, Any], but: str = "") -> tuple[dict[str, Any], dict[str, Any]]:
    """What is written in columns, and what the action is told beside; `but` stays a column."""
    beside = {name for name in BESIDE if name != but}
    said = {name: value for name, value in values.items() if name in beside}
    return {name: value for name, value in values.items() if name not in beside}, said


class Resources(Listings):
    model = Resource
    queryset = Resource.objects.select_related("region", "unit", "category")
    spec = by_id_first(ListingList)
    row_class = shapes.ListingRow
    serializer_class = shapes.ResourceSerializer


class Needs(Listings):
    model = Need
    queryset = Need.objects.select_related("region", "unit", "category")
    spec = by_id_first(ListingList)
    row_class = shapes.ListingRow
    serializer_class = shapes.NeedSerializer

    @extend_schema(request=None, responses={201: shapes.ProjectSerializer})
    @action(detail=True, methods=["post"])
    def project(self, request: Request, **lookup: str) -> Response:
        """需求转项目：得到一份填好的项目草稿，重复请求得到同一份。"""
        made = need_to_project(self.get_object(), by=request.user)
        said = shapes.ProjectSerializer(made, context=self.get_serializer_context())
        return Response(said.data, status=status.HTTP_201_CREATED)


class Projects(Listings):
    model = Project
    queryset = Project.objects.select_related("region", "unit", "category").annotate(
        places_left=F("capacity") - F("claimed")
    )
    spec = by_id_first(ProjectList)
    row_class = shapes.ProjectRow
    serializer_class = shapes.ProjectSerializer


class CategoryFilters(django_filters.FilterSet):
    region = WholeNumberFilter("街道（镇）")
    list = django_filters.ChoiceFilter(label="清单", choices=ListKind.choices)
    year = WholeNumberFilter("年度")


class CategoryList(ListSpec):
    filterset = CategoryFilters
    orderings = {"sort": Ordering("按次序", "sort"), "id": Ordering("按登记先后", "id")}


class Categories(ListedViewSet):
    """类别：每个清单、每个年度一棵树。"""

    queryset = Category.objects.select_related("region", "parent")
    spec = CategoryList
    row_class = shapes.CategoryRow
    serializer_class = shapes.CategorySerializer
    http_method_names = ["get", "post", "patch", "head", "options"]

    def create(self, request: Request) -> Response:
        form = shapes.CategorySerializer(data=request.data)
        form.is_valid(raise_exception=True)
        values = form.validated_data
        made = add_category(kind=values.pop("list"), by=request.user, **values)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=shapes.CategoryChangeSerializer, responses=shapes.CategorySerializer)
    def partial_update(self, request: Request, **lookup: str) -> Response:
        found = self.get_object()
        form = shapes.CategoryChangeSerializer(found, data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        changed = change_category(found, by=request.user, **form.validated_data)
        return Response(self.get_serializer(changed).data)
