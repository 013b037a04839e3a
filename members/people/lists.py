"""Accounts and appointments, for pages and API."""

from operator import attrgetter
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django_filters import FilterSet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from members.people.models import Appointment, Role, User, over_units_of
from members.places.lists import streets_seen
from members.scope import scope_of
from portal.ids import LARGEST_ID
from portal.lists.ordering import Ordering
from portal.lists.spec import ExportColumn, ListSpec


def accounts_visible_to(user: Any) -> QuerySet:
    """Accounts that have or had authority within one's office, for the people of that office."""
    office = scope_of(user).office_region_ids
    within = Q(enrolment__region_id__in=office) | Q(region_id__in=office) | over_units_of(office)
    return User.objects.filter(Exists(Appointment.objects.filter(within, user=OuterRef("pk"))))


def with_appointments(accounts: QuerySet, viewer: Any) -> QuerySet:
    """The accounts, each with the `current` appointments that the viewer sees."""
    rows = Appointment.objects.visible_to(viewer).in_force()
    rows = rows.select_related("region", "enrolment__unit", "enrolment__region").order_by("pk")
    rows = rows.prefetch_related("units")
    return accounts.prefetch_related(Prefetch("appointments", rows, "current"))


class AccountFilter(FilterSet):
    search = django_filters.CharFilter(label="用户名或姓名", max_length=40, method="named")
    role = django_filters.ChoiceFilter(
        label="身份", choices=Role.choices, empty_label="全部", method="in_role"
    )

    class Meta:
        model = User
        fields: list[str] = []

    def named(self, queryset: QuerySet, name: str, text: str) -> QuerySet:
        return queryset.filter(Q(username__icontains=text) | Q(name__icontains=text))

    def in_role(self, queryset: QuerySet, name: str, role: str) -> QuerySet:
        return queryset.filter(Exists(Appointment.objects.in_force().filter(role=role, user=OuterRef("pk"))))


def in_words(account: Any) -> str:
    """The authority in force that the reader sees."""
    return "；".join(f"{row.get_role_display()} {row.place}" for row in account.current)


class AccountList(ListSpec):
    filterset = AccountFilter
    export_name = "账号"
    export_columns = (
        ExportColumn("用户名", attrgetter("username"), width=20),
        ExportColumn("身份", in_words, width=50),
        ExportColumn("状态", lambda row: "启用" if row.is_active else "停用"),
    )
    orderings = {"username": Ordering("按用户名", "username"), "-id": Ordering("新建在前", "-id")}


class AppointmentFilter(FilterSet):
    role = django_filters.ChoiceFilter(label="身份", choices=Role.choices)
    unit = django_filters.NumberFilter(
        label="单位", field_name="enrolment__unit_id", min_value=1, max_value=LARGEST_ID
    )
    region = django_filters.ModelChoiceFilter(label="街道（镇）", queryset=streets_seen, method="in_street")

    class Meta:
        model = Appointment
        fields: list[str] = []

    @extend_schema_field(OpenApiTypes.INT)
    def in_street(self, queryset: QuerySet, name: str, region: Any) -> QuerySet:
        return queryset.filter(Q(enrolment__region=region) | Q(region=region))


class AppointmentList(ListSpec):
    filterset = AppointmentFilter
    orderings = {"id": Ordering("先录入在前", "id"), "-id": Ordering("新录入在前", "-id")}
