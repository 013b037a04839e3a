"""The directory of units and the list of enrolments, for pages and API."""

from typing import Any

import django_filters
from django.db.models import Count, Q, QuerySet
from django_filters import FilterSet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from members.places.lists import streets_seen
from members.places.models import Region, Zone
from members.scope import scope_of
from members.units.models import Enrolment, EnrolmentState, Unit, UnitKind, UnitQuerySet, UnitState
from portal.lists.ordering import Ordering
from portal.lists.search import SearchFilter
from portal.lists.spec import ListSpec

GROUPS = [("units", "成员单位"), ("neighbourhoods", "村居")]


def zones_seen(request: Any) -> QuerySet:
    return Zone.objects.visible_to(request.user) if request is not None else Zone.objects.none()


class UnitFilter(FilterSet):
    search = SearchFilter(text_field="name", label="单位名称")
    group = django_filters.ChoiceFilter(label="分组", choices=GROUPS, empty_label="全部", method="in_group")
    kind = django_filters.ModelChoiceFilter(
        label="单位类别", queryset=UnitKind.objects.all(), empty_label="全部"
    )
    region = django_filters.ModelChoiceFilter(
        label="街道（镇）", queryset=streets_seen, empty_label="全部", method="enrolled_in"
    )
    zone = django_filters.ModelChoiceFilter(
        label="片区", queryset=zones_seen, empty_label="全部", method="in_zone"
    )
    state = django_filters.ChoiceFilter(label="状态", choices=UnitState.choices, empty_label="全部")

    class Meta:
        model = Unit
        fields: list[str] = []

    def in_group(self, queryset: UnitQuerySet, name: str, value: str) -> UnitQuerySet:
        return queryset.neighbourhoods() if value == "neighbourhoods" else queryset.member_units()

    @extend_schema_field(OpenApiTypes.INT)
    def enrolled_in(self, queryset: UnitQuerySet, name: str, region: Region) -> UnitQuerySet:
        return queryset.filter(pk__in=Enrolment.objects.filter(region=region).values("unit_id"))

    @extend_schema_field(OpenApiTypes.INT)
    def in_zone(self, queryset: UnitQuerySet, name: str, zone: Zone) -> UnitQuerySet:
        """Units named in the zone, and those that are one of its neighbourhoods."""
        return queryset.filter(
            Q(pk__in=zone.units.values("pk")) | Q(neighbourhood__in=zone.regions.values("pk"))
        )


class UnitList(ListSpec):
    filterset = UnitFilter
    orderings = {
        "name": Ordering("按名称", "name"),
        "id": Ordering("先录入在前", "id"),
        "-id": Ordering("新录入在前", "-id"),
    }


class EnrolmentFilter(FilterSet):
    search = SearchFilter(grams="unit__grams", text_field="unit__name", label="单位名称")
    region = django_filters.ModelChoiceFilter(label="街道（镇）", queryset=streets_seen)
    unit = django_filters.NumberFilter(label="单位", field_name="unit_id", min_value=1, max_value=2**63 - 1)
    state = django_filters.ChoiceFilter(label="状态", choices=EnrolmentState.choices)

    class Meta:
        model = Enrolment
        fields: list[str] = []


class EnrolmentList(ListSpec):
    filterset = EnrolmentFilter
    orderings = {"id": Ordering("先录入在前", "id"), "-id": Ordering("新录入在前", "-id")}


def counted_apart(user: Any) -> dict[str, int]:
    """How many units take part in the streets this person sees: 成员单位 and 村居 apart (143 + 30)."""
    seen = scope_of(user).seen_region_ids
    enrolled = Enrolment.objects.active().filter(region_id__in=seen).values("unit_id")
    return Unit.objects.filter(pk__in=enrolled).aggregate(
        units=Count("pk", filter=Q(neighbourhood=None)),
        neighbourhoods=Count("pk", filter=Q(neighbourhood__isnull=False)),
    )
