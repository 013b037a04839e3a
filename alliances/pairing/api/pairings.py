"""`/pairings/`: drafted, agreed by both sides, filed, renewed or ended."""

from typing import Any

from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from alliances.pairing import actions
from alliances.pairing.agreement.api import AgreementOperations
from alliances.pairing.api import shapes
from alliances.pairing.lists import PairingList
from alliances.pairing.models import Commitment, Pairing, Post, Programme
from alliances.records.models import Record
from members.units.models import Unit
from portal.api.versions import check_version
from portal.api.views import ListedViewSet, verb


class Pairings(AgreementOperations, ListedViewSet):
    """结对：草拟、双方同意、备案、履行、续签或终止。"""

    queryset = Pairing.objects.select_related(
        "programme__region", "host__kind", "partner__kind", "post"
    ).prefetch_related("commitments")
    spec = PairingList
    row_class = shapes.PairingRow
    serializer_class = shapes.PairingSerializer

    @extend_schema(request=shapes.NewPairingSerializer, responses={201: shapes.PairingSerializer})
    def create(self, request: Request) -> Response:
        """草拟：由党建办或任一方。"""
        sent = shapes.NewPairingSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        terms = dict(sent.validated_data)
        for name, model in (("programme", Programme), ("host", Unit), ("partner", Unit), ("post", Post)):
            seen(model, name, terms.get(name), request.user)
        terms["commitments"] = [Commitment(**row) for row in terms.get("commitments", [])]
        made = actions.draft_pairing(terms.pop("programme"), by=request.user, **terms)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=shapes.PairingChangeSerializer, responses=shapes.PairingSerializer)
    def partial_update(self, request: Request, **lookup: str) -> Response:
        """修改草稿：只写要改的项；共建事项写就写全。"""
        found = self.get_object()
        sent = shapes.PairingChangeSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        terms = dict(sent.validated_data)
        if "commitments" in terms:
            terms["commitments"] = [Commitment(**row) for row in terms["commitments"]]
        with transaction.atomic():
            check_version(found, terms)
            terms.pop("version", None)
            actions.change_draft(found, by=request.user, **terms)
        return Response(self.get_serializer(self.get_object()).data)

    @verb("propose", takes=shapes.PairingBasisSerializer)
    def propose(self, pairing: Pairing, *, by: Any, basis: str) -> Pairing:
        """提请双方同意，文本从此不再改动。"""
        return actions.propose(pairing, by=by, basis=basis)

    @verb("agree", takes=shapes.AgreeSerializer)
    def agree(self, pairing: Pairing, *, by: Any, side: str, basis: str) -> Pairing:
        """一方同意：由书记，或工作人员凭依据代办。"""
        return actions.agree(pairing, by=by, side=side, basis=basis)

    @verb("decline", takes=shapes.DeclinePairingSerializer)
    def decline(self, pairing: Pairing, *, by: Any, **sent: Any) -> Pairing:
        """不同意，须写明原因。"""
        return actions.decline(pairing, by=by, **sent)

    @verb("withdraw", takes=shapes.WithdrawSerializer)
    def withdraw(self, pairing: Pairing, *, by: Any, **sent: Any) -> Pairing:
        """备案之前撤回。"""
        return actions.withdraw(pairing, by=by, **sent)

    @verb("send-back", takes=shapes.PairingReasonSerializer)
    def send_back(self, pairing: Pairing, *, by: Any, reason: str) -> Pairing:
        """退回修改，双方的同意作废。"""
        return actions.send_back(pairing, by=by, reason=reason)

    @verb("file", takes=shapes.FilePairingSerializer)
    def file(self, pairing: Pairing, *, by: Any, **sent: Any) -> Pairing:
        """备案。"""
        return actions.file_pairing(pairing, by=by, **sent)

    @extend_schema(request=shapes.RenewPairingSerializer, responses={201: shapes.PairingSerializer})
    @action(detail=True, methods=["post"])
    def renew(self, request: Request, **lookup: str) -> Response:
        """续签：生成接着的一期草稿，双方再次同意后备案。"""
        found = self.get_object()
        sent = shapes.RenewPairingSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        terms = dict(sent.validated_data)
        seen(Programme, "programme", terms.get("programme"), request.user)
        with transaction.atomic():
            check_version(found, terms)
            terms.pop("version", None)
            made = actions.renew(found, by=request.user, **terms)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @verb("terminate", takes=shapes.TerminateSerializer)
    def terminate(self, pairing: Pairing, *, by: Any, **sent: Any) -> Pairing:
        """终止，须写明原因。"""
        return actions.terminate(pairing, by=by, **sent)

    @verb("link", takes=shapes.LinkRecordSerializer)
    def link(
        self, pairing: Pairing, *, by: Any, record: int, commitments: list[int] | None = None
    ) -> Pairing:
        """归入一条已有的纪实。"""
        found = Record.objects.visible_to(by).filter(pk=record).first()
        if found is None:
            raise serializers.ValidationError({"record": [f"没有编号为 {record} 的纪实，请核对。"]})
        rows = list(Commitment.objects.filter(pk__in=commitments or [], pairing=pairing))
        missing = sorted(set(commitments or []) - {row.pk for row in rows})
        if missing:
            numbers = "、".join(map(str, missing))
            raise serializers.ValidationError({"commitments": [f"没有编号为 {numbers} 的共建事项，请核对。"]})
        actions.link_record(pairing, found, by=by, commitments=rows)
        return pairing

    @verb("undo")
    def undo(self, pairing: Pairing, *, by: Any) -> Pairing:
        """十分钟内撤回自己刚才的办理。"""
        return actions.undo_pairing(pairing, by=by)


def seen(model: Any, name: str, found: Any, user: Any) -> None:
    """What one may not see is as if it were not there."""
    if found is not None and not model.objects.visible_to(user).filter(pk=found.pk).exists():
        raise serializers.ValidationError({name: ["没有这一项，请核对编号。"]})
