"""Teams over HTTP: the same actions as the pages."""

from typing import Any

from django.db import transaction
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from members.people.contacts import MaskedContactSerializer, contact_of
from members.places.models import Level, Region
from members.teams import actions
from members.teams.lists import TeamList
from members.teams.models import Team
from members.units.api import CellField, EndSerializer, EnrolmentOpinionSerializer
from portal.api.rows import RowSerializer
from portal.api.versions import check_version
from portal.api.views import ListedViewSet, verb
from portal.ledgers.cells.contacts import parse_phone

MOST_PEOPLE = 2**31 - 1


class TeamRow(RowSerializer):
    id = serializers.IntegerField()
    region = serializers.IntegerField(source="region_id")
    kind = serializers.CharField()
    name = serializers.CharField()
    people = serializers.IntegerField(allow_null=True)
    unit = serializers.IntegerField(source="unit_id", allow_null=True)
    party_org = serializers.IntegerField(source="party_org_id", allow_null=True)
    state = serializers.CharField()


class TeamSerializer(serializers.ModelSerializer):
    contact = serializers.SerializerMethodField()

    class Meta:
        model = Team
        fields = [
            *("id", "region", "kind", "name", "place", "unit", "party_org", "people", "abilities"),
            *("founded_on", "contact", "state", "dissolved_on", "version"),
        ]

    @extend_schema_field(MaskedContactSerializer(allow_null=True))
    def get_contact(self, team: Team) -> Any:
        """Null for who may not see it."""
        return contact_of(team, self.context["request"].user, "teams.see_contact")


class NewTeamSerializer(serializers.ModelSerializer):
    people = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=MOST_PEOPLE)
    region = serializers.PrimaryKeyRelatedField(
        queryset=Region.objects.filter(level__in=(Level.DISTRICT, Level.STREET))
    )
    contact_phone = CellField(parse=parse_phone, max_length=30, required=False)

    class Meta:
        model = Team
        fields = ["region", *actions.FIELDS]
        validators: list[Any] = []  # the action says whether the name is taken


class TeamChangeSerializer(NewTeamSerializer):
    region = None  # type: ignore[assignment]  # a team stays with its street
    version = serializers.IntegerField(required=False, min_value=0)

    class Meta(NewTeamSerializer.Meta):
        fields = [*actions.FIELDS, "version"]


class TeamViewSet(ListedViewSet):
    """队伍：志愿服务、应急、宣讲等队伍。只有人数，没有队员姓名。"""

    queryset = Team.objects.select_related("region")
    spec = TeamList
    row_class = TeamRow
    serializer_class = TeamSerializer

    @extend_schema(request=NewTeamSerializer, responses={201: TeamSerializer})
    def create(self, request: Request) -> Response:
        """登记一支队伍。"""
        sent = NewTeamSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        made = actions.enter_team(Team(**sent.validated_data), by=request.user)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=TeamChangeSerializer, responses=TeamSerializer)
    def partial_update(self, request: Request, **lookup: str) -> Response:
        """修改：只写要改的项。"""
        found = self.get_object()
        sent = TeamChangeSerializer(data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        with transaction.atomic():
            check_version(found, sent.validated_data)
            sent.validated_data.pop("version", None)
            changed = actions.change_team(found, by=request.user, **sent.validated_data)
        return Response(self.get_serializer(changed).data)

    @verb("dissolve", takes=EndSerializer)
    def dissolve(self, team: Team, *, by: Any, **sent: Any) -> Team:
        """解散。"""
        return actions.dissolve_team(team, by=by, **sent)

    @verb("restore", takes=EnrolmentOpinionSerializer)
    def restore(self, team: Team, *, by: Any, **sent: Any) -> Team:
        """恢复。"""
        return actions.restore_team(team, by=by, **sent)
