"""The directory of units and the list of enrolments, for pages and API."""

from collections.abc import Callable
from functools import cache
from operator import attrgetter, methodcaller
from typing import Any

import django_filters
from django.db.models import BigIntegerField, Count, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django_filters import FilterSet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from members.places.lists import streets_seen
from members.places.models import Region, Zone
from members.scope import scope_of
from members.units.models import Enrolment, EnrolmentState, Unit, UnitKind, UnitQuerySet, UnitState
from portal.ids import LARGEST_ID
from portal.lists.ordering import Ordering
from portal.lists.search import SearchFilter
from portal.lists.spec import ExportColumn, ListSpec
from portal.workbooks.columns import Shown

GROUPS = [("units", "成员单位"), ("neighbourhoods", "村居")]


class OfferedFilter(django_filters.ChoiceFilter):
    """A choice among what `offers_to` finds. Its choices are a function, so that the schema names none."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label=label, choices=list, empty_label="全部", **kwargs)


Offered = Callable[[], list[tuple[int, str]]]


def offers_to(request: Any) -> Callable[[str], Offered]:
    """What the selects of the directory offer to the person who asks: one query for all of them.

    Kinds stand in their order, streets by code, zones by age. Asked when the first select is needed.
    """

    @cache
    def rows() -> list[tuple[str, int, int, str]]:
        kinds = _offered("kind", UnitKind.objects.all(), F("sort"))
        streets = _offered("region", streets_seen(request), F("code"))
        zones = _offered("zone", Zone.objects.visible_to(request.user), F("pk"))
        return sorted(kinds.union(streets, zones, all=True))

    return lambda select: lambda: [(pk, name) for named, _, pk, name in rows() if named == select]


def _offered(part: str, rows: QuerySet, rank: Any) -> QuerySet:
    named = rows.order_by().annotate(part=Value(part), rank=Cast(rank, BigIntegerField()))
    return named.values_list("part", "rank", "pk", "name")


class UnitFilter(FilterSet):
    search = SearchFilter(text_field="name", label="单位名称")
    group = django_filters.ChoiceFilter(label="分组", choices=GROUPS, empty_label="全部", method="in_group")
    kind = OfferedFilter("单位类别", method="of_kind")
    region = OfferedFilter("街道（镇）", method="enrolled_in")
    zone = OfferedFilter("片区", method="in_zone")
    state = django_filters.ChoiceFilter(label="状态", choices=UnitState.choices, empty_label="全部")

    class Meta:
        model = Unit
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = offers_to(self.request)
        for name in ("kind", "region", "zone"):
            self.filters[name].extra["choices"] = offered(name)

    def in_group(self, queryset: UnitQuerySet, name: str, value: str) -> UnitQuerySet:
        return queryset.neighbourhoods() if value == "neighbourhoods" else queryset.member_units()

    @extend_schema_field(OpenApiTypes.INT)
    def of_kind(self, queryset: UnitQuerySet, name: str, kind: str) -> UnitQuerySet:
        return queryset.filter(kind=int(kind))

    @extend_schema_field(OpenApiTypes.INT)
    def enrolled_in(self, queryset: UnitQuerySet, name: str, region: str) -> UnitQuerySet:
        return queryset.filter(pk__in=Enrolment.objects.filter(region=int(region)).values("unit_id"))

    @extend_schema_field(OpenApiTypes.INT)
    def in_zone(self, queryset: UnitQuerySet, name: str, zone: str) -> UnitQuerySet:
        """Units named in the zone, and those that are one of its neighbourhoods."""
        named = Unit.objects.filter(in_zones=int(zone)).values("pk")
        places = Region.objects.filter(in_zones=int(zone)).values("pk")
        return queryset.filter(Q(pk__in=named) | Q(neighbourhood__in=places))


def in_words(unit: Any) -> str:
    """The enrolments the reader sees, streets with states."""
    return "、".join(f"{row.region}（{row.get_state_display()}）" for row in unit.seen_enrolments)


class UnitList(ListSpec):
    filterset = UnitFilter
    export_name = "成员单位"
    export_columns = (
        ExportColumn("单位类别", attrgetter("kind.name")),
        ExportColumn("单位名称", attrgetter("name"), width=30),
        ExportColumn("单位简称", lambda row: "、".join(row.aliases), width=20),
        ExportColumn("党组织形式", attrgetter("party_form")),
        ExportColumn("党员数", attrgetter("party_members"), Shown.NUMBER),
        ExportColumn("上级党组织", attrgetter("superior"), width=20),
        ExportColumn("统一社会信用代码", attrgetter("uscc"), width=22),
        ExportColumn("单位地址", attrgetter("address"), width=30),
        ExportColumn("入册的街道（镇）", in_words, width=30),
        ExportColumn("状态", methodcaller("get_state_display")),
    )
    orderings = {
        "name": Ordering("按名称", "name"),
        "id": Ordering("先录入在前", "id"),
        "-id": Ordering("新录入在前", "-id"),
    }


class EnrolmentFilter(FilterSet):
    search = SearchFilter(grams="unit__grams", text_field="unit__name", label="单位名称")
    region = django_filters.ModelChoiceFilter(label="街道（镇）", queryset=streets_seen)
    unit = django_filters.NumberFilter(label="单位", field_name="unit_id", min_value=1, max_value=LARGEST_ID)
    state = django_filters.ChoiceFilter(label="状态", choices=EnrolmentState.choices)

    class Meta:
        model = Enrolment
        fields: list[str] = []


class EnrolmentList(ListSpec):
    filterset = EnrolmentFilter
    orderings = {"id": Ordering("先录入在前", "id"), "-id": Ordering("新录入在前", "-id")}


def counted_apart(user: Any, listed: QuerySet) -> dict[str, int]:
    """How many units take part in the streets this person sees: 成员单位 and 村居 apart (143 + 30).

    `listed` is how many rows the filters of the list leave. One query for all three.
    """
    seen = scope_of(user).seen_region_ids
    enrolled = Q(pk__in=Enrolment.objects.active().filter(region_id__in=seen).values("unit_id"))
    return Unit.objects.aggregate(
        units=Count("pk", filter=enrolled & Q(neighbourhood=None)),
        neighbourhoods=Count("pk", filter=enrolled & Q(neighbourhood__isnull=False)),
        listed=Count("pk", filter=Q(pk__in=listed.order_by().values("pk"))),
    )
