"""`/cycles/{id}/judgements/`: what the office judged in a cycle; POST judges, or judges anew."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django_filters import FilterSet
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from alliances.assessment.actions.judging import Judged, judge
from alliances.assessment.api.asked import indicator_of
from alliances.assessment.models import Cycle, Judgement
from portal.api.bodies import sent_in
from portal.api.rows import RowSerializer
from portal.api.versions import check_version
from portal.api.views import ListedViewSet, VersionSerializer
from portal.ids import LARGEST_ID
from portal.lists.ids import id_filter
from portal.lists.spec import ListSpec
from portal.permits import demand

A_JUDGEMENT = OpenApiExample(
    "评议一家党组织",
    value={"indicator": 7, "party_org": 3, "value": "8.5", "reason": "现场查看，台账齐全"},
    request_only=True,
)


class JudgementFilter(FilterSet):
    indicator = id_filter("indicator_id", "指标编号")
    unit = id_filter("unit_id", "单位编号")
    party_org = id_filter("party_org_id", "党组织编号")

    class Meta:
        model = Judgement
        fields: list[str] = []


class JudgementList(ListSpec):
    filterset = JudgementFilter


class JudgementRow(RowSerializer):
    id = serializers.IntegerField()
    indicator = serializers.IntegerField(source="indicator_id")
    unit = serializers.IntegerField(source="unit_id", allow_null=True)
    party_org = serializers.IntegerField(source="party_org_id", allow_null=True)
    value = serializers.DecimalField(max_digits=14, decimal_places=2)
    reason = serializers.CharField()
    at = serializers.DateTimeField()


class JudgingSerializer(VersionSerializer):
    """`unit` or `party_org`, one of the two. `version` is the cycle's."""

    indicator = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)
    unit = serializers.IntegerField(min_value=1, max_value=LARGEST_ID, required=False, allow_null=True)
    party_org = serializers.IntegerField(min_value=1, max_value=LARGEST_ID, required=False, allow_null=True)
    value = serializers.DecimalField(max_digits=14, decimal_places=2, min_value=Decimal(0))
    reason = serializers.CharField(max_length=200, help_text="理由，被评议的一方能看到")

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        whom = [(name, said.pop(name, None)) for name in ("unit", "party_org")]
        named = [(name, pk) for name, pk in whom if pk is not None]
        if len(named) != 1:
            raise serializers.ValidationError({"unit": "请写明 unit 或 party_org，两者之一。"})
        return said | {"key": named[0]}


class CycleJudgements(ListedViewSet):
    """一个周期的评议。"""

    queryset = Judgement.objects.all()
    spec = JudgementList
    row_class = JudgementRow
    serializer_class = JudgementRow

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset()
        return rows if getattr(self, "swagger_fake_view", False) else rows.filter(cycle=self.cycle())

    def cycle(self) -> Cycle:
        """Raises Http404, Forbidden."""
        seen = Cycle.objects.visible_to(self.request.user).select_related("scheme__region")
        found = get_object_or_404(seen, pk=self.kwargs["pk"])
        demand(self.request.user, "cycles.see", found)
        return found

    def list(self, request: Request, **lookup: Any) -> Response:
        """已有的评议；由党建办和上级查看。"""
        return super().list(request)

    @extend_schema(request=JudgingSerializer, responses={201: JudgementRow}, examples=[A_JUDGEMENT])
    def create(self, request: Request, pk: int) -> Response:
        """评议一家；评议过的以这次为准。"""
        cycle, sent = self.cycle(), sent_in(JudgingSerializer, request)
        indicator = indicator_of(cycle.scheme, sent["indicator"])
        said = Judged(sent["key"], sent["value"], sent["reason"])
        with transaction.atomic():
            check_version(cycle, sent)
            (made,) = judge(cycle, indicator, [said], by=request.user)
        return Response(JudgementRow(made).data, status=status.HTTP_201_CREATED)
