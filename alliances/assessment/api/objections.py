"""`/objections/`: raised by whom the result concerns, answered with reasons."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from alliances.assessment.actions import objections as actions
from alliances.assessment.api.asked import indicator_of
from alliances.assessment.api.objection_shapes import (
    NewObjectionSerializer,
    ObjectionAnswerSerializer,
    ObjectionRow,
)
from alliances.assessment.lists import ObjectionList
from alliances.assessment.models import Objection, Result
from alliances.assessment.views.fetching import RESULT_READS
from portal.api.bodies import NOT_THERE, sent_in
from portal.api.views import ListedViewSet, verb

AN_OBJECTION = OpenApiExample(
    "对一项得分",
    value={"result": 31, "indicator": 7, "text": "3 月 12 日的走访没有计入"},
    request_only=True,
)
AN_ANSWER = OpenApiExample(
    "予以更正",
    value={"decision": "uphold", "answer": "确有遗漏，已补计", "points": "12"},
    request_only=True,
)


class Objections(ListedViewSet):
    """异议复核。"""

    queryset = Objection.objects.select_related(*(f"result__{name}" for name in RESULT_READS), "indicator")
    spec = ObjectionList
    row_class = ObjectionRow
    serializer_class = ObjectionRow

    @extend_schema(request=NewObjectionSerializer, responses={201: ObjectionRow}, examples=[AN_OBJECTION])
    def create(self, request: Request) -> Response:
        """提出异议：对一项指标的得分，不写指标的为整个结果。"""
        terms = sent_in(NewObjectionSerializer, request)
        result = result_seen(terms.pop("result"), request.user)
        if (pk := terms.get("indicator")) is not None:
            terms["indicator"] = indicator_of(result.cycle.scheme, pk)
        made = actions.raise_objection(result, by=request.user, **terms)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @verb("withdraw")
    def withdraw(self, objection: Objection, *, by: Any) -> Objection:
        """答复之前撤回。"""
        return actions.withdraw_objection(objection, by=by)

    @extend_schema(examples=[AN_ANSWER])
    @verb("answer", takes=ObjectionAnswerSerializer)
    def answer(
        self,
        objection: Objection,
        *,
        by: Any,
        decision: str,
        answer: str,
        points: Any = None,
        indicator: int | None = None,
    ) -> Objection:
        """答复：维持原结果，或予以更正；更正后另有一版结果，原来的保留。"""
        if decision == "dismiss":
            return actions.dismiss(objection, by=by, answer=answer)
        chosen = None if indicator is None else indicator_of(objection.result.cycle.scheme, indicator)
        return actions.uphold(objection, by=by, answer=answer, points=points, indicator=chosen)

    @verb("undo")
    def undo(self, objection: Objection, *, by: Any) -> Objection:
        """十分钟内撤回自己刚才提出的异议。"""
        return actions.undo_objection(objection, by=by)


def result_seen(pk: int, user: Any) -> Result:
    """Raises ValidationError where this person sees no such result."""
    found = Result.objects.visible_to(user).select_related(*RESULT_READS).filter(pk=pk).first()
    if found is None:
        raise serializers.ValidationError({"result": [NOT_THERE]})
    return found
