"""`/programmes/` and `/posts/`: rounds with their rules; posts and who holds them."""

from typing import Any

from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from alliances.pairing import actions
from alliances.pairing.api import shapes
from alliances.pairing.lists import PostList, ProgrammeList
from alliances.pairing.models import Post, Programme
from portal.api.versions import check_version
from portal.api.views import ListedViewSet, verb


class Programmes(ListedViewSet):
    """结对批次。"""

    queryset = Programme.objects.select_related("region")
    spec = ProgrammeList
    row_class = shapes.ProgrammeRow
    serializer_class = shapes.ProgrammeSerializer

    @extend_schema(request=shapes.NewProgrammeSerializer, responses={201: shapes.ProgrammeSerializer})
    def create(self, request: Request) -> Response:
        """开始一个批次。"""
        sent = shapes.NewProgrammeSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        made = actions.open_programme(Programme(**sent.validated_data), by=request.user)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=shapes.ProgrammeChangeSerializer, responses=shapes.ProgrammeSerializer)
    def partial_update(self, request: Request, **lookup: str) -> Response:
        """更改规则：只写要改的项，已有的结对不变。"""
        found = self.get_object()
        sent = shapes.ProgrammeChangeSerializer(found, data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        with transaction.atomic():
            check_version(found, sent.validated_data)
            sent.validated_data.pop("version", None)
            changed = actions.change_programme(found, by=request.user, **sent.validated_data)
        return Response(self.get_serializer(changed).data)

    @verb("close")
    def close(self, programme: Programme, *, by: Any) -> Programme:
        """结束办理：不再新增，已有的继续。"""
        return actions.close_programme(programme, by=by)

    @verb("reopen")
    def reopen(self, programme: Programme, *, by: Any) -> Programme:
        """恢复办理。"""
        return actions.reopen_programme(programme, by=by)


class Posts(ListedViewSet):
    """岗位：双结对、企业指导员随岗位不随人。"""

    queryset = Post.objects.select_related("region")
    spec = PostList
    row_class = shapes.PostRow
    serializer_class = shapes.PostSerializer

    @extend_schema(request=shapes.NewPostSerializer, responses={201: shapes.PostSerializer})
    def create(self, request: Request) -> Response:
        """设立岗位。"""
        sent = shapes.NewPostSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        made = actions.set_up_post(**sent.validated_data, by=request.user)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @verb("appoint", takes=shapes.AppointSerializer)
    def appoint(self, post: Post, *, by: Any, **sent: Any) -> Post:
        """任职，前任到前一天为止。"""
        actions.appoint(post, sent["name"], by=by, from_on=sent["from_on"])
        return post

    @verb("vacate", takes=shapes.VacateSerializer)
    def vacate(self, post: Post, *, by: Any, **sent: Any) -> Post:
        """离任，岗位空缺。"""
        return actions.vacate(post, by=by, **sent)
