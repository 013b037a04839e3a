"""Appointments over HTTP, and who one is."""

from typing import Any

from django.db.models import Exists, OuterRef
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from members.acting import enrolments_of
from members.people.actions import appoint, end_appointment
from members.people.lists import AppointmentList, accounts_visible_to
from members.people.models import Appointment, Role, User
from members.places.models import Region
from members.units.models import Enrolment, Unit
from portal.api.rows import RowSerializer
from portal.api.views import ListedViewSet, PortalView


class AppointmentRow(RowSerializer):
    id = serializers.IntegerField()
    user = serializers.IntegerField(source="user_id")
    role = serializers.ChoiceField(Role.choices)
    enrolment = serializers.IntegerField(source="enrolment_id", allow_null=True)
    region = serializers.IntegerField(source="region_id", allow_null=True)
    from_on = serializers.DateField()
    until_on = serializers.DateField(allow_null=True)


class AppointmentSerializer(serializers.ModelSerializer):
    class Meta:
        model = Appointment
        fields = ["id", "user", "role", "enrolment", "region", "units", "from_on", "until_on"]


class NewAppointmentSerializer(serializers.Serializer):
    user = serializers.PrimaryKeyRelatedField(queryset=User.objects.all())
    role = serializers.ChoiceField(Role.choices)
    enrolment = serializers.PrimaryKeyRelatedField(
        queryset=Enrolment.objects.select_related("unit", "region"), required=False, allow_null=True
    )
    region = serializers.PrimaryKeyRelatedField(
        queryset=Region.objects.all(), required=False, allow_null=True
    )
    units = serializers.PrimaryKeyRelatedField(
        queryset=Unit.objects.defer("grams"), many=True, required=False, help_text="条线查看的单位"
    )
    from_on = serializers.DateField(required=False, help_text="不填为今天")
    until_on = serializers.DateField(required=False, allow_null=True, help_text="含当天，不填为长期")

    def validate_user(self, user: User) -> User:
        if not accounts_visible_to(self.context["request"].user).filter(pk=user.pk).exists():
            raise serializers.ValidationError("没有这个账号，或不由您的街道（镇）管理。")
        return user


class LastDaySerializer(serializers.Serializer):
    until_on = serializers.DateField(help_text="最后一天，含当天")


class AppointmentViewSet(ListedViewSet):
    """授权：谁代表哪家单位、在哪个街道（镇）以什么身份办理。"""

    queryset = Appointment.objects.select_related("enrolment", "region")
    spec = AppointmentList
    row_class = AppointmentRow
    serializer_class = AppointmentSerializer

    @extend_schema(request=NewAppointmentSerializer, responses={201: AppointmentSerializer})
    def create(self, request: Request) -> Response:
        sent = NewAppointmentSerializer(data=request.data, context=self.get_serializer_context())
        sent.is_valid(raise_exception=True)
        given = appoint(by=request.user, **sent.validated_data)
        return Response(AppointmentSerializer(given).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=LastDaySerializer, responses={200: AppointmentSerializer, 204: None})
    def partial_update(self, request: Request, **lookup: str) -> Response:
        """说明最后一天。还没开始就终止的授权随即删除（204）。"""
        given = self.get_object()
        sent = LastDaySerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        end_appointment(given, by=request.user, on=sent.validated_data["until_on"])
        left = Appointment.objects.filter(pk=given.pk).first()
        return (
            Response(AppointmentSerializer(left).data)
            if left
            else Response(status=status.HTTP_204_NO_CONTENT)
        )


class MyEnrolmentSerializer(serializers.Serializer):
    """For whom one may act."""

    enrolment = serializers.IntegerField(source="pk")
    unit = serializers.IntegerField(source="unit_id")
    unit_name = serializers.CharField(source="unit.name")
    region = serializers.IntegerField(source="region_id")
    region_name = serializers.CharField(source="region.name")
    may_sign = serializers.BooleanField(help_text="是党组织书记，可签署")


class MeSerializer(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    username = serializers.CharField()
    name = serializers.CharField()
    appointments = AppointmentSerializer(many=True)
    acts_for = MyEnrolmentSerializer(many=True)


class MeView(PortalView):
    """登录的是谁，可以代表谁。"""

    @extend_schema(responses=MeSerializer)
    def get(self, request: Request) -> Response:
        user: Any = request.user
        secretary = user.appointments.in_force().filter(role=Role.SECRETARY, enrolment=OuterRef("pk"))
        me = {
            "pk": user.pk,
            "username": user.username,
            "name": user.name,
            "appointments": user.appointments.in_force().prefetch_related("units").order_by("pk"),
            "acts_for": enrolments_of(user).annotate(may_sign=Exists(secretary)),
        }
        return Response(MeSerializer(me).data)
