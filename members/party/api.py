"""Party organisations over HTTP: the same actions as the pages."""

from typing import Any

from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from members.party import actions
from members.party.actions.ending import Decision
from members.party.lists import PartyOrgList
from members.party.models import PartyOrg
from members.places.models import Level, Region
from portal.api.rows import RowSerializer
from portal.api.versions import check_version
from portal.api.views import ListedViewSet, VersionSerializer, verb


class PartyOrgRow(RowSerializer):
    id = serializers.IntegerField()
    region = serializers.IntegerField(source="region_id")
    parent = serializers.IntegerField(  # type: ignore[assignment]
        source="parent_id", allow_null=True, help_text="上级党组织"
    )
    level = serializers.CharField()
    form = serializers.CharField()
    name = serializers.CharField()
    unit = serializers.IntegerField(source="unit_id", allow_null=True)
    place = serializers.IntegerField(source="place_id", allow_null=True)
    state = serializers.CharField()


class PartyOrgSerializer(serializers.ModelSerializer):
    """`successors`: what it was merged into; `merged_from`: what was merged into it."""

    successors: Any = serializers.PrimaryKeyRelatedField(many=True, read_only=True)
    merged_from: Any = serializers.PrimaryKeyRelatedField(many=True, read_only=True)

    class Meta:
        model = PartyOrg
        fields = [
            *("id", "region", "parent", "path", "superior", "level", "form", "name", "place", "unit"),
            *("established_on", "state", "decided_on", "decision_number", "reason"),
            *("successors", "merged_from", "version"),
        ]


class PartyOrgTermsSerializer(serializers.ModelSerializer):
    class Meta:
        model = PartyOrg
        fields = ["region", *actions.FIELDS]
        validators: list[Any] = []  # the action says whether the name is taken


class NewPartyOrgSerializer(PartyOrgTermsSerializer):
    """`former`: out of which others it was formed; they are merged into it with this decision."""

    region = serializers.PrimaryKeyRelatedField(
        queryset=Region.objects.filter(level__in=(Level.DISTRICT, Level.STREET))
    )
    former = serializers.PrimaryKeyRelatedField(many=True, queryset=PartyOrg.objects.all(), required=False)
    decision_number = serializers.CharField(required=False, max_length=60)

    class Meta(PartyOrgTermsSerializer.Meta):
        fields = ["region", *actions.FIELDS, "former", "decision_number"]


class PartyOrgChangeSerializer(PartyOrgTermsSerializer):
    version = serializers.IntegerField(required=False, min_value=0)

    class Meta(PartyOrgTermsSerializer.Meta):
        fields = [*actions.FIELDS, "version"]


class RemovalSerializer(VersionSerializer):
    decided_on = serializers.DateField(required=False, help_text="不填为今天")
    decision_number = serializers.CharField(required=False, max_length=60, help_text="文号")
    reason = serializers.CharField(max_length=200)


class MergerSerializer(RemovalSerializer):
    reason = serializers.CharField(required=False, max_length=200)
    into = serializers.PrimaryKeyRelatedField(
        many=True, queryset=PartyOrg.objects.all(), allow_empty=False, help_text="归并到"
    )


class PartyOrgViewSet(ListedViewSet):
    """党组织：党（工）委、党总支、党支部、党小组，按上下级排成树。"""

    queryset = PartyOrg.objects.select_related("region")
    spec = PartyOrgList
    row_class = PartyOrgRow
    serializer_class = PartyOrgSerializer

    @extend_schema(request=NewPartyOrgSerializer, responses={201: PartyOrgSerializer})
    def create(self, request: Request) -> Response:
        """登记一个党组织，或由几个党组织归并组建。"""
        sent = NewPartyOrgSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        terms = sent.validated_data
        former, number = terms.pop("former", []), terms.pop("decision_number", "")
        made = PartyOrg(**terms)
        if former:
            decision = Decision(made.established_on, number)
            actions.form_by_merging(made, former, by=request.user, decision=decision)
        else:
            actions.enter_party_org(made, by=request.user)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=PartyOrgChangeSerializer, responses=PartyOrgSerializer)
    def partial_update(self, request: Request, **lookup: str) -> Response:
        """修改：只写要改的项。"""
        found = self.get_object()
        sent = PartyOrgChangeSerializer(data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        with transaction.atomic():
            check_version(found, sent.validated_data)
            sent.validated_data.pop("version", None)
            changed = actions.change_party_org(found, by=request.user, **sent.validated_data)
        changed.refresh_from_db(fields=["path"])
        return Response(self.get_serializer(changed).data)

    @verb("merge", takes=MergerSerializer)
    def merge(self, org: PartyOrg, *, by: Any, **sent: Any) -> PartyOrg:
        """归并。"""
        return actions.merge_party_org(org, sent["into"], by=by, decision=decision_of(sent))

    @verb("remove", takes=RemovalSerializer)
    def remove(self, org: PartyOrg, *, by: Any, **sent: Any) -> PartyOrg:
        """撤销。"""
        return actions.remove_party_org(org, by=by, decision=decision_of(sent))


def decision_of(sent: dict[str, Any]) -> Decision:
    return Decision(sent.get("decided_on"), sent.get("decision_number", ""), sent.get("reason", ""))
