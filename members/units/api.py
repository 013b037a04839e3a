"""Units and enrolments over HTTP. Contacts come masked, and only to who may see them."""

from typing import Any

from django.db import transaction
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from members.people.masking import mask_phone
from members.places.api import latitude_field, longitude_field
from members.places.models import Level, Region
from members.units import actions
from members.units.lists import EnrolmentList, UnitList
from members.units.models import Enrolment, Unit, UnitKind
from members.units.unitfile.api import UnitFileSerializer, unit_file_of
from portal.api.rows import RowSerializer
from portal.api.versions import check_version
from portal.api.views import ListedViewSet, VersionSerializer, verb
from portal.ledgers.cells.contacts import parse_credit_code, parse_phone
from portal.ledgers.problems import CellProblem
from portal.permits import may


class CellField(serializers.CharField):
    """Text that a ledger's cell parser understands: a phone number, a credit code."""

    def __init__(self, *, parse: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.parse = parse

    def to_internal_value(self, data: Any) -> Any:
        """What no one can see, a control character say, is as good as nothing."""
        try:
            value = self.parse(super().to_internal_value(data)).value
        except CellProblem as problem:
            raise serializers.ValidationError(f"{problem}。") from problem
        return self.run_validation("") if value is None else value


class EnrolmentOpinionSerializer(VersionSerializer):
    opinion = serializers.CharField(required=False, allow_blank=True, max_length=500, help_text="意见")


class EndSerializer(EnrolmentOpinionSerializer):
    on = serializers.DateField(required=False, help_text="日期，不填为今天")


class MergeSerializer(EndSerializer):
    into = serializers.PrimaryKeyRelatedField(
        many=True, queryset=Unit.objects.all(), allow_empty=False, help_text="承接单位"
    )


class UnitRow(RowSerializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    kind = serializers.CharField(source="kind.name")
    neighbourhood = serializers.CharField(
        source="neighbourhood.code", allow_null=True, help_text="对应村居的代码"
    )
    state = serializers.CharField()


class UnitSerializer(serializers.ModelSerializer):
    kind = serializers.SlugRelatedField(slug_field="name", queryset=UnitKind.objects.all())
    neighbourhood = serializers.SlugRelatedField(
        slug_field="code",
        queryset=Region.objects.filter(level=Level.NEIGHBOURHOOD),
        allow_null=True,
        required=False,
    )
    district = serializers.CharField(source="district.code", read_only=True)
    uscc = CellField(parse=parse_credit_code, max_length=40, required=False, allow_null=True)
    party_members = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=2**31 - 1
    )
    successors: Any = serializers.PrimaryKeyRelatedField(many=True, read_only=True)
    latitude = latitude_field()
    longitude = longitude_field()
    custom = serializers.DictField(child=serializers.CharField(max_length=200), required=False)

    class Meta:
        model = Unit
        fields = [
            *("id", "name", "aliases", "kind", "neighbourhood", "district", "uscc", "party_form"),
            *(
                "party_members",
                "superior",
                "address",
                "latitude",
                "longitude",
                "state",
                "successors",
                "custom",
                "version",
            ),
        ]
        read_only_fields = ["state", "version"]
        validators: list[Any] = []  # the action says who has the name

    def validate_custom(self, custom: dict[str, str]) -> dict[str, str]:
        if any("\0" in name or len(name) > 30 for name in custom):
            raise serializers.ValidationError("自定义字段的名称须在 30 个字以内。")
        return custom


class ContactTerms(serializers.Serializer):
    secretary_name = serializers.CharField(max_length=40, required=False, allow_blank=True)
    liaison_name = serializers.CharField(max_length=40, required=False, allow_blank=True)
    liaison_phone = CellField(parse=parse_phone, max_length=30, required=False)


class NewUnitSerializer(UnitSerializer):
    """A unit nobody has entered yet, with the street it joins."""

    region = serializers.PrimaryKeyRelatedField(queryset=Region.objects.streets(), write_only=True)

    class Meta(UnitSerializer.Meta):
        fields = [*UnitSerializer.Meta.fields, "region"]


class UnitChangeSerializer(UnitSerializer):
    version = serializers.IntegerField(required=False, min_value=0)

    class Meta(UnitSerializer.Meta):
        read_only_fields = ["state"]


class UnitViewSet(ListedViewSet):
    """成员单位和村居。"""

    queryset = Unit.objects.all()
    spec = UnitList
    row_class = UnitRow
    serializer_class = UnitSerializer

    @extend_schema(request=NewUnitSerializer, responses={201: UnitSerializer})
    def create(self, request: Request) -> Response:
        sent = NewUnitSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        fields = sent.validated_data
        street = fields.pop("region")
        unit = Unit(district=Region.objects.get(code=street.code[:6]), **fields)
        actions.enter_unit(unit, street, by=request.user)
        return Response(UnitSerializer(unit).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=UnitChangeSerializer, responses=UnitSerializer)
    def partial_update(self, request: Request, **lookup: str) -> Response:
        unit = self.get_object()
        sent = UnitChangeSerializer(unit, data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        with transaction.atomic():
            check_version(unit, sent.validated_data)
            sent.validated_data.pop("version", None)
            unit = actions.change_unit(unit, by=request.user, **sent.validated_data)
        return Response(UnitSerializer(unit).data)

    @verb("merge", takes=MergeSerializer)
    def merge(self, unit: Unit, *, by: Any, **sent: Any) -> Unit:
        """撤并到承接单位。"""
        seen = self.get_queryset().filter(pk__in=[successor.pk for successor in sent["into"]])
        if seen.count() != len(set(sent["into"])):
            raise serializers.ValidationError({"into": "其中有您看不到的单位，请核对编号。"})
        return actions.merge_units(unit, by=by, **sent)

    @extend_schema(responses=UnitFileSerializer)
    @action(detail=True, url_path="file")
    def file(self, request: Request, **lookup: str) -> Response:
        """一单位一档：您能看到的内容。"""
        return Response(UnitFileSerializer(unit_file_of(self.get_object(), request.user)).data)

    @verb("close", takes=EndSerializer)
    def close(self, unit: Unit, *, by: Any, **sent: Any) -> Unit:
        """注销。"""
        return actions.close_unit(unit, by=by, **sent)


class EnrolmentRow(RowSerializer):
    id = serializers.IntegerField()
    unit = serializers.IntegerField(source="unit_id")
    unit_name = serializers.CharField(source="unit.name")
    region = serializers.IntegerField(source="region_id")
    number = serializers.IntegerField(allow_null=True)
    from_on = serializers.DateField(allow_null=True)
    until_on = serializers.DateField(allow_null=True)
    state = serializers.CharField()


class ContactsSerializer(serializers.Serializer):
    """The phone is masked; the full number is on the page, where each look is written down."""

    secretary_name = serializers.CharField()
    liaison_name = serializers.CharField()
    liaison_phone = serializers.CharField(help_text="已隐去中间几位")


class EnrolmentSerializer(serializers.ModelSerializer):
    contacts = serializers.SerializerMethodField(help_text="无权查看时为 null")

    class Meta:
        model = Enrolment
        fields = [
            *(
                "id",
                "unit",
                "region",
                "number",
                "from_on",
                "until_on",
                "state",
                "contacts",
                "custom",
                "version",
            )
        ]

    @extend_schema_field(ContactsSerializer(allow_null=True))
    def get_contacts(self, row: Enrolment) -> dict[str, str] | None:
        if not may(self.context["request"].user, "contacts.see", row):
            return None
        phone = mask_phone(row.liaison_phone)
        return {
            "secretary_name": row.secretary_name,
            "liaison_name": row.liaison_name,
            "liaison_phone": phone,
        }


class NewEnrolmentSerializer(ContactTerms):
    unit = serializers.PrimaryKeyRelatedField(queryset=Unit.objects.all())
    region = serializers.PrimaryKeyRelatedField(queryset=Region.objects.streets())
    number = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=100_000)
    from_on = serializers.DateField(required=False, help_text="不填为今天")
    opinion = serializers.CharField(required=False, allow_blank=True, max_length=500)

    def validate_unit(self, unit: Unit) -> Unit:
        if not Unit.objects.visible_to(self.context["request"].user).filter(pk=unit.pk).exists():
            raise serializers.ValidationError("没有这家单位，或您看不到它。")
        return unit


class ContactChangeSerializer(ContactTerms, VersionSerializer):
    pass


class EnrolmentViewSet(ListedViewSet):
    """入册：单位参加一个街道（镇）的区域化党建。"""

    queryset = Enrolment.objects.select_related("unit", "region")
    spec = EnrolmentList
    row_class = EnrolmentRow
    serializer_class = EnrolmentSerializer

    @extend_schema(request=NewEnrolmentSerializer, responses={201: EnrolmentSerializer})
    def create(self, request: Request) -> Response:
        sent = NewEnrolmentSerializer(data=request.data, context=self.get_serializer_context())
        sent.is_valid(raise_exception=True)
        row = actions.enrol_unit(by=request.user, **sent.validated_data)
        return Response(self.get_serializer(row).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=ContactChangeSerializer, responses=EnrolmentSerializer)
    def partial_update(self, request: Request, **lookup: str) -> Response:
        """修改联系人。"""
        row = self.get_object()
        sent = ContactChangeSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        with transaction.atomic():
            check_version(row, sent.validated_data)
            sent.validated_data.pop("version", None)
            row = actions.change_contacts(row, by=request.user, **sent.validated_data)
        return Response(self.get_serializer(row).data)

    @verb("approve", takes=EnrolmentOpinionSerializer)
    def approve(self, row: Enrolment, *, by: Any, **sent: Any) -> Enrolment:
        """同意入册。"""
        return actions.approve(row, by=by, **sent)

    @verb("decline", takes=EnrolmentOpinionSerializer)
    def decline(self, row: Enrolment, *, by: Any, **sent: Any) -> Enrolment:
        """不予入册，须写明原因。"""
        return actions.decline(row, by=by, **sent)

    @verb("suspend", takes=EnrolmentOpinionSerializer)
    def suspend(self, row: Enrolment, *, by: Any, **sent: Any) -> Enrolment:
        """暂停。"""
        return actions.suspend(row, by=by, **sent)

    @verb("resume", takes=EnrolmentOpinionSerializer)
    def resume(self, row: Enrolment, *, by: Any, **sent: Any) -> Enrolment:
        """恢复在册。"""
        return actions.resume(row, by=by, **sent)

    @verb("leave", takes=EndSerializer)
    def leave(self, row: Enrolment, *, by: Any, **sent: Any) -> Enrolment:
        """退出。"""
        return actions.leave(row, by=by, **sent)
