"""`/schemes/`: drafted, adopted, retired, followed by an edition."""

from typing import Any

from django.db import transaction
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from alliances.assessment.actions import schemes as actions
from alliances.assessment.actions.patterned import draft_from
from alliances.assessment.api import shapes
from alliances.assessment.lists import SchemeList
from alliances.assessment.models import Scheme
from alliances.assessment.patterns import PATTERNS
from alliances.papers.models import Document
from portal.api.bodies import refuse_unseen, sent_in
from portal.api.versions import check_version
from portal.api.views import ListedViewSet, verb

A_SCHEME = OpenApiExample(
    "从样式拟订",
    value={"pattern": "five-stars", "region": 3, "year": 2026, "basis": 12},
    request_only=True,
)


class Schemes(ListedViewSet):
    """办法：参与情况反馈或考核。"""

    queryset = Scheme.objects.select_related("region", "basis").prefetch_related(
        "unit_kinds", "grades", "conditions"
    )
    spec = SchemeList
    row_class = shapes.SchemeRow
    serializer_class = shapes.SchemeSerializer

    @extend_schema(
        request=shapes.NewSchemeSerializer, responses={201: shapes.SchemeSerializer}, examples=[A_SCHEME]
    )
    def create(self, request: Request) -> Response:
        """拟订：从样式（pattern）开始，或空白。指标、等次、限定条件随样式；逐项改动在网页上办理。"""
        terms = sent_in(shapes.NewSchemeSerializer, request)
        refuse_unseen_basis(terms, request.user)
        pattern, region = PATTERNS.get(terms.pop("pattern", "")), terms.pop("region")
        if pattern is None:
            made = actions.draft_scheme(region, by=request.user, **terms)
        else:
            made = draft_from(pattern, region, by=request.user, **terms)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=shapes.SchemeChangeSerializer, responses=shapes.SchemeSerializer)
    def partial_update(self, request: Request, **lookup: str) -> Response:
        """修改草稿：只写要改的项。施行过的办法不再改动，请另立新版次。"""
        found = self.get_object()
        sent = shapes.SchemeChangeSerializer(data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        terms = dict(sent.validated_data)
        refuse_unseen_basis(terms, request.user)
        with transaction.atomic():
            check_version(found, terms)
            terms.pop("version", None)
            actions.change_scheme(found, by=request.user, **terms)
        return Response(self.get_serializer(self.get_object()).data)

    @verb("adopt", takes=shapes.AssessmentOpinionSerializer)
    def adopt(self, scheme: Scheme, *, by: Any, opinion: str) -> Scheme:
        """施行，从此不再改动。"""
        return actions.adopt(scheme, by=by, opinion=opinion)

    @verb("retire", takes=shapes.RetireSerializer)
    def retire(self, scheme: Scheme, *, by: Any, reason: str) -> Scheme:
        """停用：不再开启新的周期，已有的继续。"""
        return actions.retire(scheme, by=by, reason=reason)

    @verb("undo")
    def undo(self, scheme: Scheme, *, by: Any) -> Scheme:
        """十分钟内撤回自己刚才的施行或停用。"""
        return actions.undo_scheme(scheme, by=by)

    @extend_schema(request=shapes.NextEditionSerializer, responses={201: shapes.SchemeSerializer})
    @action(detail=True, methods=["post"], url_path="next-edition")
    def next_edition(self, request: Request, **lookup: str) -> Response:
        """另立新版次：内容照搬的草稿。"""
        found, sent = self.get_object(), sent_in(shapes.NextEditionSerializer, request)
        with transaction.atomic():
            check_version(found, sent)
            made = actions.next_edition(found, by=request.user, year=sent["year"])
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)


def refuse_unseen_basis(terms: dict[str, Any], user: Any) -> None:
    if terms.get("basis") is not None:
        refuse_unseen(Document.objects.kept(), "basis", terms["basis"], user)
