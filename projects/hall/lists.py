"""What the hall lists: published projects of a street and year, each with all that its row says."""

from typing import Any

import django_filters
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import QueryDict
from django.utils import timezone

from portal.lists.ordering import Ordering
from portal.lists.search import SearchFilter
from portal.lists.spec import ListSpec
from projects.claims.models import Claim
from projects.hall.areas import Areas
from projects.listings.lists import OF_PROJECTS, ON_PAPER, WholeNumberFilter, meant_for
from projects.listings.models import Category, Preferred, Project, ProjectQuerySet, Target

NOW, ALL = "now", "all"
CAN = [(NOW, "现在能认领"), (ALL, "全部项目"), ("reserved", "优先期"), ("full", "已满")]


class HallFilters(django_filters.FilterSet):
    """`area` is z and the id of a zone, or n and that of a 村居 the project is for: one of `areas`.

    The hall opens with what can be claimed: `can` left out is `now`.
    """

    search = SearchFilter(label="找项目")
    category = WholeNumberFilter("类别", method="in_category")
    area = django_filters.CharFilter(label="片区或村居", max_length=20, method="in_area")
    can = django_filters.ChoiceFilter(label="能否认领", choices=CAN, empty_label=None, method="that_can")

    def __init__(self, data: QueryDict | None = None, *, areas: Areas, **kwargs: Any) -> None:
        asked = data.copy() if data is not None else QueryDict(mutable=True)
        asked["can"] = asked.get("can") or NOW
        self.areas = areas
        super().__init__(asked, **kwargs)

    def in_category(self, queryset: QuerySet, name: str, value: int) -> QuerySet:
        within = Category.objects.filter(Q(pk=value) | Q(parent=value) | Q(parent__parent=value))
        return queryset.filter(category__in=within.values("pk"))

    def in_area(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return meant_for(queryset, self.areas.unit_ids(value))

    def that_can(self, queryset: ProjectQuerySet, name: str, value: str) -> QuerySet:
        now = timezone.now()
        if value == ALL:
            return queryset
        if value == "full":
            return queryset.filter(capacity__isnull=False, claimed__gte=F("capacity"))
        if value == "reserved":
            return queryset.filter(reserved_until__gt=now)
        return claimable_now(queryset)


class HallList(ListSpec):
    filterset = HallFilters
    export_name = "认领大厅"
    export_columns = (*ON_PAPER, *OF_PROJECTS)
    orderings = {
        "closing": Ordering("快截止", "claim_closes_at"),
        "-published": Ordering("最新发布", "-published_at"),
        "due": Ordering("完成时限", "due_on"),
    }

    @staticmethod
    def export_rows(queryset: QuerySet) -> QuerySet:
        return queryset.defer(None).defer("grams", "custom")


def claimable_now(projects: ProjectQuerySet, unit_id: int | None = None) -> ProjectQuerySet:
    """What a unit can claim at this moment; without one, what is kept for nobody."""
    now = timezone.now()
    kept_for_nobody = Q(reserved_until=None) | Q(reserved_until__lte=now)
    return projects.claimable_at(now).filter(kept_for_nobody | kept_now(unit_id))


def with_standing(projects: QuerySet, unit_id: int | None) -> QuerySet:
    """Each project with its first holder, places, targets, and how the unit stands: all in one query."""
    claims = Claim.objects.filter(project=OuterRef("pk"))
    own = claims.standing().filter(unit=unit_id)
    shown = {"id": "pk", "state": "state", "part": "part", "at": "claimed_at"}
    named = Project.neighbourhoods.through.objects.filter(project=OuterRef("pk")).order_by("pk")
    targets = Target.objects.filter(project=OuterRef("pk")).order_by("pk")
    kept = Preferred.objects.filter(project=OuterRef("pk"), unit=unit_id)
    return (
        projects.select_related("category", "unit")
        .defer("grams", "summary", "remark", "custom")
        .annotate(
            first_holder=Subquery(claims.holding().order_by("ordinal").values("unit__name")[:1]),
            own=Subquery(own.values(said=JSONObject(**shown))[:1]),
            preferred=Exists(kept),
            paired_with=Subquery(kept.values(other=Preferred.other_side(unit_id))[:1]),
            neighbourhood_names=ArraySubquery(named.values("unit__name")[:3]),
            target_words=ArraySubquery(
                targets.values(said=JSONObject(measure="measure", number="quantity", of="unit_of_measure"))[
                    :2
                ]
            ),
        )
    )


def kept_for(projects: ProjectQuerySet, unit_id: int | None) -> ProjectQuerySet:
    """优先: those that only this unit and its like may claim now."""
    return projects.filter(kept_now(unit_id))


def kept_now(unit_id: int | None) -> Any:
    kept = Preferred.objects.filter(unit=unit_id)
    return Q(reserved_until__gt=timezone.now(), pk__in=kept.values("project"))
