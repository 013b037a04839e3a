"""Alliances and memberships over HTTP: the same actions as the pages."""

from typing import Any

from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from alliances.councils import actions, planning
from alliances.councils.actions.founding import TERMS
from alliances.councils.actions.joining import CORRECTED
from alliances.councils.lists import AllianceList, MembershipList
from alliances.councils.models import Alliance, Membership, Role
from alliances.councils.trees import tree_seen
from members.models import Region, Unit
from portal.api.rows import RowSerializer
from portal.api.versions import check_version
from portal.api.views import ListedViewSet, VersionSerializer, verb


class AllianceRow(RowSerializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    kind = serializers.CharField()
    brand = serializers.CharField()
    region = serializers.IntegerField(source="region_id")
    parent = serializers.IntegerField(source="parent_id", allow_null=True)  # type: ignore[assignment]
    state = serializers.CharField()


class AllianceSerializer(serializers.ModelSerializer):
    class Meta:
        model = Alliance
        fields = ["id", "region", *TERMS, "state", "version"]
        read_only_fields = ["state", "version"]
        validators: list[Any] = []  # the action says who has the name


class NewAllianceSerializer(AllianceSerializer):
    region = serializers.PrimaryKeyRelatedField(queryset=Region.objects.all())
    charter_file = serializers.FileField(required=False, help_text="章程文件，PDF 或 Word")

    class Meta(AllianceSerializer.Meta):
        fields = ["region", *TERMS, "charter_file"]


class AllianceChangeSerializer(NewAllianceSerializer):
    region = None  # type: ignore[assignment]  # an alliance stays with its place
    version = serializers.IntegerField(required=False, min_value=0)

    class Meta(AllianceSerializer.Meta):
        fields = [*TERMS, "charter_file", "version"]
        read_only_fields: list[str] = []


class DissolveSerializer(VersionSerializer):
    opinion = serializers.CharField(max_length=500, help_text="撤销依据")


class NodeSerializer(serializers.Serializer):
    id = serializers.IntegerField(source="node.id")
    parent = serializers.IntegerField(source="node.parent", allow_null=True)  # type: ignore[assignment]
    name = serializers.CharField(source="node.name")
    kind = serializers.CharField(source="node.kind")
    units = serializers.IntegerField(source="node.units", help_text="今天的成员单位数")
    depth = serializers.IntegerField(help_text="从所问的组织起向下第几级，自身为 0")


class Alliances(ListedViewSet):
    """联席会议、专委会、党建联盟、社区大党委。"""

    queryset = Alliance.objects.select_related("region", "parent")
    spec = AllianceList
    row_class = AllianceRow
    serializer_class = AllianceSerializer
    parser_classes = (JSONParser, MultiPartParser)

    @extend_schema(request=NewAllianceSerializer, responses={201: AllianceSerializer})
    def create(self, request: Request) -> Response:
        """登记一个组织。"""
        sent = NewAllianceSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        upload = sent.validated_data.pop("charter_file", None)
        self.refuse_unseen(sent.validated_data.get("parent"))
        made = actions.found_alliance(Alliance(**sent.validated_data), by=request.user, charter_file=upload)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=AllianceChangeSerializer, responses=AllianceSerializer)
    def partial_update(self, request: Request, **lookup: str) -> Response:
        """更改：只写要改的项。"""
        found = self.get_object()
        sent = AllianceChangeSerializer(found, data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        self.refuse_unseen(sent.validated_data.get("parent"))
        with transaction.atomic():
            check_version(found, sent.validated_data)
            sent.validated_data.pop("version", None)
            changed = actions.change_alliance(found, by=request.user, **sent.validated_data)
        return Response(self.get_serializer(changed).data)

    def refuse_unseen(self, parent: Alliance | None) -> None:
        """What one may not see is as if it were not there."""
        if parent is not None and not self.get_queryset().filter(pk=parent.pk).exists():
            raise serializers.ValidationError({"parent": ["没有这个上级组织，请核对编号。"]})

    @extend_schema(responses=NodeSerializer(many=True), filters=False, parameters=[])
    @action(detail=True, methods=["get"], pagination_class=None)
    def tree(self, request: Request, **lookup: str) -> Response:
        """它和它之下的组织，上级在前。"""
        found = self.get_object()
        nodes = planning.branch(found.pk, tree_seen(request.user, found))
        return Response(NodeSerializer(planning.in_order(nodes), many=True).data)

    @verb("dissolve", takes=DissolveSerializer)
    def dissolve(self, alliance: Alliance, *, by: Any, opinion: str) -> Alliance:
        """撤销，须写明依据。"""
        return actions.dissolve_alliance(alliance, by=by, opinion=opinion)

    @verb("restore")
    def restore(self, alliance: Alliance, *, by: Any) -> Alliance:
        """恢复已撤销的组织。"""
        return actions.restore_alliance(alliance, by=by)


class MembershipRow(RowSerializer):
    id = serializers.IntegerField()
    alliance = serializers.IntegerField(source="alliance_id")
    unit = serializers.IntegerField(source="unit_id")
    role = serializers.CharField()
    from_on = serializers.DateField()
    until_on = serializers.DateField(allow_null=True)


class MembershipSerializer(serializers.ModelSerializer):
    class Meta:
        model = Membership
        fields = ["id", "alliance", "unit", *CORRECTED, "version"]
        read_only_fields = ["id", "alliance", "unit", "version"]


class JoinSerializer(serializers.Serializer):
    alliance = serializers.PrimaryKeyRelatedField(queryset=Alliance.objects.all())
    unit = serializers.PrimaryKeyRelatedField(queryset=Unit.objects.all())
    role = serializers.ChoiceField(choices=Role.choices, default=Role.MEMBER)
    from_on = serializers.DateField(required=False, help_text="不填为今天")
    joined_by = serializers.CharField(required=False, allow_blank=True, max_length=100)


class MembershipChangeSerializer(MembershipSerializer):
    version = serializers.IntegerField(required=False, min_value=0)

    class Meta(MembershipSerializer.Meta):
        fields = [*CORRECTED, "version"]
        read_only_fields: list[str] = []


class RoleSerializer(VersionSerializer):
    role = serializers.ChoiceField(choices=Role.choices)
    from_on = serializers.DateField(required=False, help_text="不填为今天")
    joined_by = serializers.CharField(required=False, allow_blank=True, max_length=100)


class LeaveSerializer(VersionSerializer):
    left_by = serializers.CharField(max_length=100, help_text="退出依据")
    until_on = serializers.DateField(required=False, help_text="最后一天，不填为今天")


class Memberships(ListedViewSet):
    """成员关系：单位在哪个组织、什么身份、从哪天到哪天。"""

    queryset = Membership.objects.select_related("unit", "alliance")
    spec = MembershipList
    row_class = MembershipRow
    serializer_class = MembershipSerializer

    @extend_schema(request=JoinSerializer, responses={201: MembershipSerializer})
    def create(self, request: Request) -> Response:
        """加入。"""
        sent = JoinSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        terms = sent.validated_data
        alliance, unit = terms.pop("alliance"), terms.pop("unit")
        if not Alliance.objects.visible_to(request.user).filter(pk=alliance.pk).exists():
            raise serializers.ValidationError({"alliance": ["没有这个组织，请核对编号。"]})
        if not Unit.objects.visible_to(request.user).filter(pk=unit.pk).exists():
            raise serializers.ValidationError({"unit": ["没有这家单位，请核对编号。"]})
        made = actions.join(alliance, unit, by=request.user, **terms)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=MembershipChangeSerializer, responses=MembershipSerializer)
    def partial_update(self, request: Request, **lookup: str) -> Response:
        """更正填错的内容：只写要改的项。"""
        found = self.get_object()
        sent = MembershipChangeSerializer(found, data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        with transaction.atomic():
            check_version(found, sent.validated_data)
            sent.validated_data.pop("version", None)
            changed = actions.correct_membership(found, by=request.user, **sent.validated_data)
        return Response(self.get_serializer(changed).data)

    @verb("role", takes=RoleSerializer)
    def role(self, membership: Membership, *, by: Any, **sent: Any) -> Membership:
        """改任：原身份到前一天为止，答复的是新的成员关系。"""
        return actions.change_role(membership, by=by, **sent)

    @verb("leave", takes=LeaveSerializer)
    def leave(self, membership: Membership, *, by: Any, **sent: Any) -> Membership:
        """退出。"""
        return actions.leave(membership, by=by, **sent)
