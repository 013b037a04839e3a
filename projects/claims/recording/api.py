"""Work on a claim over HTTP: its records, the neighbourhoods' facts, what was promised and delivered."""

from typing import Any

from django.db.models import Case, CharField, F, IntegerField, Q, QuerySet, Value, When
from django.shortcuts import get_object_or_404
from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from alliances.records.lists import RecordList
from alliances.records.models import Record
from alliances.records.serializers import RecordRow, RecordSerializer
from members.models import Unit
from members.rules import in_office
from members.scope import scope_of
from portal.api.views import ListedViewSet, PortalView
from portal.lists.ordering import Ordering
from portal.lists.spec import ListSpec
from portal.permits import demand, may
from projects.claims.actions import confirm_facts, link_record, promise, record_work
from projects.claims.models import Claim, ClaimRecord, Feedback
from projects.claims.recording import serializers as shapes
from projects.claims.recording.reading import contributions_of


def claim_asked(user: Any, pk: int) -> Claim:
    """Raises Http404 where this person sees no such claim."""
    rows = Claim.objects.visible_to(user).select_related("project__region", "project__unit", "unit")
    return get_object_or_404(rows, pk=pk)


class ClaimRecords(ListedViewSet):
    """一项认领的共建纪实。"""

    queryset = Record.objects.all()
    spec = RecordList
    row_class = RecordRow
    serializer_class = RecordSerializer

    def get_queryset(self) -> QuerySet:
        seen = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return seen
        claim = claim_asked(self.request.user, self.kwargs["claim"])
        return seen.filter(pk__in=ClaimRecord.objects.filter(claim=claim).values("record"))

    def list(self, request: Request, **lookup: Any) -> Response:
        """这项认领的纪实中您能看到的。"""
        return super().list(request)

    @extend_schema(request=shapes.ClaimWorkSerializer, responses={201: RecordSerializer})
    def create(self, request: Request, **lookup: Any) -> Response:
        """登记一条纪实。用于多项认领的，请用 POST records/。"""
        claim = claim_asked(request.user, lookup["claim"])
        sent = shapes.ClaimWorkSerializer(data=request.data, context=self.get_serializer_context())
        sent.is_valid(raise_exception=True)
        made = record_work(
            [claim],
            sent.account(),
            by=request.user,
            units=sent.sent_units(),
            neighbourhoods=sent.sent_neighbourhoods(),
            basis=sent.validated_data["basis"],
        )
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=shapes.LinkSerializer, responses={201: RecordSerializer})
    def link(self, request: Request, **lookup: Any) -> Response:
        """关联已有纪实：合计中仍只计一次。"""
        claim = claim_asked(request.user, lookup["claim"])
        sent = shapes.LinkSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        record = Record.objects.visible_to(request.user).filter(pk=sent.validated_data["record"]).first()
        if record is None:
            raise serializers.ValidationError({"record": "没有这条纪实，请核对编号。"})
        link_record(claim, record, by=request.user)
        return Response(self.get_serializer(record).data, status=status.HTTP_201_CREATED)


class FeedbackList(ListSpec):
    orderings = {"id": Ordering("先核实在前", "id")}


class ClaimFeedback(ListedViewSet):
    """村居核实。"""

    queryset = Feedback.objects.all()
    spec = FeedbackList
    row_class = shapes.FeedbackRow
    serializer_class = shapes.FeedbackSerializer

    def get_queryset(self) -> QuerySet:
        if getattr(self, "swagger_fake_view", False):
            return Feedback.objects.none()
        return facts_seen(self.request.user, claim_asked(self.request.user, self.kwargs["claim"]))

    def list(self, request: Request, **lookup: Any) -> Response:
        """各村居核实的情况。评价和想说的话只有党建办和该村居能看到。"""
        return super().list(request)

    @extend_schema(request=shapes.FeedbackSerializer, responses={201: shapes.FeedbackRow})
    def create(self, request: Request, **lookup: Any) -> Response:
        """核实，再次提交即更正。"""
        claim = claim_asked(request.user, lookup["claim"])
        sent = shapes.FeedbackSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        facts = sent.validated_data
        unit = Unit.objects.visible_to(request.user).filter(pk=facts.pop("neighbourhood")).first()
        if unit is None:
            raise serializers.ValidationError({"neighbourhood": "没有这个村居，请核对编号。"})
        said = confirm_facts(claim, neighbourhood=unit, by=request.user, **facts)
        rows = shapes.FeedbackRow.select(facts_seen(request.user, claim).filter(pk=said.pk))
        return Response(shapes.FeedbackRow.dicts(rows)[0], status=status.HTTP_201_CREATED)


def facts_seen(user: Any, claim: Claim) -> QuerySet[Feedback]:
    """Facts: both sides, staff, supervisors; each neighbourhood its own. How it was: office and itself."""
    said = Feedback.objects.filter(claim=claim)
    own = Q(neighbourhood__in=scope_of(user).unit_ids)
    if not may(user, "claims.see_terms", claim):
        said = said.filter(own)
    private = Q() if in_office(user, claim.project.region_id) else own
    return said.annotate(
        private_rating=kept_from_others("rating", private, IntegerField()),
        private_comment=kept_from_others("comment", private, CharField()),
    )


def kept_from_others(column: str, whose: Q, kind: Any) -> Any:
    """The column where the row is one of `whose`, else null; an empty condition is everything."""
    if not whose:
        return F(column)
    return Case(When(whose, then=F(column)), default=Value(None), output_field=kind)


class ClaimContributions(PortalView):
    """投入：承诺的和纪实里的。"""

    @extend_schema(responses=shapes.ContributionSerializer(many=True))
    def get(self, request: Request, claim: int) -> Response:
        """承诺和实际投入，按种类。只有双方、党建办和督查可看。"""
        found = claim_asked(request.user, claim)
        demand(request.user, "claims.see_terms", found)
        return Response(contributions_said(found))

    @extend_schema(
        request=shapes.PromiseSerializer, responses={201: shapes.ContributionSerializer(many=True)}
    )
    def post(self, request: Request, claim: int) -> Response:
        """承诺或更改一种投入。"""
        found = claim_asked(request.user, claim)
        sent = shapes.PromiseSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        promise(found, by=request.user, **sent.validated_data)
        return Response(contributions_said(found), status=status.HTTP_201_CREATED)


def contributions_said(claim: Claim) -> Any:
    return shapes.ContributionSerializer(contributions_of([claim])[claim.pk], many=True).data


urlpatterns = [
    path(
        "claims/<int:claim>/records/",
        ClaimRecords.as_view({"get": "list", "post": "create"}),
        name="api_claim_records",
    ),
    path(
        "claims/<int:claim>/records/link/",
        ClaimRecords.as_view({"post": "link"}),
        name="api_claim_records_link",
    ),
    path(
        "claims/<int:claim>/feedback/",
        ClaimFeedback.as_view({"get": "list", "post": "create"}),
        name="api_claim_feedback",
    ),
    path("claims/<int:claim>/contributions/", ClaimContributions.as_view(), name="api_claim_contributions"),
]
