"""Figures above the hall: how many are published, how many still want somebody, by category. One query."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField, OuterRef

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


def count_categories(
    edition: Edition, published: ProjectQuerySet, unit_id: int | None = None
) -> list[Counted]:
    """`wanted` counts what this unit can claim now; without a unit, what is kept for nobody."""
    wanted = claimable_now(published, unit_id)
    categories = Category.objects.filter(
        region=edition.region_id, list=ListKind.PROJECT, year=edition.year
    ).annotate(listed=_size(published), wanted=_size(wanted))
    found = list(categories)
    roots = _roots({each.pk: each.parent_id for each in found})
    return [
        Counted(
            top.pk,
            top.name,
            sum(each.listed for each in found if roots[each.pk] == top.pk),
            sum(each.wanted for each in found if roots[each.pk] == top.pk),
        )
        for top in found
        if top.parent_id is None
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
