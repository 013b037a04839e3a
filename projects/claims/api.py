"""Claims over HTTP: the same actions as the pages."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api.versions import check_version
from portal.api.views import ListedViewSet, verb
from portal.refusals import Refusal
from projects.claims import actions
from projects.claims import serializers as shapes
from projects.claims.bulk import decide_claims
from projects.claims.lists import ClaimList
from projects.claims.models import Claim
from projects.deciding.serializers import OutcomesSerializer
from projects.listings.models import Project

A_CLAIM = OpenApiExample(
    "牵头认领",
    value={"unit": 12, "part": "lead", "promise": "安装路灯 32 盏", "amount": None},
    request_only=True,
)
CLAIMS = Claim.objects.select_related("project__region", "project__unit", "unit")

ASKED_FIRST = ("region", "year", "category", "unit", "capacity", "claimed")
"""Of the project, before its row is locked: who may claim it, and whether it is full."""


class ProjectClaims(ListedViewSet):
    """One project's claims; POST claims it."""

    queryset = CLAIMS
    spec = ClaimList
    row_class = shapes.ClaimRow
    serializer_class = shapes.ClaimSerializer

    def get_queryset(self) -> QuerySet:
        claims = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return claims
        return shapes.with_terms(claims.filter(project=self.project()), self.request.user)

    def project(self) -> Project:
        """Raises Http404 where there is none or one may not see it."""
        projects = Project.objects.visible_to(self.request.user).only(*ASKED_FIRST)
        return get_object_or_404(projects, pk=self.kwargs["pk"])

    def list(self, request: Request, **lookup: Any) -> Response:
        return super().list(request)

    @extend_schema(
        request=shapes.ClaimingSerializer, responses={201: shapes.ClaimedSerializer}, examples=[A_CLAIM]
    )
    def create(self, request: Request, pk: int) -> Response:
        """认领：名额即时保留，10 分钟内可撤回。"""
        sent = shapes.ClaimingSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        claim = claim_as_sent(self.project(), request.user, sent.validated_data)
        return Response(shapes.ClaimedSerializer(claim).data, status=status.HTTP_201_CREATED)


def claim_as_sent(project: Project, by: Any, sent: dict[str, Any]) -> Claim:
    """Claim, and where a version was sent only if the project is still as it was then."""
    if "version" not in sent:
        return actions.claim_project(project, by=by, **sent)
    with transaction.atomic():
        check_version(project, sent)
        sent.pop("version")
        return actions.claim_project(project, by=by, **sent)


class Claims(ListedViewSet):
    """认领。"""

    queryset = CLAIMS
    spec = ClaimList
    row_class = shapes.ClaimRow
    serializer_class = shapes.ClaimSerializer
    http_method_names = ["get", "post", "head", "options"]

    def get_queryset(self) -> QuerySet:
        claims = super().get_queryset()
        return shapes.with_terms(claims, self.request.user) if self.action == "list" else claims

    @extend_schema(request=shapes.ClaimBulkSerializer, responses=OutcomesSerializer)
    @action(detail=False, methods=["post"], pagination_class=None, filter_backends=[])
    def bulk(self, request: Request) -> Response:
        sent = shapes.ClaimBulkSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        outcomes = decide_claims(by=request.user, **sent.validated_data)
        return Response(OutcomesSerializer({"results": outcomes}).data)

    @verb("endorse", shapes.ClaimInNameSerializer)
    def endorse(self, claim: Claim, **said: Any) -> Claim:
        return actions.endorse_claim(claim, **said)

    @verb("confirm", shapes.ClaimOpinionSerializer)
    def confirm(self, claim: Claim, **said: Any) -> Claim:
        return actions.confirm_claim(claim, **said)

    @verb("not-adopt", shapes.ClaimOpinionSerializer)
    def not_adopt(self, claim: Claim, **said: Any) -> Claim:
        return actions.not_adopt_claim(claim, **said)

    @verb("withdraw", shapes.ClaimInNameSerializer)
    def withdraw(self, claim: Claim, **said: Any) -> Claim:
        return actions.withdraw_claim(claim, **said)

    @verb("release", shapes.ClaimInNameSerializer)
    def release(self, claim: Claim, **said: Any) -> Claim:
        return actions.release_claim(claim, **said)

    @verb("complete", shapes.ClaimInNameSerializer)
    def complete(self, claim: Claim, **said: Any) -> Claim:
        return actions.complete_claim(claim, **said)

    @verb("send-back", shapes.ClaimOpinionSerializer)
    def send_back(self, claim: Claim, **said: Any) -> Claim:
        return actions.send_back_claim(claim, **said)

    @verb("close", shapes.ClaimOpinionSerializer)
    def close(self, claim: Claim, **said: Any) -> Claim:
        return actions.close_claim(claim, **said)

    @verb("undo")
    def undo(self, claim: Claim, **said: Any) -> Claim:
        return actions.undo_claim(claim, **said)

    @verb("renew", shapes.RenewSerializer)
    def renew(self, claim: Claim, *, by: Any, basis: str = "", project: Project | None = None) -> Claim:
        """续认领：接受邀请；带 project 时由工作人员邀请该单位续认领那个项目。"""
        if project is None:
            return actions.accept_renewal(claim, by=by, basis=basis)
        if not Project.objects.visible_to(by).filter(pk=project.pk).exists():
            raise Refusal("not_open", "没有这个项目，或您看不到它，不能邀请续认领。")
        return actions.offer_renewal(project, unit=claim.unit, by=by, part=claim.part)
