"""Base classes of the API's views. One level deep: an app's view is one of these and says what is its own."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Model, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from portal.api.idempotency import IdempotentPosts
from portal.api.rows import RowSerializer
from portal.api.versions import check_version
from portal.lists.spec import ListSpec


class PortalView(IdempotentPosts, APIView):
    """One address of the API that is not a list. Its POSTs can be repeated."""


class FileView(PortalView):
    """An address whose answer is a file."""

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Errors are JSON and the answer is a file, whatever was asked for."""
        return super().perform_content_negotiation(request, force=True)


class ListedViewSet(IdempotentPosts, GenericViewSet):
    """`list` and `retrieve` of what the user may see, with the filters and orders of the page.

    `queryset` has `visible_to(user)`; `spec` is the list's declaration; `row_class` is what a row of the
    list says and `serializer_class` what one object says. Creating and verbs are written in the app's
    view, each calling its action.
    """

    spec: ClassVar[type[ListSpec]] = ListSpec
    row_class: ClassVar[type[RowSerializer]]
    lookup_value_regex = r"\d{1,18}"

    @property
    def filterset_class(self) -> Any:
        return self.spec.filterset

    def get_queryset(self) -> QuerySet:
        queryset: Any = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):  # the schema is drawn without a user
            return queryset.none()
        return queryset.visible_to(self.request.user)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Filters are for the list: one object is found though a list would leave it out."""
        return super().filter_queryset(queryset) if self.action == "list" else queryset

    def get_serializer_class(self) -> type[serializers.BaseSerializer]:
        return self.row_class if self.action == "list" else super().get_serializer_class()

    def list(self, request: Request) -> Response:
        rows = self.row_class.select(self.filter_queryset(self.get_queryset()))
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(self.row_class.dicts(page or []))

    def retrieve(self, request: Request, **lookup: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)


class VersionSerializer(serializers.Serializer):
    """What every verb takes. Verbs that take more inherit from it."""

    version = serializers.IntegerField(
        required=False, min_value=0, help_text="打开时的 version，已变则 409 stale"
    )


Act = Callable[..., Model | None]


def verb(
    url_path: str, takes: type[VersionSerializer] = VersionSerializer
) -> Callable[[Act], Callable[..., Response]]:
    """`POST <object>/<url_path>/`: a view set's method `(self, obj, *, by, **sent)` that calls an action.

    What it returns (the object itself, where it returns None) is answered with the view set's serializer.
    """

    def decorate(act: Act) -> Callable[..., Response]:
        def view(self: ListedViewSet, request: Request, **lookup: str) -> Response:
            sent = takes(data=request.data)
            sent.is_valid(raise_exception=True)
            obj = act_on(self.get_object(), act, self, request, sent.validated_data)
            return Response(self.get_serializer(obj).data)

        view.__name__, view.__doc__ = act.__name__, act.__doc__
        return extend_schema(request=takes)(action(detail=True, methods=["post"], url_path=url_path)(view))

    return decorate


def act_on(obj: Model, act: Act, view: ListedViewSet, request: Request, sent: dict[str, Any]) -> Model:
    """Check the version and act, in one transaction: nobody comes between."""
    with transaction.atomic():
        check_version(obj, sent)
        sent.pop("version", None)
        return act(view, obj, by=request.user, **sent) or obj
