"""`/units/{id}/standing/`: the same figures as the page, and the records behind one of them."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from alliances.metrics import periods
from alliances.metrics.asking import standing_asked
from alliances.metrics.reading import Fact, facts_behind, grouped, values_of
from alliances.metrics.registry import METRICS, Span
from members.units.models import Unit
from portal.api.views import PortalView
from portal.ids import LARGEST_ID

PARAMETERS = [
    OpenApiParameter("region", int, required=True, description="街道（镇）编号"),
    OpenApiParameter("period", str, description="如 2026-year、2026-h2、2026-q4，默认今年"),
]


class FigureSerializer(serializers.Serializer):
    metric = serializers.CharField()
    group = serializers.CharField()
    title = serializers.CharField()
    measure = serializers.CharField(help_text="计量单位")
    counted = serializers.CharField(help_text="怎样算的")
    value = serializers.CharField()


class UnitStandingSerializer(serializers.Serializer):
    unit = serializers.IntegerField()
    since = serializers.DateField()
    until = serializers.DateField()
    figures = FigureSerializer(many=True)


class CountedFactSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    on = serializers.DateField()
    amount = serializers.CharField()
    title = serializers.CharField()
    url = serializers.CharField(help_text="页面地址，不能查看的为空")


class UnitFactsSerializer(serializers.Serializer):
    """The newest records behind the value; `count` is how many there are."""

    metric = serializers.CharField()
    value = serializers.CharField()
    count = serializers.IntegerField()
    facts = CountedFactSerializer(many=True)


class StandingView(PortalView):
    @extend_schema(parameters=PARAMETERS, responses=UnitStandingSerializer, operation_id="units_standing")
    def get(self, request: Request, pk: int) -> Response:
        """一家单位的共建情况：各项数字，为零的也列。"""
        unit, span = asked_in(request, pk)
        values = values_of(span, [unit.pk])[unit.pk]
        said = {
            "unit": unit.pk,
            "since": span.since,
            "until": span.until,
            "figures": [
                {
                    "metric": name,
                    "group": group,
                    "title": metric.label,
                    "measure": metric.measure,
                    "counted": metric.source,
                    "value": f"{value.normalize():f}",
                }
                for group, rows in grouped(values).items()
                for name, metric, value in rows
            ],
        }
        return Response(UnitStandingSerializer(said).data)


class StandingFactsView(PortalView):
    @extend_schema(parameters=PARAMETERS, responses=UnitFactsSerializer, operation_id="units_standing_facts")
    def get(self, request: Request, pk: int, metric: str) -> Response:
        """一项数字由哪些记录合计而来，最近的在前。"""
        unit, span = asked_in(request, pk)
        if metric not in METRICS:
            raise Http404
        facts, count = facts_behind(metric, span, [unit.pk], request.user)
        value: Any = values_of(span, [unit.pk], [metric])[unit.pk].get(metric, 0)
        said = {
            "metric": metric,
            "value": f"{value:f}".rstrip("0").rstrip(".") if value else "0",
            "count": count,
            "facts": facts_said(facts),
        }
        return Response(UnitFactsSerializer(said).data)


def facts_said(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    """As CountedFactSerializer says them."""
    return [
        {
            "id": fact.ref,
            "on": fact.on,
            "amount": f"{fact.amount.normalize():f}",
            "title": fact.shown.title,
            "url": fact.shown.url,
        }
        for fact in facts
    ]


def asked_in(request: Request, pk: int) -> tuple[Unit, Span]:
    """The unit and the span asked for. Http404, Forbidden, ValidationError."""
    number = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)
    try:
        region_id = number.run_validation(request.query_params.get("region"))
    except serializers.ValidationError as wrong:
        raise serializers.ValidationError({"region": wrong.detail}) from wrong
    found = standing_asked(request.user, pk, region_id)
    asked = periods.parsed(request.query_params.get("period") or periods.period_of(timezone.localdate()))
    if asked is None:
        raise serializers.ValidationError({"period": ["请写成 2026-year、2026-h2 或 2026-q4。"]})
    return found.unit, Span(found.region, *periods.days(*asked))
