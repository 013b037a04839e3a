"""`/surveys/`: drafted, opened, closed, results. Answering goes over the page of a link alone."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from alliances.surveys import actions, shapes
from alliances.surveys.lists import SurveyList
from alliances.surveys.models import Survey
from alliances.surveys.results import results_of
from alliances.surveys.states import SurveyState
from alliances.surveys.survey_page import subjects_seen
from portal.api.views import ListedViewSet, verb
from portal.workflow.machine import wrong_state


class Surveys(ListedViewSet):
    """测评。"""

    queryset = Survey.objects.select_related("region").prefetch_related("questions", "sides")
    spec = SurveyList
    row_class = shapes.SurveyRow
    serializer_class = shapes.SurveySerializer

    @extend_schema(request=shapes.NewSurveySerializer, responses={201: shapes.SurveySerializer})
    def create(self, request: Request) -> Response:
        """拟订。"""
        sent = shapes.NewSurveySerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        region, parts, terms = sent.said()
        made = actions.draft_survey(region, parts, by=request.user, **terms)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @verb("open")
    def open(self, survey: Survey, *, by: Any) -> Survey:
        """开始测评：此后问题、选项、评议方和对象都不变。"""
        return actions.open_survey(survey, by=by)

    @verb("close")
    def close(self, survey: Survey, *, by: Any) -> Survey:
        """结束测评：不再接收答卷。"""
        return actions.close_survey(survey, by=by)

    @extend_schema(responses=shapes.ResultsSerializer)
    @action(detail=True)
    def results(self, request: Request, **lookup: str) -> Response:
        """结果：结束后才有；不足 5 份的不显示。"""
        survey = self.get_object()
        if survey.state != SurveyState.CLOSED:
            raise wrong_state(survey, "查看结果")
        found = results_of(survey, subjects_seen(survey, request.user))
        return Response(shapes.ResultsSerializer.saying(found))
