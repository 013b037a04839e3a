"""What stands above the hall: how many are published and can be claimed, by category, and the places."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField, OuterRef
from django.db.models.functions import JSONObject

from members.places.models import Region
from projects.hall.areas import areas_of, villages_inside, zones_inside
from projects.hall.lists import claimable_now
from projects.listings.editions import Edition
from projects.listings.models import Category, ListKind, ProjectQuerySet

COUNT_CAP = 500
"""Rows of a category are counted up to here, so that a figure costs no more the longer the list is."""


@dataclass(frozen=True)
class Counted:
    """A category at the top of the tree with what hangs in it and below."""

    id: int
    name: str
    listed: int
    wanted: int


@dataclass(frozen=True)
class Overview:
    """What stands above the list: categories with their figures, and the places to choose from."""

    categories: list[Counted]
    areas: list[tuple[str, str]]

    @property
    def listed(self) -> int:
        return sum(each.listed for each in self.categories)

    @property
    def wanted(self) -> int:
        return sum(each.wanted for each in self.categories)


def overview_of(edition: Edition, published: ProjectQuerySet, unit_id: int | None = None) -> Overview:
    """`wanted` counts what this unit can claim now; without a unit, what is kept for nobody. One query."""
    figures = {"listed": _size(published), "wanted": _size(claimable_now(published, unit_id))}
    categories = Category.objects.filter(region=OuterRef("pk"), list=ListKind.PROJECT, year=edition.year)
    said = JSONObject(id="pk", name="name", above="parent_id", **figures)
    street = Region.objects.filter(pk=edition.region_id)
    inside, zones, villages = street.values_list(
        ArraySubquery(categories.values(said=said)), zones_inside(), villages_inside()
    ).get()
    return Overview(_at_the_top(inside), areas_of(zones, villages))


def _at_the_top(found: list[dict[str, Any]]) -> list[Counted]:
    roots = _roots({each["id"]: each["above"] for each in found})

    def inside(top: int, figure: str) -> int:
        return sum(each[figure] for each in found if roots[each["id"]] == top)

    return [
        Counted(each["id"], each["name"], inside(each["id"], "listed"), inside(each["id"], "wanted"))
        for each in found
        if each["above"] is None
    ]


def _size(projects: ProjectQuerySet) -> Any:
    inside = projects.filter(category=OuterRef("pk")).order_by().values("pk")[:COUNT_CAP]
    return Func(ArraySubquery(inside), function="CARDINALITY", output_field=IntegerField())


def _roots(parents: dict[int, int | None]) -> dict[int, int]:
    """Every category → the one at the top above it."""

    def root(pk: int) -> int:
        above = parents[pk]
        return pk if above is None else root(above)

    return {pk: root(pk) for pk in parents}
