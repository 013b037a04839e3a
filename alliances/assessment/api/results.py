"""`/results/` and `/scores/`: what came out of a cycle, point by point, down to the records."""

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from alliances.assessment.api import result_shapes as shapes
from alliances.assessment.evidence import evidence_of
from alliances.assessment.lists import ResultFilter, ResultList, ScoreList
from alliances.assessment.models import Result, Score
from alliances.assessment.views.fetching import RESULT_READS
from alliances.metrics.api import facts_said
from portal.api.views import ListedViewSet
from portal.permits import demand


class EditionFilter(ResultFilter):
    """Only what counts now, unless asked otherwise."""

    current = django_filters.BooleanFilter(label="只看现行的版次，默认 true", method="keep_current")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data["current"] is False else found.filter(is_current=True)

    def keep_current(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        return queryset


class EditionList(ResultList):
    filterset = EditionFilter


class Results(ListedViewSet):
    """考核结果、参与情况反馈。不按得分排序。"""

    queryset = Result.objects.select_related(*RESULT_READS)
    spec = EditionList
    row_class = shapes.ResultRow
    serializer_class = shapes.ResultSerializer


class Scores(ListedViewSet):
    """各项指标的得分。"""

    queryset = Score.objects.select_related("indicator__parent")
    spec = ScoreList
    row_class = shapes.ScoreRow
    serializer_class = shapes.ScoreRow

    @extend_schema(responses=shapes.ScoreEvidenceSerializer, parameters=[], filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def evidence(self, request: Request, **lookup: str) -> Response:
        """得分的依据：由哪些记录合计而来，或评议的分值和理由。"""
        score = self.get_object()
        score.result = Result.objects.select_related(*RESULT_READS).get(pk=score.result_id)
        demand(request.user, "results.open", score.result)
        evidence = evidence_of(score, request.user)
        said = {
            "score": score.pk,
            "value": score.value,
            "now": evidence.now,
            "count": evidence.count,
            "facts": facts_said(evidence.facts),
            "judgement": evidence.judgement,
        }
        return Response(shapes.ScoreEvidenceSerializer(said).data)
