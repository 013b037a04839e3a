"""`/agenda-items/`: proposed, taken onto the agenda or answered, withdrawn."""

from typing import Any

from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from alliances.meetings import actions
from alliances.meetings.api import shapes
from alliances.meetings.lists import AgendaList
from alliances.meetings.models import AgendaItem, Meeting
from members.units.models import Unit
from portal.api.versions import check_version
from portal.api.views import ListedViewSet, verb


class AgendaItems(ListedViewSet):
    """议题：由参会单位会前提出，或由召集方列入。"""

    queryset = AgendaItem.objects.select_related(
        "unit", "meeting__alliance__region", "meeting__duty__rotation", "meeting__duty__holder"
    )
    spec = AgendaList
    row_class = shapes.AgendaRow
    serializer_class = shapes.AgendaSerializer

    @extend_schema(request=shapes.NewAgendaSerializer, responses={201: shapes.AgendaSerializer})
    def create(self, request: Request) -> Response:
        """提出议题。"""
        sent = shapes.NewAgendaSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        terms = sent.validated_data
        basis = terms.pop("basis", "")
        shapes.seen(Meeting.objects.visible_to(request.user), "meeting", terms["meeting"], "会议")
        shapes.seen(Unit.objects.visible_to(request.user), "unit", terms.get("unit"), "单位")
        made = actions.propose_item(AgendaItem(**terms), by=request.user, basis=basis)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=shapes.AgendaChangeSerializer, responses=shapes.AgendaSerializer)
    def partial_update(self, request: Request, **lookup: str) -> Response:
        """调整次序。"""
        found = self.get_object()
        sent = shapes.AgendaChangeSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        with transaction.atomic():
            check_version(found, sent.validated_data)
            changed = actions.order_item(found, by=request.user, sort=sent.validated_data["sort"])
        return Response(self.get_serializer(changed).data)

    @verb("accept")
    def accept(self, item: AgendaItem, *, by: Any) -> AgendaItem:
        """列入议程。"""
        return actions.accept_item(item, by=by)

    @verb("not-take", takes=shapes.AnswerSerializer)
    def not_take(self, item: AgendaItem, *, by: Any, opinion: str) -> AgendaItem:
        """暂不列入，须答复提出单位。"""
        return actions.not_take_item(item, by=by, opinion=opinion)

    @verb("withdraw", takes=shapes.OnBehalfSerializer)
    def withdraw(self, item: AgendaItem, *, by: Any, **sent: Any) -> AgendaItem:
        """提出单位撤回，列入之前。"""
        return actions.withdraw_item(item, by=by, **sent)

    @verb("undo")
    def undo(self, item: AgendaItem, *, by: Any) -> AgendaItem:
        """十分钟内撤回自己刚才的决定。"""
        return actions.undo_item(item, by=by)
