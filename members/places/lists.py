"""Lists of places, for pages and API."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django_filters import FilterSet

from members.places.models import Level, Region, RegionQuerySet, Zone
from members.scope import scope_of
from portal.lists.ordering import Ordering
from portal.lists.spec import ListSpec


class RegionFilter(FilterSet):
    below = django_filters.CharFilter(label="区划代码前缀", max_length=21, method="within")
    level = django_filters.ChoiceFilter(label="层级", choices=Level.choices)
    called = django_filters.CharFilter(label="名称或别名", max_length=60, method="by_name")

    class Meta:
        model = Region
        fields: list[str] = []

    def within(self, queryset: RegionQuerySet, name: str, code: str) -> RegionQuerySet:
        return queryset.below(code)

    def by_name(self, queryset: RegionQuerySet, name: str, called: str) -> RegionQuerySet:
        return queryset.called(called)


class RegionList(ListSpec):
    filterset = RegionFilter
    orderings = {"code": Ordering("按区划代码", "code")}


def streets_seen(request: Any) -> QuerySet:
    """The streets whose matters the person who asks sees."""
    return Region.objects.streets().filter(pk__in=scope_of(request.user).seen_region_ids).order_by("code")


class ZoneFilter(FilterSet):
    region = django_filters.ModelChoiceFilter(label="街道（镇）", queryset=streets_seen)

    class Meta:
        model = Zone
        fields: list[str] = []


class ZoneList(ListSpec):
    filterset = ZoneFilter
    orderings = {"id": Ordering("先录入在前", "id")}
