"""Figures of an edition: how much hangs in each category, how much is published, claimed, waiting."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Func, IntegerField, OuterRef, Q, QuerySet

from projects.listings.editions import Edition
from projects.listings.kinds import MODELS
from projects.listings.models import SHOWN, Category, ListKind
from projects.listings.states import ListingState

COUNT_CAP = 200
"""Rows of a category are counted up to here: a chip must not cost more the longer the list is."""


@dataclass(frozen=True)
class CategoryCount:
    """A category at the top of the tree, with the entries in it and below."""

    id: int
    name: str
    count: str


def category_counts(edition: Edition, rows: QuerySet) -> list[CategoryCount]:
    """The top categories of the edition with how many of `rows` they hold. One query."""
    categories = list(_with_sizes(edition, rows))
    children: dict[int | None, list[Category]] = {}
    for category in categories:
        children.setdefault(category.parent_id, []).append(category)

    def size(category: Any) -> int:
        return category.size + sum(size(child) for child in children.get(category.pk, []))

    return [CategoryCount(top.pk, top.name, _capped(size(top))) for top in children.get(None, [])]


def _with_sizes(edition: Edition, rows: QuerySet) -> QuerySet:
    inside = rows.filter(category=OuterRef("pk")).order_by().values("pk")[: COUNT_CAP + 1]
    size = Func(ArraySubquery(inside), function="CARDINALITY", output_field=IntegerField())
    categories = Category.objects.filter(region=edition.region_id, list=edition.kind, year=edition.year)
    return categories.annotate(size=size)


def _capped(count: int) -> str:
    return str(count) if count <= COUNT_CAP else f"{COUNT_CAP}+"


@dataclass(frozen=True)
class EditionFigures:
    """在册, 已对接, 待审 of one list. `matched` is None where nothing is matched yet by the portal."""

    kind: ListKind
    listed: int
    matched: int | None
    waiting: int


MATCHED = {ListKind.PROJECT: Q(claimed__gt=0), ListKind.NEED: Q(projects__claimed__gt=0)}
"""A project is matched when a unit has claimed it, a need when a project that answers it was claimed."""


def figures_of(kind: ListKind, region_id: int, year: int) -> EditionFigures:
    """One query."""
    counts = {
        "listed": Count("pk", filter=Q(state__in=SHOWN), distinct=True),
        "waiting": Count("pk", filter=Q(state=ListingState.SUBMITTED), distinct=True),
    }
    if matched := MATCHED.get(kind):
        counts["matched"] = Count("pk", filter=matched & Q(state__in=SHOWN), distinct=True)
    found = MODELS[kind].objects.filter(region=region_id, year=year).aggregate(**counts)
    return EditionFigures(kind, found["listed"], found.get("matched"), found["waiting"])
